package config

import "koreadesk/news"

// Source is one publisher that is polled.
type Source struct {
	// ID is the key of all the desk remembers of the source: lower-case
	// letters, digits and hyphens. It must be given and not be changed without
	// was.
	ID string `yaml:"id"`

	// Was lists earlier ids of this source, whose memory it carries on.
	Was []string `yaml:"was"`

	// Title names the source to readers. Default what its feed calls itself, else its host.
	Title string `yaml:"title"`

	// URL is the http or https address of the feed or list page. It must be
	// given, and only once in the file.
	URL string `yaml:"url"`

	// Language of the source's items (BCP 47: de, en, ko, ...). Default what
	// the document itself says.
	Language string `yaml:"language"`

	// Timezone of dates that name none, by its IANA name: Europe/Berlin,
	// Asia/Seoul. Default by language.
	Timezone string `yaml:"timezone"`

	// Tags are carried by every item of this source. They need no entry under
	// tags.
	Tags []string `yaml:"tags"`

	// Priority decides which source leads a story that several carry: the
	// highest. Default 0.
	Priority int `yaml:"priority"`

	// Content is how much of an article's text is republished: title, summary
	// or full. Default summary; full needs the publisher's consent.
	Content news.Extent `yaml:"content"`

	// Images says whether the source's images are shown. Default true.
	Images bool `yaml:"images"`

	// Attribution is a line of plain text shown with every item. Default none.
	Attribution string `yaml:"attribution"`

	// Licence is the address or name of the licence of the texts. Default none.
	Licence string `yaml:"licence"`

	// Key is a regular expression over an article's link whose first group is
	// what identifies the article, for a source that has several addresses for
	// one article. Default the link itself.
	Key Pattern `yaml:"key"`

	// Every is the shortest time between two polls. Default that of poll.
	Every Duration `yaml:"every"`

	// EveryMax is the longest time between two polls. Default that of poll.
	EveryMax Duration `yaml:"every_max"`

	// FirstFetch is how many items enter feeds from the first fetch of a source
	// that was added later; the others are held. Default 10.
	FirstFetch int `yaml:"first_fetch"`

	// AllowPrivate lets this source be fetched from loopback and private
	// addresses, and as often as one likes. Default false.
	AllowPrivate bool `yaml:"allow_private"`

	// Robots says what the site's robots.txt counts for (RFC 9309): obey, and a
	// feed too is asked for only where it lets us; ignore, and it counts for
	// nothing, which needs the publisher's consent. Default: list pages and
	// articles obey it, feeds, which are offered to programs, do not ask.
	Robots news.Robots `yaml:"robots"`

	// Auth names the secrets the source asks for, where it is not open to
	// everyone: {basic: NAME}, {cookie: NAME} or {headers: {X-Api-Key: NAME}}.
	// Default none.
	Auth *Auth `yaml:"auth"`

	// Proxy is the address of a proxy through which this source is asked:
	// http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT. The source's
	// own host is resolved and checked here first. Default none; the proxy of
	// the environment is never used.
	Proxy string `yaml:"proxy"`

	// Page says how a list page is read where there is no feed. Default: the
	// url is a feed.
	Page *Page `yaml:"page"`

	// Article says whether each new link is followed for text, image and date.
	// Default false.
	Article bool `yaml:"article"`

	// Meta says where an article's page tells what is not in its text. Default:
	// the labels that are common, such as "Quelle:".
	Meta Meta `yaml:"meta"`

	// TDM is the operator's answer where the publisher reserves its texts
	// against text and data mining: agreed says that it agreed to this desk.
	// Default none: then only titles are republished.
	TDM string `yaml:"tdm"`
}

// Page is how a list page is read: the word auto, or CSS selectors. A selector
// may end in @ATTRIBUTE; without it the text is taken.
type Page struct {
	// Auto is the word auto in place of the selectors: a feed the page
	// advertises, else the list that is found on it. It is no key.
	Auto bool `yaml:"-"`

	// Items selects the entries of the list; the others are looked for within
	// each. Where it selects data, script[type="application/ld+json"], the
	// articles listed there are the entries. It must be given.
	Items string `yaml:"items"`

	// Title of an entry, without the line over a headline (class kicker, topline).
	// Default its heading, else its link's text.
	Title string `yaml:"title"`

	// Link of an entry. Default that of its heading, else the first with words.
	Link string `yaml:"link"`

	// Date of an entry. Default the day that stands over it or in the path of its
	// link, else the moment it was first seen.
	Date string `yaml:"date"`

	// Summary of an entry. Default none.
	Summary string `yaml:"summary"`

	// Category of an entry. Default none.
	Category string `yaml:"category"`

	// Next is the link to the next page of the list. Default: one page.
	Next string `yaml:"next"`

	// Layout of the dates, as the moment 2 January 2006 15:04 would be written:
	// "02.01.2006". Default: every form that is known.
	Layout string `yaml:"layout"`
}

// Meta is where an article's page tells what is not in its text. Each is a CSS
// selector, or, with a colon at its end, the label of a line below the text.
type Meta struct {
	// Title of the article. Default its main heading.
	Title string `yaml:"title"`

	// Date of the article. Default what the page says of itself.
	Date string `yaml:"date"`

	// Image of the article. Default what the page says of itself.
	Image string `yaml:"image"`

	// Author of the article. Default what the page says of itself.
	Author string `yaml:"author"`

	// Source from which the page has the text. Default "Quelle:" and its like.
	Source string `yaml:"source"`

	// Country the article is about. Default "Länder / Organisationen:" and its
	// like.
	Country string `yaml:"country"`

	// Category of the article. Default "Themen:" and its like.
	Category string `yaml:"category"`
}

// UnmarshalText reads the word auto.
func (p *Page) UnmarshalText(b []byte) error {
	if string(b) != "auto" {
		return trouble{quoted(string(b)) + " is neither selectors nor the word auto", "write auto, or {items: ..., title: ..., link: a@href}"}
	}
	p.Auto = true
	return nil
}

func (s *Source) defaults() {
	s.Content = news.ExtentSummary
	s.Images = true
	s.FirstFetch = 10
}
