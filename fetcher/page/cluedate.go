package page

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

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
		if n == title {
			continue
		}
		if r := p.dateRank(n); r >= 3 || r == 2 && p.size[n] <= 40 && dayFirst.MatchString(wordsOf(n)+" ") {
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
		if r = p.rankDate(n); r > 0 {
			r = p.inColumn(n, r)
		}
		p.ranks[n] = r
	}
	return r
}

// inColumn is the rank of an element that tells a date, given what the column
// it stands in is for. What runs from one day to another is a term.
func (p *proposer) inColumn(n *html.Node, rank int) int {
	cell := n
	for cell != nil && !named(cell, "td", "tr") {
		cell = cell.Parent
	}
	head := p.headOf(cell)
	if head == "" {
		head = labelOfDay(own(n))
	}
	switch yes, no := tellsPublication(head); {
	case yes:
		return max(rank, 5)
	case no, term.MatchString(own(n)):
		return 1
	case changedClass(n):
		return min(rank, 1)
	}
	return rank
}

// labelOfDay are the words before a day on its line, folded; "" where more than
// a label stands there.
func labelOfDay(line string) string {
	at := strings.IndexAny(line, "0123456789")
	if at <= 0 || at > maxLabel {
		return ""
	}
	label := strings.TrimRight(text.Fold(line[:at]), " :：.-")
	if strings.Count(label, " ") > 2 {
		return ""
	}
	return label
}

// term is two days and what stands between them. A day and "10.30 Uhr" are none.
var term = regexp.MustCompile(`(?i)\d{1,4}[.-] ?\d{1,2}[.-] ?(?:\d{2,4})?\.? ?(?:~|–|—| - |bis) ?\d{1,4}[.-] ?\d{1,2}\.? ?(?:$|[^u\d ])`)

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
	if key, _ := p.dates.keptDate(n); key != "" {
		return 3
	}
	says := datedClass(n) && !changedClass(n)
	words := own(n)
	if w := weight(words); w > 0 && w <= 90 && (says || !inProse(words)) {
		if _, ok := p.dates.read(words); ok {
			switch {
			case says:
				return 4
			case w <= 24:
				return 3
			}
			return 2
		}
		if p.inMonth(n, words) {
			return 2
		}
	} else if w > 90 && dateline.MatchString(words) {
		if _, ok := p.dates.read(text.Cut(words, 60)); ok {
			return 1
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
	if p.links[n] == 0 && oneLine(n) { // "<abbr>Nov</abbr> 26, 2026 · Press release"
		if _, ok := p.dates.of(n); ok {
			return 1
		}
	}
	return 0
}

// inMonth reports whether words are no more than the number of a day, and its
// month stands over them.
func (p *proposer) inMonth(n *html.Node, words string) bool {
	if !dayAlone.MatchString(words) {
		return false
	}
	_, month := over(n)
	return month != 0
}

// dateline begins the text of a press release: "Düsseldorf, 26. November 2026."
// A day that stands in a sentence is one on which something happens.
var dateline = regexp.MustCompile(`^\p{Lu}[\p{L}./ -]{2,30}(?:,| \(|:) ?(?:den )?\d`)

// oneLine reports whether an element holds words and parts of a line alone.
func oneLine(n *html.Node) bool {
	for k := range elements(n) {
		if k != n && block(k.Data) {
			return false
		}
	}
	return true
}

// deadline is the last day for something.
var deadline = regexp.MustCompile(`(?i)(?:\bbis(?: zum| einschließlich)?|\buntil|\bdeadline:?|\bfrist:?) (?:\pL+, )?(?:den )?\d{1,2}[. ]|\d{1,2}(?:일|\.)?\s?(?:\([월화수목금토일]\))?\s?까지`)

// inProse reports whether the day in a line is one that its text speaks of: a
// deadline, or what stands far into a sentence.
func inProse(line string) bool {
	if deadline.MatchString(line) {
		return true
	}
	at := strings.IndexAny(line, "0123456789")
	end := strings.TrimRight(line, ".!?…")
	return at > 12 && end != line && !unicode.IsDigit(rune(end[len(end)-1])) && len(strings.Fields(line)) >= 8
}

// changedClass reports whether a class says that an element tells when an
// article was changed, and none that it tells when it was published.
func changedClass(n *html.Node) bool {
	names := strings.Fields(strings.ToLower(attribute(n, "class")))
	if slices.Contains(tellingWords(n), "published") {
		return false
	}
	dated := slices.ContainsFunc(names, func(name string) bool { return !strings.Contains(name, "updated") && datedWord(name) })
	return slices.ContainsFunc(names, func(name string) bool {
		return name == "updated" && !dated || name != "updated" && strings.Contains(name, "updated") || strings.Contains(name, "modified") || strings.Contains(name, "geaendert")
	})
}

func datedClass(n *html.Node) bool { return slices.ContainsFunc(classes(n), datedWord) }

// datedWord reports whether a name says that it is about a date.
func datedWord(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{"date", "datum", "time", "zeit", "publish"}, func(word string) bool {
		return strings.Contains(name, word)
	})
}
