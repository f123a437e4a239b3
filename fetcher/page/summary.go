package page

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
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
