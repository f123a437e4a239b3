package page

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

// withoutMore takes the invitation to read on off the end of a summary.
func withoutMore(s string, n *html.Node) string {
	var last *html.Node
	for e := range elements(n) {
		if e.Data == "a" {
			last = e
		}
	}
	if last == nil {
		return s
	}
	words := wordsOf(last)
	if cut, ok := strings.CutSuffix(s, words); ok && generic(words) {
		return strings.TrimRight(strings.TrimSpace(cut), "[>»→|")
	}
	return s
}

// fileNote says at the end of a link's words that it leads to a file: "(PDF, 120 KB)".
var fileNote = regexp.MustCompile(`[(\[](?:pdf|docx?|xlsx?|zip|hwp)\b[^)\]]{0,40}[)\]]$|\b(?:pdf|docx?|xlsx?|zip|hwp)\b(?:[\s\d.,;:|/–-]|[kmg]i?b\b|bytes?\b)*$`)

// generic reports whether the words of a link say nothing of where it leads, as
// no number by itself does.
func generic(words string) bool {
	s := strings.TrimFunc(fileNote.ReplaceAllString(text.Fold(words), ""), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return true
	}
	for _, head := range []string{"weiterlesen", "mehr erfahren", "mehr lesen", "mehr zu", "read more", "learn more", "zum artikel", "zur pressemitteilung", "zur meldung", "lesen sie mehr", "continue reading"} {
		if strings.HasPrefix(s, head) {
			return true
		}
	}
	switch s {
	case "mehr", "weiter", "details", "detail", "more", "lesen", "ansehen", "anzeigen", "artikel lesen", "artikel", "download",
		"herunterladen", "pdf", "weitere informationen", "mehr informationen", "hier", "link", "zum beitrag", "beitrag lesen",
		"jetzt lesen", "alle anzeigen", "übersicht", "view", "view more", "full story", "full article", "더보기", "자세히 보기",
		"자세히보기", "바로가기", "상세보기", "보기", "원문보기", "다운로드", "첨부파일":
		return true
	}
	return false
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
