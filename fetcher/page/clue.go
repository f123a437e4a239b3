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

// good reports whether there is an entry in it.
func (c clue) good() bool {
	w := weight(c.words)
	return !c.many && !c.prose && c.href != "" && 12 <= w && w <= 400
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
	if t := c.spelledOut(scope); t != nil {
		c.title, c.words = t, wordsOf(t)
	}
	if d := p.dateOfTitle(c.title); d != nil && d != c.title && under(c.link, c.title) && !under(d, c.link) {
		c.title, c.words = c.link, wordsOf(c.link) // a heading with the date beside the link
	}
	c.many = heads > 1 || p.severalIn(links, c)
	c.headed = head != nil && under(c.title, head)
	c.prose = !c.headed && c.link != nil && c.link != c.item && p.leadIn(c.link) > 40
	for _, top := range scope {
		if d, ok := p.dateIn(top, c.title); ok && c.date == nil {
			c.date = d
		}
	}
	if c.date == nil {
		c.date = p.dateOfTitle(c.title)
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
			case heading(n.Data) && p.headline(n):
				if head == nil {
					head = n
				}
				heads += one(p.links[n] > 0)
			case named(n, "a"):
				if to := p.linkOf(n); to != "" && p.leadsOn(to) && !attached(to) && !shared[to] {
					links = append(links, n)
				}
			}
		}
	}
	return head, heads, links
}

// headline reports whether a heading can be the title of an entry.
func (p *proposer) headline(n *html.Node) bool {
	words := wordsOf(n)
	if weight(words) < 8 {
		return false
	}
	_, dated := p.dates.read(words)
	return !dated || weight(words) > 30
}

// choose finds title and link: a heading with the link in it or around it, a
// heading and the link to read on, else the link with most words.
func (c *clue) choose(p *proposer, head *html.Node, links []*html.Node) {
	for _, a := range links {
		if head != nil && (under(a, head) || under(head, a)) {
			c.title, c.link = head, a
			break
		}
	}
	if c.link == nil && head != nil && len(links) > 0 {
		c.title, c.link = head, links[0]
		for _, a := range links {
			if generic(wordsOf(a)) {
				c.link = a
				break
			}
		}
	}
	if c.link == nil {
		most := 0
		for _, a := range links {
			words := wordsOf(a)
			if w := weight(words); w > most && !generic(words) {
				if _, dated := p.dates.read(words); dated && w < 20 {
					continue
				}
				c.title, c.link, most = a, a, w
			}
		}
	}
	if c.link == nil {
		return
	}
	c.href, c.words = p.linkOf(c.link), wordsOf(c.title)
	if c.title == c.link && (weight(c.words) > 150 || stacked(c.link)) {
		c.title = p.titleWithin(c.link) // a card that is a link as a whole
		c.words = wordsOf(c.title)
	} else if c.title == c.link {
		if t := p.strongIn(c.link); t != nil {
			c.title, c.words = t, wordsOf(t)
		}
	}
}

// spelledOut is the element that shows what a link without visible words only
// speaks, as "TITLE lesen" over a whole tile; nil where there is none.
func (c *clue) spelledOut(scope []*html.Node) *html.Node {
	if c.link == nil || c.title != c.link || text.Line(gather(c.link, false, true)) != "" {
		return nil
	}
	for _, top := range scope {
		for n := range elements(top) {
			if words := own(n); weight(words) >= 12 && !under(n, c.link) && strings.Contains(c.words, words) {
				return n
			}
		}
	}
	return nil
}

// stacked reports whether a link holds several blocks with words.
func stacked(a *html.Node) bool {
	blocks, strong := 0, false
	for n := range elements(a) {
		switch {
		case named(n, "b", "strong"):
			strong = strong || weight(own(n)) >= 12
		case n.Data == "br" && strong:
			return true
		case n != a && block(n.Data) && weight(own(n)) >= 12:
			blocks++
		}
	}
	return blocks > 1
}

// strongIn is the element in a link that says it is the title.
func (p *proposer) strongIn(a *html.Node) *html.Node {
	for n := range elements(a) {
		if n == a {
			continue
		}
		for _, class := range classes(n) {
			class = strings.ToLower(class)
			for _, word := range []string{"title", "titel", "headline", "heading", "subject", "tit", "ueberschrift", "überschrift"} {
				if (class == word || len(word) > 3 && strings.Contains(class, word)) && !strings.Contains(class, "sub"+word) && weight(wordsOf(n)) >= 12 {
					return n
				}
			}
		}
	}
	return nil
}

// titleWithin is what is most like a title in a link full of text.
func (p *proposer) titleWithin(a *html.Node) *html.Node {
	if n := p.strongIn(a); n != nil {
		return n
	}
	for n := range elements(a) {
		if n != a && named(n, "strong", "b", "span", "p", "div") && p.size[n] == weight(own(n)) {
			words := own(n)
			if _, dated := p.dates.read(words); weight(words) >= 15 && weight(words) < 200 && !dated {
				return n
			}
		}
	}
	return a
}

// severalIn reports whether there are several entries among the links.
func (p *proposer) severalIn(links []*html.Node, c clue) bool {
	var targets []string
	for _, a := range links {
		to, w := text.Canonical(p.linkOf(a)), weight(wordsOf(a))
		if w < 25 || slices.Contains(targets, to) {
			continue
		}
		if targets = append(targets, to); len(targets) > 8 {
			return true
		}
	}
	if c.title != nil && c.title != c.link || c.title != nil && heading(c.title.Data) {
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

// dateIn is the element in top that tells the date, beside the title.
func (p *proposer) dateIn(top, title *html.Node) (*html.Node, bool) {
	var best *html.Node
	rank := 0
	for n := range elements(top) {
		if under(n, title) && !named(n, "time") {
			continue
		}
		if r := p.dateRank(n); r > rank {
			best, rank = n, r
		}
	}
	return best, best != nil
}

// dateOfTitle is what tells the date within a title or at its beginning.
func (p *proposer) dateOfTitle(title *html.Node) *html.Node {
	if title == nil {
		return nil
	}
	for n := range elements(title) {
		if n != title && p.dateRank(n) >= 3 {
			return n
		}
	}
	words := wordsOf(title)
	if at := strings.IndexAny(words, "0123456789"); at < 0 || at > 12 {
		return nil
	}
	head, _, _ := strings.Cut(words, " – ")
	if _, ok := p.dates.read(text.Cut(head, 40)); ok {
		return title
	}
	return nil
}

// dateRank is how much an element looks as if it were there to tell a date, 0
// for not at all. Every element is in several groups, so it is remembered.
func (p *proposer) dateRank(n *html.Node) int {
	r, ok := p.ranks[n]
	if !ok {
		r = p.rankDate(n)
		p.ranks[n] = r
	}
	return r
}

func (p *proposer) rankDate(n *html.Node) int {
	if published(n) {
		if _, ok := p.dates.of(n); ok {
			return 6
		}
	}
	if n.Data == "time" {
		if _, ok := p.dates.of(n); ok {
			return 5
		}
		return 0
	}
	says := datedClass(n)
	words := own(n)
	if w := weight(words); w > 0 && w <= 90 {
		if _, ok := p.dates.read(words); ok {
			switch {
			case says:
				return 4
			case w <= 24:
				return 3
			}
			return 2
		}
	}
	if p.size[n] > 60 || n.FirstChild == nil || heading(n.Data) {
		return 0
	}
	if says || p.size[n] <= 24 && p.links[n] == 0 {
		if _, ok := p.dates.of(n); ok {
			return 2
		}
	}
	return 0
}

func datedClass(n *html.Node) bool { return slices.ContainsFunc(classes(n), datedWord) }

// datedWord reports whether a name says that it is about a date.
func datedWord(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{"date", "datum", "time", "zeit", "publish"}, func(word string) bool {
		return strings.Contains(name, word)
	})
}
