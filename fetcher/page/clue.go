package page

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

// clue is what one member of a group holds of an entry.
type clue struct {
	item                       *html.Node
	title, link, date, summary *html.Node
	words                      string // of the title
	href                       string
	headed                     bool
	many                       bool // it holds several entries rather than one
	prose                      bool // its link is a few words of a running text
}

// good reports whether there is an entry in it. A word or two are a title where
// a date stands beside them: menus have none.
func (c clue) good() bool {
	w, least := weight(c.words), 12
	if c.date != nil && c.date != c.title {
		least = 6
	}
	return !c.many && !c.prose && c.href != "" && least <= w && w <= 400
}

// weight is how much text there is in s, in letters of an alphabet: a syllable
// of Hangul says as much as two.
func weight(s string) int {
	w := 0
	for _, r := range s {
		if w++; unicode.Is(unicode.Hangul, r) {
			w++
		}
	}
	return w
}

// clueIn looks for an entry in a scope.
//
// Links to what several members link to lead to no entry of theirs.
func (p *proposer) clueIn(scope []*html.Node, shared map[string]bool) clue {
	c := clue{item: scope[0]}
	head, heads, links := p.headsAndLinks(scope, shared)
	c.choose(p, head, links)
	c.beside(p, scope, links)
	if t := c.spelledOut(scope); t != nil {
		c.title, c.words = t, headlineOf(t)
	}
	if d := p.dateOfTitle(c.title); d != nil && d != c.title && under(c.link, c.title) && !under(d, c.link) {
		c.title, c.words = c.link, headlineOf(c.link) // a heading with the date beside the link
	}
	c.many = heads > 1 || p.severalIn(links, c)
	c.headed = head != nil && under(c.title, head)
	c.prose = !c.headed && c.link != nil && c.link != c.item && under(c.title, c.link) && p.leadIn(c.link) > 40
	for _, top := range scope {
		if d, ok := p.dateIn(top, c.title); ok && c.date == nil {
			c.date = d
		}
	}
	if c.date == nil {
		c.date = p.dateOfTitle(c.title)
	}
	if c.date == c.title {
		c.words = withoutDay(c.words)
	} else if under(c.date, c.title) {
		c.words = without(c.words, wordsOf(c.date))
	}
	for _, top := range scope {
		if c.summary == nil {
			c.summary = p.summaryIn(top, c)
		}
	}
	return c
}

// leadIn is how much text stands before a link in its parent, dates aside.
func (p *proposer) leadIn(a *html.Node) int {
	w := 0
	for n := a.PrevSibling; n != nil; n = n.PrevSibling {
		if n.Type != html.TextNode {
			continue
		}
		if _, dated := p.dates.read(n.Data); !dated {
			w += weight(text.Line(n.Data))
		}
	}
	return w
}

// headsAndLinks are the first heading of a scope, how many of its headings
// hold links, and the links that may lead to an article.
func (p *proposer) headsAndLinks(scope []*html.Node, shared map[string]bool) (head *html.Node, heads int, links []*html.Node) {
	for _, top := range scope {
		for n := range elements(top) {
			switch {
			case headlike(n) && p.headline(n):
				if head == nil {
					head = n
				}
				heads += one(p.links[n] > 0)
			default:
				if to := p.linkOf(n); to != "" && p.leadsOn(to) && !attached(to) && !shared[to] {
					links = append(links, n)
				}
			}
		}
	}
	return head, heads, links
}

// severalIn reports whether there are several entries among the links.
func (p *proposer) severalIn(links []*html.Node, c clue) bool {
	var targets []string
	for _, a := range links {
		to, w := text.Canonical(p.linkOf(a)), weight(caption(a))
		if w < 25 || slices.Contains(targets, to) {
			continue
		}
		if targets = append(targets, to); len(targets) > 8 {
			return true
		}
	}
	if c.title != nil && (c.title != c.link || heading(c.title.Data)) {
		return len(targets) > 4
	}
	return len(targets) > 1
}

// attached reports whether a link leads to a file and not to a page.
func attached(link string) bool {
	path, _, _ := strings.Cut(strings.ToLower(link), "?")
	for _, end := range []string{".jpg", ".jpeg", ".png", ".gif", ".zip", ".ics", ".mp3", ".mp4", ".hwp", ".docx", ".xlsx"} {
		if strings.HasSuffix(path, end) {
			return true
		}
	}
	return false
}
