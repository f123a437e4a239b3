package story

import (
	"strings"
	"unicode/utf8"
)

// alike reports whether two words are one: equal, inflected otherwise, or one
// a slip of the other. Figures have to be equal. It is asked of every pair of
// words of two texts, and short enough to be written into its callers.
func alike(a, b *token) bool { return a.s == b.s || a.begins&b.begins != 0 && akin(a, b) }

func akin(a, b *token) bool {
	return !acronyms(a, b) && (inflected(a.s, b.s) || slip(a.s, b.s) || jointed(a.s, b.s))
}

// acronyms reports whether two words are names in capitals, in which each letter
// counts.
func acronyms(a, b *token) bool {
	return a.caps && b.caps && max(len(a.s), len(b.s)) <= mostAcronym
}

const (
	leastStem   = 5 // letters two forms of a word share
	leastHangul = 2 // syllables
	mostEnding  = 3 // letters in which they may differ
	leastSlip   = 5 // letters of the longer word in which one too many or two changed over are believed to be a slip
	leastWrong  = 6 // letters of a word in which a wrong one is
	mostAcronym = 6 // letters of a word in capitals that is a name of its own: KIST is not KAIST misspelt
)

// inflected reports whether two words share a stem and differ in their endings.
func inflected(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && !utf8.RuneStart(a[n]) {
		n--
	}
	if hangul(a) && hangul(b) {
		stem := n / 3
		return stem >= leastHangul && max(len(a), len(b))/3-stem <= 2 && min(len(a), len(b))/3-stem <= 1
	}
	if feminine(a, b) || feminine(b, a) {
		return false
	}
	return n >= leastStem && max(len(a), len(b))-n <= mostEnding
}

// feminine reports whether one word is another person than the other: Minister,
// Ministerin.
func feminine(a, b string) bool {
	return len(b) == len(a)+len("in") && b[len(a):] == "in" && b[:len(a)] == a
}

// jointed reports whether one word is the other, a German compound, with a joint
// put in: "Kondensatorwerk", "Kondensatorenwerk".
func jointed(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	more := len(b) - len(a)
	if more == 0 || more > 2 || len(a) < 2*leastStem {
		return false
	}
	n := common(a, b)
	if n < leastStem-1 || len(a)-n < leastStem-1 || a[n:] != b[n+more:] {
		return false
	}
	switch b[n : n+more] {
	case "s", "n", "e", "en", "es", "er":
		return true
	}
	return false
}

// hangul reports whether a word begins with a syllable of Hangul. It is asked of
// nearly every pair of words, so it reads the three octets of one by itself.
func hangul(s string) bool {
	if len(s) < 3 || s[0] < 0xEA || s[0] > 0xED || s[1]&0xC0 != 0x80 || s[2]&0xC0 != 0x80 {
		return false
	}
	return syllable(rune(s[0]&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F))
}

// slip reports whether one word is the other with one letter changed, added,
// left out, or two neighbours changed over (Damerau's four).
func slip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if hangul(a) && hangul(b) {
		return mistyped(a, b)
	}
	if len(b) < leastSlip || len(b)-len(a) > 1 {
		return false
	}
	n := 0
	for n < len(a) && a[n] == b[n] {
		n++
	}
	restA, restB := a[n:], b[n:]
	switch {
	case len(a) < len(b):
		return restA == restB[1:]
	case len(restA) > 1 && restA[0] == restB[1] && restA[1] == restB[0] && restA[2:] == restB[2:]:
		return true
	case turnedUmlaut(restA, restB), turnedUmlaut(restB, restA):
		return true
	}
	return len(a) >= leastWrong && restA != "" && restA[1:] == restB[1:]
}

// turnedUmlaut reports whether a begins with an umlaut, which is written as two
// letters, that b has behind the letter that follows it in a.
func turnedUmlaut(a, b string) bool {
	return len(a) >= 3 && len(a) == len(b) && a[1] == 'e' && a[:2] == b[1:3] && a[2] == b[0] && a[3:] == b[3:]
}

// mistyped is slip for Hangul, where a syllable is a third of a word: one may be
// left out, or two be changed over, but none be another.
func mistyped(x, y string) bool {
	if soundAlike(x, y) {
		return true
	}
	if len(y) <= leastHangul*len("가") && utf8.RuneCountInString(y) <= leastHangul || len(y)-len(x) > utf8.UTFMax {
		return false
	}
	n := common(x, y)
	if n == len(y) {
		return false
	}
	_, sizeY := utf8.DecodeRuneInString(y[n:])
	if len(x) < len(y) {
		return x[n:] == y[n+sizeY:]
	}
	_, sizeX := utf8.DecodeRuneInString(x[n:])
	return swapped(x[n:], y[n:], sizeX, sizeY)
}

// related reports whether two words have a part in common that is a word by
// itself: compounds ("Projektförderung", "Förderung"), the genitive that one was
// taken apart into ("Herstellerangaben", "Angaben des Herstellers": Volkswagen is
// not Volkswagenstiftung) and Hangul with endings.
func related(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if hangul(a) {
		return len(a) >= 3*leastHangul && strings.HasPrefix(b, a)
	}
	if len(a) < 2*leastStem-2 {
		return false
	}
	first, genitive := strings.CutSuffix(a, "s")
	return strings.HasSuffix(b, a) || genitive && strings.HasPrefix(b, first) && len(b)-len(first) > mostEnding
}

// soundAlike reports whether two words of Hangul differ at most in vowels that
// sound alike: 공개, 공게.
func soundAlike(x, y string) bool {
	if len(x) != len(y) {
		return false
	}
	for n := 0; n < len(x); {
		a, size := utf8.DecodeRuneInString(x[n:])
		b, sizeB := utf8.DecodeRuneInString(y[n:])
		if size != sizeB || a != b && sound(a) != sound(b) {
			return false
		}
		n += size
	}
	return true
}

// sound is a syllable with one of each two vowels that sound alike.
func sound(r rune) rune {
	if !syllable(r) {
		return r
	}
	vowel := (r - 0xAC00) / 28 % 21
	return r + (alike21[vowel]-vowel)*28
}

// alike21 is, for each of the 21 vowels, the first one that sounds like it.
var alike21 = [21]rune{0, 1, 2, 3, 4, 1, 6, 3, 8, 9, 10, 10, 12, 13, 14, 10, 16, 17, 18, 19, 20}
