package text

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Line returns s as one line of plain text: NFC, no invisible characters,
// every run of white space one blank, none at the ends. No markup is read:
// "<b>" stays as it is.
func Line(s string) string {
	if tidy(s) {
		return s
	}
	return collapse(norm.NFC.String(visible(s, toBlank, needed)))
}

// Fold returns s in the form in which two texts are compared: NFKC, lower case
// folded, ß as ss, no invisible characters at all, every run of white space one
// blank, none at the ends. Folding what is folded changes nothing.
func Fold(s string) string {
	ascii, tidied := true, true
	last := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		ascii = ascii && c < utf8.RuneSelf
		tidied = tidied && ' ' <= c && c < 0x7F && (c < 'A' || 'Z' < c) && (c != ' ' || last != ' ')
		last = c
	}
	switch {
	case ascii && tidied && last != ' ', s == "":
		return s
	case ascii:
		return foldASCII(s)
	}
	s = norm.NFKC.String(visible(s, toBlank, never))
	// NFKC_Casefold asks for a second turn: folding may leave what composes,
	// and composing what folds. A Caser has state and is made for each call.
	fold := cases.Fold()
	for range 4 {
		next := norm.NFKC.String(visible(fold.String(s), toBlank, never))
		if next == s {
			break
		}
		s = next
	}
	return collapse(s)
}

// foldASCII is Fold where every byte is a character.
func foldASCII(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'A' <= c && c <= 'Z':
			out = append(out, c+'a'-'A')
		case c == ' ', '\t' <= c && c <= '\r':
			if len(out) > 0 && out[len(out)-1] != ' ' {
				out = append(out, ' ')
			}
		case ' ' < c && c < 0x7F:
			out = append(out, c)
		}
	}
	return strings.TrimSuffix(string(out), " ")
}

// tidy reports whether s is ASCII that is a line already.
func tidy(s string) bool {
	last := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c > '~' || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return last != ' ' || s == ""
}

// collapse makes every run of white space one blank, none at the ends.
func collapse(s string) string {
	return strings.Join(strings.FieldsFunc(s, blank), " ")
}

func toBlank(rune) rune { return ' ' }

func never(_, _ rune, _ string) bool { return false }
