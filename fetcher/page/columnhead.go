package page

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

// A column's heading says of the dates below it what they are.

// headOf are the words over the column of the table that n is a cell of, folded;
// "" when there are none.
func (p *proposer) headOf(n *html.Node) string {
	if !named(n, "td") || !named(n.Parent, "tr") {
		return ""
	}
	top := n.Parent
	for top != nil && !named(top, "table") {
		top = top.Parent
	}
	if top == nil {
		return ""
	}
	heads, ok := p.columns[top]
	if !ok {
		heads = columnHeads(top)
		p.columns[top] = heads
	}
	if len(heads) == 0 {
		return "" // most tables: their cells need not be counted
	}
	if at := p.cellOf(n); at < len(heads) {
		return heads[at]
	}
	return ""
}

// cellOf is which cell of its row n is, from 0. The cells of a row are counted
// together, once.
func (p *proposer) cellOf(n *html.Node) int {
	if at, ok := p.cells[n]; ok {
		return at
	}
	at := 0
	for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			p.cells[c] = at
			at++
		}
	}
	return p.cells[n]
}

// columnHeads are the words of the first row of a table that is all headings,
// nil when it has none, or cells over several columns.
func columnHeads(top *html.Node) []string {
	for row := range elements(top) {
		if row.Data != "tr" {
			continue
		}
		if !headRow(row) {
			return nil
		}
		var heads []string
		for c := row.FirstChild; c != nil; c = c.NextSibling {
			if named(c, "th") {
				if attribute(c, "colspan") != "" && attribute(c, "colspan") != "1" {
					return nil
				}
				heads = append(heads, text.Fold(wordsOf(c)))
			}
		}
		return heads
	}
	return nil
}

// tellsPublication reports whether the heading of a column says that below it
// stand the dates of publication, and whether it says that others do: the
// terms of what is called for, the days of what takes place.
func tellsPublication(head string) (yes, no bool) {
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(head, word) })
	}
	no = ending.MatchString(head) || has("frist", "stichtag", "schluss", "termin", "zeitraum", "laufzeit", "gültig", "deadline", "closing", "expir", "period", "until",
		"기간", "마감", "종료", "시작", "행사일", "개최", "일정", "까지", "수정")
	yes = !no && has("datum", "veröffentlich", "publi", "posted", "등록", "작성", "게시", "공고일", "배포", "날짜", "일자")
	return yes || !no && head == "date", no
}

// ending is a day by which something ends. "Gesendet am" has its letters too.
var ending = regexp.MustCompile(`ende\b|enddat`)
