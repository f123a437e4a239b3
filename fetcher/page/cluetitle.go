package page

import (
	"strings"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

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
			words := caption(a)
			if w := weight(words); (w > most || w == most && c.link != nil && wordsOf(c.link) == "") && !generic(words) {
				if _, dated := p.dates.read(words); dated && w < 20 {
					continue
				}
				if c.link != nil && p.linkOf(c.link) == p.linkOf(a) && weight(wordsOf(c.link)) >= 12 {
					continue // its lines, behind its title
				}
				c.title, c.link, most = a, a, w
			}
		}
	}
	if c.link == nil {
		return
	}
	c.href, c.words = p.linkOf(c.link), caption(c.title)
	if c.title == c.link && (weight(c.words) > 150 || p.stacked(c.link) || !named(c.link, "a")) {
		c.title = p.titleWithin(c.link) // a card that is a link as a whole
		c.words = headlineOf(c.title)
	} else if c.title == c.link {
		if t := p.strongIn(c.link); t != nil {
			c.title, c.words = t, headlineOf(t)
		}
	}
}

// beside finds the title of an entry whose one link says nothing: it is the
// words that say most beside it.
func (c *clue) beside(p *proposer, scope, links []*html.Node) {
	if c.link != nil || len(links) == 0 {
		return
	}
	for _, a := range links[1:] {
		if p.linkOf(a) != p.linkOf(links[0]) {
			return
		}
	}
	for _, top := range scope {
		if t := p.titleIn(top); t != nil {
			c.title, c.link = t, links[0]
			c.href, c.words = p.linkOf(c.link), headlineOf(t)
			return
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

// stacked reports whether a link holds several blocks with words, or strong
// words and a date.
func (p *proposer) stacked(a *html.Node) bool {
	blocks, strong := 0, weight(own(a)) < 12 // or no words of its own beside a date
	for n := range elements(a) {
		if n != a && (block(n.Data) || n.Parent == a && named(n, "span", "strong", "b")) && weight(own(n)) >= 12 {
			blocks++
		}
		switch {
		case named(n, "b", "strong"):
			strong = strong || weight(own(n)) >= 12
		case n.Data == "br" && strong, strong && p.dateRank(n) >= 2:
			return true
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
		for _, class := range append(classes(n), tellingWords(n)...) {
			class = strings.ToLower(class)
			for _, word := range []string{"title", "titel", "headline", "heading", "subject", "subj", "tit", "ueberschrift", "überschrift"} {
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
	if n := p.titleIn(a); n != nil {
		return n
	}
	return a
}

// titleIn is what is most like a title in an element, nil when nothing is.
func (p *proposer) titleIn(a *html.Node) *html.Node { return p.titleBut(a, "") }

// titleBut is the same of what does not say other.
func (p *proposer) titleBut(a *html.Node, other string) *html.Node {
	if n := p.strongIn(a); n != nil && wordsOf(n) != other {
		return n
	}
	for n := range elements(a) {
		if n != a && named(n, "strong", "b", "span", "p", "div", "td", "dt", "dd", "li") && p.size[n] == weight(own(n)) {
			words := own(n)
			if _, dated := p.dates.read(words); weight(words) >= 15 && weight(words) < 200 && !dated && words != other {
				return n
			}
		}
	}
	return nil
}
