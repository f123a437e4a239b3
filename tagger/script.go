package tagger

import (
	"unicode"
	"unicode/utf8"
)

// script tells the letters of one word from those of the next. Korean sets
// Latin acronyms and Han letters beside Hangul without a space.
type script uint8

const (
	other script = iota
	latin
	hangul
	han
)

func scriptOf(r rune) script {
	switch {
	case r < utf8.RuneSelf:
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' {
			return latin
		}
		return other
	case 0xAC00 <= r && r <= 0xD7A3 || unicode.Is(unicode.Hangul, r):
		return hangul
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return han
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		return latin
	}
	return other
}

// boundary reports whether a word begins or ends at byte i.
func boundary(b []byte, i int) bool {
	if i <= 0 || i >= len(b) {
		return true
	}
	p, _ := utf8.DecodeLastRune(b[:i])
	n, _ := utf8.DecodeRune(b[i:])
	s := scriptOf(p)
	return s == other || s != scriptOf(n)
}

// longestWord is how much of a word is looked at, in bytes: a text without a space
// is none, and must not be read through again at every find.
const longestWord = 256

// run is how many bytes after i belong to the same word.
func run(b []byte, i int) int {
	if i <= 0 || i >= len(b) {
		return 0
	}
	p, _ := utf8.DecodeLastRune(b[:i])
	s := scriptOf(p)
	if s == other {
		return 0
	}
	n := 0
	for i+n < len(b) && n < longestWord {
		r, size := utf8.DecodeRune(b[i+n:])
		if scriptOf(r) != s {
			break
		}
		n += size
	}
	return n
}

// hangulAt reports whether byte i is the last of a Hangul syllable.
func hangulAt(b []byte, i int) bool {
	if i < 2 || b[i] < utf8.RuneSelf {
		return false
	}
	r, _ := utf8.DecodeLastRune(b[:i+1])
	return scriptOf(r) == hangul
}
