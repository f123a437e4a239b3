package story

import (
	"strings"
	"unicode"
	"unicode/utf8"
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
	c := cutter{s: s, out: make([]token, 0, min(len(s)/6+4, mostTokens))}
	for c.s != "" && len(c.out) < mostTokens {
		switch r, size := utf8.DecodeRuneInString(c.s); {
		case !isLetter(r):
			c.mark(r, size)
		case isDigit(r):
			c.figure()
		default:
			c.word(r, size)
		}
	}
	return dropCounters(c.out)
}

// cutter is a text being cut.
type cutter struct {
	s       string // what is left of it
	out     []token
	spelled arena
	opened  bool // a bracket, before what comes next
}

// mark passes over what is no letter, and notes where it ends something.
func (c *cutter) mark(r rune, size int) {
	c.s = c.s[size:]
	n := len(c.out)
	if n == 0 {
		return
	}
	mark := breaks(r, c.s)
	switch last := &c.out[n-1]; {
	case mark == '(' && last.breaks == '-':
		c.opened = true // "(Yonhap) -- (END)": the dash ends a dateline
	case mark != 0:
		last.breaks, c.opened = mark, mark == '('
	}
}

// figure takes a date or a figure.
func (c *cutter) figure() {
	if day, rest := date(c.s); day != nil {
		c.out, c.s = append(c.out, day...), rest
		return
	}
	t := token{figure: true}
	t.s, c.s = figure(c.s)
	c.take(t)
}

// word takes a word, whose first letter is r.
func (c *cutter) word(r rune, size int) {
	end := wordEnd(c.s)
	word := c.s[:end]
	c.s = c.s[end:]
	t := token{upper: unicode.IsUpper(r) || unicode.IsTitle(r)}
	t.caps = t.upper && size < end && strings.IndexFunc(word, unicode.IsLower) < 0
	if after := ticker(c.s); t.caps && after > 0 {
		c.s = strings.TrimPrefix(c.s[after:], quoted)
		return
	}
	t.s = c.spelled.spell(word)
	if t.s == "" { // marks alone
		return
	}
	if n := digits(c.s); t.s == "q" && n == 1 && '1' <= c.s[0] && c.s[0] <= '4' { // "Q3", the third quarter
		c.out = append(c.out, token{s: c.s[:1], figure: true})
		t.s, c.s = "quarter", c.s[1:]
	}
	if t.s == "quartal" || t.s == "quartals" {
		t.s = "quarter"
	}
	if n := numerals[t.s]; n != "" {
		t.s, t.figure = n, true
	}
	c.take(t)
}

func (c *cutter) take(t token) {
	t.begins = begins(&t)
	t.inner, c.opened = c.opened, false
	c.out = append(c.out, t)
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
