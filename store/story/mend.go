package story

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// mend undoes the commonest damage to letters: UTF-8 that was taken for
// Windows-1252 once ("Ã¶" for ö), wherever in the text that happened. What does
// not turn into a letter stays as it is.
func mend(s string) string {
	if strings.Contains(s, "#") {
		s = broken.ReplaceAllStringFunc(s, func(entity string) string {
			n, _ := strconv.Atoi(entity[1 : len(entity)-1])
			return string(rune(n))
		})
	}
	if !damaged(s) {
		return s
	}
	var b strings.Builder
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if whole, read := mended(s); read > 0 {
			r, size = whole, read
		}
		b.WriteRune(r)
		s = s[size:]
	}
	return b.String()
}

// damaged reports whether one of ÂÃâêëìí is in s, with which all letters begin
// that were taken so. Texts in German and English are told by few octets.
func damaged(s string) bool {
	const lead = 0xC3 // of all of them
	for {
		n := strings.IndexByte(s, lead)
		if n < 0 || n+1 == len(s) {
			return false
		}
		switch s[n+1] + 0x40 { // the second octet of U+00C0 to U+00FF
		case 'Â', 'Ã', 'â', 'ê', 'ë', 'ì', 'í':
			return true
		}
		s = s[n+2:]
	}
}

// broken is a character reference that lost its ampersand: "#36;".
var broken = regexp.MustCompile(`#\d{2,4};`)

// mended is the letter that the beginning of s stands for, when its characters
// are the octets of one, and how many octets of s they are.
func mended(s string) (letter rune, read int) {
	var octets []byte
	for _, r := range s {
		o, ok := charmap.Windows1252.EncodeRune(r)
		if !ok || o < utf8.RuneSelf || len(octets) == utf8.UTFMax {
			return 0, 0
		}
		octets, read = append(octets, o), read+utf8.RuneLen(r)
		if utf8.FullRune(octets) {
			letter, size := utf8.DecodeRune(octets)
			if size < 2 || letter == utf8.RuneError {
				return 0, 0
			}
			return letter, read
		}
	}
	return 0, 0
}
