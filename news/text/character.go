package text

import (
	"unicode"
	"unicode/utf8"
)

// joins reports whether prev and next belong to one character as a reader sees
// it, so that nothing may be cut between them (the cases of UAX #29 that occur
// in plain text; flags need more than two runes and are seen to by
// unbrokenCharacter).
func joins(prev, next rune) bool {
	switch {
	case unicode.Is(unicode.M, next), next == zwj, next == zwnj, selector(next):
		return true
	case 0x1F3FB <= next && next <= 0x1F3FF, 0xE0020 <= next && next <= cancelTag:
		return true
	case prev == zwj:
		return emoji(next) || joining(next)
	}
	return hangul(prev, next)
}

// hangul reports whether two conjoining jamo make one syllable.
func hangul(prev, next rune) bool {
	lead := 0x1100 <= prev && prev <= 0x115F || 0xA960 <= prev && prev <= 0xA97C
	vowel := 0x1160 <= next && next <= 0x11A7 || 0xD7B0 <= next && next <= 0xD7C6
	tail := 0x11A8 <= next && next <= 0x11FF || 0xD7CB <= next && next <= 0xD7FB
	switch {
	case lead:
		return vowel || 0x1100 <= next && next <= 0x115F || 0xA960 <= next && next <= 0xA97C ||
			0xAC00 <= next && next <= 0xD7A3
	case 0xAC00 <= prev && prev <= 0xD7A3 && (prev-0xAC00)%28 == 0, 0x1160 <= prev && prev <= 0x11A7,
		0xD7B0 <= prev && prev <= 0xD7C6:
		return vowel || tail
	case 0xAC00 <= prev && prev <= 0xD7A3, 0x11A8 <= prev && prev <= 0x11FF, 0xD7CB <= prev && prev <= 0xD7FB:
		return tail
	}
	return false
}

// regional reports whether r is half of a flag.
func regional(r rune) bool { return 0x1F1E6 <= r && r <= 0x1F1FF }

// unbrokenCharacter is the last place at or before room, in bytes, where s may
// be cut without cutting a character in two.
func unbrokenCharacter(s string, room int) int {
	for at := room; at > 0 && at < len(s); {
		prev, size := utf8.DecodeLastRuneInString(s[:at])
		next, _ := utf8.DecodeRuneInString(s[at:])
		if !joins(prev, next) && !(regional(prev) && regional(next) && flags(s[:at])%2 == 1) {
			return at
		}
		at -= size
		if at == 0 {
			return 0
		}
	}
	return room
}

// flags is how many halves of flags stand at the end of s.
func flags(s string) int {
	n := 0
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		if !regional(r) {
			break
		}
		s = s[:len(s)-size]
		n++
	}
	return n
}
