package publish

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"regexp"
	"strings"
	"time"

	"github.com/gorilla/feeds"

	"koreadesk/news/text"
)

// rssFeed is an RSS 2.0 document. Its channel and items carry those of
// gorilla/feeds, as the Atom types do.
type rssFeed struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Atom    string   `xml:"xmlns:atom,attr"`
	Content string   `xml:"xmlns:content,attr"`
	DC      string   `xml:"xmlns:dc,attr"`
	DCTerms string   `xml:"xmlns:dcterms,attr"`
	Media   string   `xml:"xmlns:media,attr"`
	Channel rssChannel
}

type rssChannel struct {
	XMLName xml.Name `xml:"channel"`
	*feeds.RssFeed
	Links []rssLink `xml:"atom:link"`
	Items []rssItem `xml:"item"`
}

type rssItem struct {
	XMLName xml.Name `xml:"item"`
	*feeds.RssItem
	Description string `xml:"description,omitempty"` // before the content: readers take the last of the two
	Encoded     *feeds.RssContent
	Creators    []string      `xml:"dc:creator"`
	Language    string        `xml:"dc:language,omitempty"`
	Rights      string        `xml:"dc:rights,omitempty"`
	Issued      string        `xml:"dcterms:issued,omitempty"`
	Modified    string        `xml:"dcterms:modified,omitempty"`
	Categories  []rssCategory `xml:"category"`
	Source      *rssSource    `xml:"source"`
	Links       []rssLink     `xml:"atom:link"`
	Image       *mediaContent `xml:"media:content"`
}

type rssLink struct {
	Href  string `xml:"href,attr"`
	Rel   string `xml:"rel,attr"`
	Type  string `xml:"type,attr,omitempty"`
	Title string `xml:"title,attr,omitempty"`
}

type rssCategory struct {
	Domain string `xml:"domain,attr"`
	Label  string `xml:",chardata"`
}

type rssSource struct {
	URL   string `xml:"url,attr"`
	Title string `xml:",chardata"`
}

// FeedXml is the feed as gorilla/feeds writes it.
func (f *rssFeed) FeedXml() any { return f }

// rss is the page as an RSS 2.0 feed.
func rss(p *page) ([]byte, error) {
	f := &rssFeed{
		Version: "2.0",
		Atom:    "http://www.w3.org/2005/Atom",
		Content: "http://purl.org/rss/1.0/modules/content/",
		DC:      "http://purl.org/dc/elements/1.1/",
		DCTerms: "http://purl.org/dc/terms/",
		Media:   "http://search.yahoo.com/mrss/",
		Channel: rssChannel{
			RssFeed: &feeds.RssFeed{
				Title:         p.Title,
				Link:          p.URL(""),
				Description:   p.Subtitle,
				Language:      p.Lang,
				LastBuildDate: rfc822(p.Updated),
				Generator:     "koreadesk",
				Docs:          "https://www.rssboard.org/rss-specification",
			},
		},
	}
	for _, l := range (format{suffix: ".rss", kind: typeRSS}).links(p) {
		if l.Rel != "alternate" { // that is the channel's own link
			f.Channel.Links = append(f.Channel.Links, rssLink{Href: l.Href, Rel: l.Rel, Type: l.Type})
		}
	}
	if p.Author.Email != "" {
		f.Channel.ManagingEditor = p.Author.Email + " (" + p.Author.Name + ")"
	}
	for _, e := range p.Entries {
		f.Channel.Items = append(f.Channel.Items, e.rss())
	}
	var b bytes.Buffer
	if err := feeds.WriteXML(styled{f, p.style()}, &b); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func (e *entry) rss() rssItem {
	r := rssItem{
		RssItem: &feeds.RssItem{
			Title:     inert(e.Title),
			Link:      e.Link,
			Guid:      &feeds.RssGuid{Id: e.ID, IsPermaLink: "false"},
			PubDate:   rfc822(e.Published),
			Enclosure: e.enclosure(),
		},
		Description: e.description(),
		Language:    e.Lang,
		Rights:      e.Rights,
		Image:       e.media(),
	}
	if e.Content != "" {
		r.Encoded = &feeds.RssContent{Content: e.Content}
	}
	for _, p := range e.Authors {
		r.Creators = append(r.Creators, p.Name)
	}
	for _, t := range e.Tags {
		r.Categories = append(r.Categories, rssCategory{t.Scheme, t.Label})
	}
	if e.Source.Self != "" {
		r.Source = &rssSource{e.Source.Self, inert(e.Source.Title)}
	}
	for _, l := range e.Related {
		r.Links = append(r.Links, rssLink{Href: l.Href, Rel: "related", Title: l.Title})
	}
	if e.Licence != "" {
		r.Links = append(r.Links, rssLink{Href: e.Licence, Rel: "license"})
	}
	if !e.Issued.IsZero() {
		r.Issued = stamp(e.Issued)
	}
	if !e.Updated.Equal(e.Published) {
		r.Modified = stamp(e.Updated)
	}
	return r
}

// enclosure is the one file an RSS item can carry: sound or film, else its
// image, else its first file. RSS wants a type; a length of 0 says that it is
// not known.
func (e *entry) enclosure() *feeds.RssEnclosure {
	var one *attachment
	for n := range e.Files {
		f := &e.Files[n]
		if playable := strings.HasPrefix(f.Type, "audio/") || strings.HasPrefix(f.Type, "video/"); playable {
			one = f
			break
		}
		if one == nil && f.Type != "" && e.Image == nil {
			one = f
		}
	}
	if one == nil {
		one = e.Image
	}
	if one == nil || one.Type == "" || enclosed(one.Href) == "" {
		return nil
	}
	return &feeds.RssEnclosure{Url: enclosed(one.Href), Length: cmp.Or(one.size(), "0"), Type: one.Type}
}

// hostName is the start of an address at a host that has a name on the Internet
// (RFC 1123, section 2.1).
var hostName = regexp.MustCompile(`(?i)^https?://(?:[a-z0-9-]+\.)+[a-z0-9][a-z0-9-]*(?::\d+)?`)

// enclosed is the address of a file as RSS gives it: validators ask for a path,
// if only a slash, and for a host's name; "" is one they would refuse.
func enclosed(href string) string {
	host := hostName.FindString(href)
	switch rest := href[len(host):]; {
	case host == "":
		return ""
	case rest == "" || rest[0] == '/':
		return href
	case rest[0] == '?' || rest[0] == '#':
		return host + "/" + rest // the same address (RFC 3986, section 6.2.3)
	}
	return ""
}

// description is the summary as RSS has it. Beside a content it is never
// missing (RSS Advisory Board profile): there what else is said stands for it.
func (e *entry) description() string {
	if e.Summary == "" && e.Content != "" {
		return escapeText(cmp.Or(e.Editor, e.Title))
	}
	return escapeText(e.Summary)
}

// escapeText is plain text as the HTML that an RSS description is.
func escapeText(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// rfc822 is an instant as RSS gives it: English, GMT, a year of four digits.
func rfc822(t time.Time) string { return t.UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT") }

// active are the tags that a browser makes something run or load of.
var active = regexp.MustCompile(`(?i)<(?:script|style|iframe|object|embed|base|link|meta|form|svg|math)`)

// inert is a title that runs nothing in readers which take the titles of RSS
// for HTML; the format does not say what they are.
func inert(title string) string {
	if !active.MatchString(title) && !text.Runs(title) {
		return title
	}
	return strings.NewReplacer("<", "‹", ">", "›").Replace(title)
}
