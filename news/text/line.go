package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Line returns s as one line of plain text: NFC, no invisible characters,
// every run of white space one blank, none at the ends. No markup is read:
// "<b>" stays as it is.
func Line(s string) string {
	if tidy(s, nil) {
		return s
	}
	if strings.IndexFunc(s, uneasy) < 0 {
		return collapse(s)
	}
	return collapse(norm.NFC.String(visible(s, toBlank, needed)))
}

// Visible returns s in NFC and without invisible characters, its lines and
// blanks as they are. No markup is read.
func Visible(s string) string {
	return strings.TrimSpace(norm.NFC.String(visible(s, written, needed)))
}

// written keeps all white space but the signs and the oddest ends of lines.
func written(r rune) rune {
	if unicode.Is(unicode.Zs, r) {
		return r
	}
	return narrow(r)
}

// Fold returns s in the form in which two texts are compared: NFKC, lower case
// folded, ß as ss, no invisible characters at all, every run of white space one
// blank, none at the ends. Folding what is folded changes nothing.
func Fold(s string) string {
	if folded, ok := foldEasy(s); ok {
		return folded
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

// foldEasy is Fold in one pass, for a text of easy characters, blanks and
// nothing else; for others it is false.
func foldEasy(s string) (string, bool) {
	if tidy(s, folded) {
		return s, true
	}
	out := make([]byte, 0, len(s))
	for _, r := range s {
		switch {
		case uneasy(r):
			return "", false
		case !easy(r):
			if len(out) > 0 && out[len(out)-1] != ' ' {
				out = append(out, ' ')
			}
		case r == 'ß':
			out = append(out, "ss"...)
		case folded(r):
			out = utf8.AppendRune(out, r)
		default: // the capitals of ASCII and Latin-1 stand 32 before the small letters
			out = utf8.AppendRune(out, r+'a'-'A')
		}
	}
	return strings.TrimSuffix(string(out), " "), true
}

// folded reports whether folding leaves an easy character as it is.
func folded(r rune) bool {
	return (r < 'A' || 'Z' < r) && (r < 'À' || 'ß' < r || r == '×')
}

// tidy reports whether s is a line already, made of easy characters for which
// also holds what is asked, if anything.
func tidy(s string, also func(rune) bool) bool {
	last := ' '
	for _, r := range s {
		if r == ' ' && last == ' ' || r != ' ' && !(easy(r) && (also == nil || also(r))) {
			return false
		}
		last = r
	}
	return last != ' ' || s == ""
}

// uneasy reports whether r is neither easy nor common white space.
func uneasy(r rune) bool {
	return !easy(r) && r != ' ' && (r < '\t' || '\r' < r) && r != '\u00A0'
}

// collapse makes every run of white space one blank, none at the ends.
func collapse(s string) string {
	return strings.Join(strings.FieldsFunc(s, blank), " ")
}

func toBlank(rune) rune { return ' ' }

func never(_, _ rune, _ string) bool { return false }
