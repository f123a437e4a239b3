package story

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"koreadesk/news/text"
)

// token is a word or a figure of a telling, with what is known of how it was
// written.
type token struct {
	s      string // folded; umlauts as two letters, so that both spellings are one
	begins uint64 // a bit for each of its first two letters; 0: it can be no form and no slip of another word
	inner  bool   // written behind an opening bracket
	breaks rune   // the last mark after it that ends a label, a clause or a sentence; 0 is none
	figure bool   // s is a figure, or a word that says one
	upper  bool   // written with a capital
	caps   bool   // written in capitals only
}

// mostTokens is how much of a text is looked at: the rest of a long one tells
// nothing that its beginning does not.
const mostTokens = 240

// tokens cuts a text into words and figures. Figures are kept apart from the
// letters around them ("21일" is 21 and 일), with one way to write thousands
// and decimals.
func tokens(s string) []token {
	out := make([]token, 0, min(len(s)/6+4, mostTokens))
	var spelled arena
	opened := false
	for s != "" && len(out) < mostTokens {
		r, size := utf8.DecodeRuneInString(s)
		if !isLetter(r) {
			if n := len(out); n > 0 {
				if mark := breaks(r, s[size:]); mark == '(' && out[n-1].breaks == '-' {
					opened = true // "(Yonhap) -- (END)": the dash ends a dateline
				} else if mark != 0 {
					out[n-1].breaks, opened = mark, mark == '('
				}
			}
			s = s[size:]
			continue
		}
		var t token
		if isDigit(r) {
			if day, rest := date(s); day != nil {
				out, s = append(out, day...), rest
				continue
			}
			t.s, s = figure(s)
			t.figure = true
		} else {
			end := wordEnd(s)
			word := s[:end]
			s = s[end:]
			t.upper = unicode.IsUpper(r) || unicode.IsTitle(r)
			t.caps = t.upper && size < end && strings.IndexFunc(word, unicode.IsLower) < 0
			if after := ticker(s); t.caps && after > 0 {
				s = strings.TrimPrefix(s[after:], quoted)
				continue
			}
			t.s = spelled.spell(word)
			if t.s == "" { // marks alone
				continue
			}
			if n := digits(s); t.s == "q" && n == 1 && '1' <= s[0] && s[0] <= '4' { // "Q3", the third quarter
				out = append(out, token{s: s[:1], figure: true})
				t.s, s = "quarter", s[1:]
			}
			if t.s == "quartal" || t.s == "quartals" {
				t.s = "quarter"
			}
			if n := numerals[t.s]; n != "" {
				t.s, t.figure = n, true
			}
		}
		t.begins = begins(&t)
		t.inner, opened = opened, false
		out = append(out, t)
	}
	return dropCounters(out)
}

// begins is a word's bits for its first two letters, or syllables of Hangul. Two
// words without a bit in common begin in ways that no slip explains.
func begins(t *token) uint64 {
	switch {
	case t.figure:
		return 0
	case !hangul(t.s):
		if len(t.s) < leastSlip-1 {
			return 0
		}
		return 1<<(t.s[0]%64) | 1<<(t.s[1]%64)
	}
	first, size := utf8.DecodeRuneInString(t.s)
	second, _ := utf8.DecodeRuneInString(t.s[size:])
	return 1<<(first%64) | 1<<(second%64)
}

// breaks is the mark r stands for, with what follows it, when it ends a label,
// a clause in brackets or a sentence: every spaced dash is '-', a hyphen '~'.
func breaks(r rune, rest string) rune {
	next, _ := utf8.DecodeRuneInString(rest)
	alone := rest == "" || unicode.IsSpace(next) || next == '-'
	switch r {
	case ':', '|', '[', ']', '(', ')', '!', '?', ';', '…':
		return r
	case '–', '—':
		return '-'
	case '=':
		if alone {
			return '-'
		}
	case '-':
		if alone {
			return '-'
		}
		return '~'
	case '.':
		if alone {
			return '.'
		}
	}
	return 0
}

// quoted follows a share's symbol where a page leads to its price.
const quoted = ": Quote, Profile, Research"

// ticker is how many octets at the beginning of s end a share's symbol, whose
// letters before the point were read already: ".N" of "DAL.N".
func ticker(s string) int {
	if len(s) < 2 || s[0] != '.' {
		return 0
	}
	n := 1
	for n < len(s) && 'A' <= s[n] && s[n] <= 'Z' {
		n++
	}
	if next, _ := utf8.DecodeRuneInString(s[n:]); n < 2 || n > 3 || n < len(s) && isLetter(next) {
		return 0
	}
	return n
}

func wordEnd(s string) int {
	for n := range len(s) {
		if c := s[n]; c >= utf8.RuneSelf {
			return n + wordEndBeyond(s[n:])
		} else if c|0x20 < 'a' || c|0x20 > 'z' {
			return n
		}
	}
	return len(s)
}

// wordEndBeyond is wordEnd for any letters.
func wordEndBeyond(s string) int {
	for n, r := range s {
		if !isLetter(r) || isDigit(r) {
			return n
		}
	}
	return len(s)
}

// figure takes a figure from the beginning of s: "2,500", "2.500" and "2 500"
// are 2500, "1,2" is 1.2.
func figure(s string) (fig, rest string) {
	const decimals = 4 // more than are in a group of thousands
	var b strings.Builder
	group := 0 // digits since the last mark
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if isDigit(r) {
			b.WriteRune(r)
			group++
		} else if (r == '.' || r == ',') && digits(s[1:]) > 0 {
			if group = 0; digits(s[1:]) != 3 {
				b.WriteByte('.')
				group = decimals
			}
		} else if unicode.IsSpace(r) && group <= 3 && digits(s[size:]) == 3 {
			group = 0
		} else {
			break
		}
		s = s[size:]
	}
	fig = strings.TrimLeft(text.Fold(b.String()), "0")
	if fig == "" || fig[0] == '.' {
		fig = "0" + fig
	}
	return fig, s
}

// digits is how many digits s begins with.
func digits(s string) (n int) {
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue")

// arena holds the words of a text that are not spelled as they were written.
type arena struct{ strings.Builder }

// spell is a word in the one way it is compared in.
func (a *arena) spell(word string) string {
	ready := true
	for _, r := range word {
		switch {
		case 'a' <= r && r <= 'z', 0xAC00 <= r && r <= 0xD7A3:
		case r < 0x100:
			ready = false
		default:
			return umlauts.Replace(text.Fold(word))
		}
	}
	if ready {
		if same := synonyms[word]; same != "" {
			return same
		}
		return word
	}
	if a.Len() == 0 {
		a.Grow(256)
	}
	from := a.Len()
	for _, r := range word {
		if 'A' <= r && r <= 'Z' || 'À' <= r && r <= 'Þ' && r != '×' {
			r += 'a' - 'A'
		}
		switch r {
		case 'ä':
			a.WriteString("ae")
		case 'ö':
			a.WriteString("oe")
		case 'ü':
			a.WriteString("ue")
		case 'ß':
			a.WriteString("ss")
		case 'ª', 'º', 'µ':
			return umlauts.Replace(text.Fold(word))
		default:
			a.WriteRune(r)
		}
	}
	return a.String()[from:] // what it was spelled in may go; this stays
}

// dropCounters takes out what counts readers' acts: "12 Kommentare".
func dropCounters(ts []token) []token {
	out := ts[:0]
	for n := 0; n < len(ts); n++ {
		if n+1 < len(ts) && (ts[n].figure && counters[ts[n+1].s] || ts[n+1].figure && counters[ts[n].s]) {
			n++
			continue
		}
		out = append(out, ts[n])
	}
	return out
}
