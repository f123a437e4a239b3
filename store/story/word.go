package story

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"koreadesk/news/text"
)

// words gives out what a text says, piece by piece: words and figures folded,
// signs that change a figure, and addresses without their query strings.
// Counters are left out.
func words(s string, each func(word string)) {
	s = text.Fold(s)
	var held []string // the last pieces, not yet given out: a counter may claim them
	give := func(keep int) {
		for len(held) > keep {
			each(held[0])
			held = held[1:]
		}
	}
	for s != "" {
		var word string
		word, s = cut(s)
		if word == "" {
			continue
		}
		held = append(held, word)
		held = dropCounter(held)
		give(2)
	}
	give(0)
}

// dropCounter removes a figure and the word that makes it a counter from the
// end of the pieces, whichever comes first.
func dropCounter(held []string) []string {
	n := len(held)
	if n < 2 {
		return held
	}
	a, b := held[n-2], held[n-1]
	if isFigure(a) && counters[b] || counters[a] && isFigure(b) {
		return held[:n-2]
	}
	return held
}

// cut takes the next piece from a folded text; "" is something that says
// nothing.
func cut(s string) (piece, rest string) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case strings.HasPrefix(s, "http://"), strings.HasPrefix(s, "https://"):
		end := strings.IndexFunc(s, unicode.IsSpace)
		if end < 0 {
			end = len(s)
		}
		address, _, _ := strings.Cut(s[:end], "?")
		return address, s[end:]
	case isLetter(r):
		end := size
		for end < len(s) {
			r, size := utf8.DecodeRuneInString(s[end:])
			if !isLetter(r) {
				break
			}
			end += size
		}
		return s[:end], s[end:]
	case unicode.Is(unicode.Sc, r), r == '%':
		return s[:size], s[size:]
	case r == '-' || r == '−' || r == '+':
		if next, _ := utf8.DecodeRuneInString(s[size:]); unicode.IsDigit(next) {
			return sign(r), s[size:]
		}
	}
	return "", s[size:]
}

func sign(r rune) string {
	if r == '+' {
		return "+"
	}
	return "-"
}

func isLetter(r rune) bool {
	switch {
	case r < utf8.RuneSelf: // nearly all are this, or Hangul: no table is asked
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	case syllable(r):
		return true
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func isDigit(r rune) bool {
	if r < utf8.RuneSelf || syllable(r) {
		return '0' <= r && r <= '9'
	}
	return unicode.IsDigit(r)
}

// syllable reports whether r is one of Hangul.
func syllable(r rune) bool { return 0xAC00 <= r && r <= 0xD7A3 }

func isFigure(s string) bool {
	for _, r := range s {
		if !isDigit(r) {
			return false
		}
	}
	return s != ""
}

// counters are words that, beside a figure, count what readers did, not what
// the text says.
var counters = map[string]bool{
	"kommentar": true, "kommentare": true, "aufrufe": true, "klicks": true, "likes": true, "shares": true,
	"reaktionen": true, "leser": true, "bewertungen": true, "seitenaufrufe": true,
	"comment": true, "comments": true, "view": true, "views": true, "clicks": true, "reactions": true,
	"댓글": true, "조회": true, "조회수": true, "추천": true, "공감": true, "좋아요": true, "공유": true,
}
