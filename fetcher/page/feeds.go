package page

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

// FeedLink is a feed that a page advertises.
type FeedLink struct {
	Href    string // absolute
	Type    string // media type as the page gave it, without parameters, lower case
	Title   string // as the page calls it
	Guessed bool   // only the look of the address says that it is one
	Beside  bool   // of comments, jobs or events rather than of articles
}

// Feeds are the feeds a page advertises, the best first: those of its own site
// before others, feeds of articles before feeds of comments, and the feed of
// the very section the page shows before that of the whole site. Links in the
// text that look like feeds come last. None, or no page, is an empty list.
func Feeds(markup []byte, base string) []FeedLink {
	t, err := grow(markup, base, Options{})
	if err != nil {
		return nil
	}
	var found []FeedLink
	for n := range t.elements() {
		f, ok := t.feedIn(n)
		same := func(other FeedLink) bool { return other.Href == f.Href }
		if ok && len(found) < 50 && !slices.ContainsFunc(found, same) && f.Href != t.site.String() {
			f.Beside = f.besideArticles()
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(a, b FeedLink) int { return t.rank(b) - t.rank(a) })
	return found
}

// feedIn is the feed an element leads to.
func (t *tree) feedIn(n *html.Node) (FeedLink, bool) {
	if !named(n, "link", "a") {
		return FeedLink{}, false
	}
	kind, _, _ := strings.Cut(strings.ToLower(attribute(n, "type")), ";")
	f := FeedLink{Href: t.absolute(attribute(n, "href")), Type: strings.TrimSpace(kind), Title: text.Line(attribute(n, "title"))}
	if f.Href == "" {
		return f, false
	}
	rel := strings.Fields(strings.ToLower(attribute(n, "rel")))
	if n.Data == "a" {
		f.Title = firstOf(f.Title, text.Cut(wordsOf(n), termLength))
		f.Guessed = !feedType(f.Type)
		return f, !f.Guessed || feedAddress(f.Href)
	}
	switch {
	case slices.Contains(rel, "stylesheet"):
		return f, false
	case slices.Contains(rel, "feed"):
		return f, true
	case !slices.Contains(rel, "alternate"):
		return f, false
	case feedType(f.Type):
		return f, true
	case f.Type == "application/json":
		return f, strings.Contains(f.Href, "feed") // else the interface of a CMS
	}
	return f, (f.Type == "application/xml" || f.Type == "text/xml") && attribute(n, "hreflang") == ""
}

func feedType(kind string) bool {
	switch kind {
	case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/rss+xml", "application/rss", "application/atom":
		return true
	}
	return false
}

// feedAddress reports whether an address looks like that of a feed.
func feedAddress(link string) bool {
	u, err := url.Parse(link)
	if err != nil {
		return false
	}
	path := strings.ToLower(strings.TrimSuffix(u.Path, "/"))
	for _, end := range []string{".rss", ".atom", ".rdf", "/feed", "/rss.xml", "/feed.xml", "/atom.xml", "/feed.json", "/rss2", "rssnewsfeed.xml", "/rss"} {
		if strings.HasSuffix(path, end) {
			return true
		}
	}
	return u.Query().Get("type") == "9818" || u.Query().Get("format") == "feed"
}

// beside are the words for what is beside the articles; roadworks are no jobs.
var beside = regexp.MustCompile(`comment|kommentar|댓글|podcast|(?:^|\PL)stellen|/jobs|veranstaltung|termine|calendar`)

// besideArticles reports whether a feed is of something else than articles, by
// its name or where it is on its host.
func (f FeedLink) besideArticles() bool {
	u, err := url.Parse(f.Href)
	return beside.MatchString(text.Fold(f.Title)) || err == nil && beside.MatchString(strings.ToLower(u.RequestURI()))
}

// rank is how likely a feed is the one that is meant.
func (t *tree) rank(f FeedLink) int {
	rank := 0
	if t.sameHost(f.Href) {
		rank += 400
	} else if t.ours(f.Href) {
		rank += 300
	}
	if f.Guessed {
		rank -= 1000
	}
	if f.Beside {
		rank -= 200
	}
	u, err := url.Parse(f.Href)
	section := strings.TrimSuffix(t.site.Path, "/")
	if err == nil && section != "" && strings.HasPrefix(u.Path, section+"/") {
		rank += 50
	}
	return rank
}
