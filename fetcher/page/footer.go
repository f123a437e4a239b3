package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

// maxDateLine is the length of a line that is nothing but a date, in bytes.
const maxDateLine = 40

// clear takes out of the page the lines that were understood as something else
// than text: "Quelle: ...", "Themen: ...", a date that stands alone, the way
// back to the list. They are said elsewhere, and are no way to begin or end a
// summary.
func (r *articleReader) clear() {
	blocks := make(map[*html.Node][]line)
	var gone []*html.Node
	for _, l := range r.lines {
		if l.value != nil {
			if removable(l.value) && text.Line(wordsOf(l.node)+": "+wordsOf(l.value)) == l.text {
				gone = append(gone, l.node, l.value)
			}
			continue
		}
		blocks[l.node] = append(blocks[l.node], l)
	}
	for n, lines := range blocks {
		if removable(n) && r.onlyAsides(lines) && holdsNoMore(n, lines) {
			gone = append(gone, n)
		}
	}
	for _, n := range gone {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

func removable(n *html.Node) bool {
	return n != nil && n.Parent != nil && n.Type == html.ElementNode && !named(n, "body", "main", "article") && !heading(n.Data)
}

func (r *articleReader) onlyAsides(lines []line) bool {
	for _, l := range lines {
		if !r.aside(l.text) {
			return false
		}
	}
	return true
}

// holdsNoMore reports whether a block says no more than these lines, the signs
// between them aside.
func holdsNoMore(n *html.Node, lines []line) bool {
	all := 0
	for _, l := range lines {
		all += len(strings.Fields(l.text))
	}
	said := 0
	for word := range strings.FieldsSeq(wordsOf(n)) {
		said += one(strings.Trim(word, "|·•,;/–-") != "" || word == "/")
	}
	return said == all
}

// aside reports whether a line is about the article and not of it.
func (r *articleReader) aside(line string) bool {
	if len(line) <= maxDateLine && strings.ContainsAny(line[:1], "0123456789") {
		if _, ok := r.dates.read(line); ok {
			return true
		}
	}
	if slices.Contains(wayBack(), strings.Trim(labelled(line), "[]<>«‹← ")) {
		return true
	}
	head, rest, colon := strings.Cut(line, ":")
	if !colon || len(head) > maxLabel || len(rest) > maxValue {
		return false
	}
	label := labelled(head)
	for _, labels := range [][]string{sourceLabels(), editorLabels(), countryLabels(), themeLabels(), dateLabels()} {
		if slices.Contains(labels, label) {
			return true
		}
	}
	return false
}

// wayBack are the words of links that lead back to the list, folded.
func wayBack() []string {
	return []string{"zurück", "zurück zur übersicht", "zur übersicht", "zurück zur liste", "back", "back to list", "back to overview", "목록", "목록으로", "이전 페이지"}
}
