package page

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

// summaryIn is the element in top with some lines about the entry.
func (p *proposer) summaryIn(top *html.Node, c clue) *html.Node {
	var best *html.Node
	most := 39 // less is no summary
	for n := range elements(top) {
		if n == c.item && n.Data != "p" || named(n, "a", "td", "th", "time") || heading(n.Data) || under(n, c.title) || under(c.title, n) || under(c.date, n) && weight(own(n)) <= 90 {
			continue
		}
		w := weight(own(n))
		if n.Data == "p" {
			w = p.size[n] - p.invitations(n, c)
			if w > 24 && best == nil && strings.ContainsAny(lastOf(wordsOf(n)), ".!?…") {
				w = max(w, most+1) // short, but a sentence
			}
		}
		if w > most && !invited(n, c) {
			best, most = n, w
		}
	}
	return best
}

// lastOf is the last character of s.
func lastOf(s string) string {
	_, size := utf8.DecodeLastRuneInString(s)
	return s[len(s)-size:]
}

// invitations is how much of the text in n are links that only invite to read
// on.
func (p *proposer) invitations(n *html.Node, c clue) int {
	w := 0
	for a := range elements(n) {
		if a.Data == "a" && inviting(a, c) {
			w += p.size[a]
		}
	}
	return w
}

// inviting reports whether a link only invites to read on, be it with the
// title once more.
func inviting(a *html.Node, c clue) bool {
	if under(c.title, a) {
		return false // a card that is a link as a whole
	}
	words := text.Line(gather(a, false, false)) // with what only a screen reader speaks
	return generic(words) || c.words != "" && strings.Contains(words, c.words) && weight(words) < weight(c.words)+40
}

// invited reports whether n is in such a link.
func invited(n *html.Node, c clue) bool {
	for up := n.Parent; up != nil && up != c.item; up = up.Parent {
		if up.Data == "a" {
			return inviting(up, c)
		}
	}
	return false
}
