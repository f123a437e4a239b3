package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Cut returns at most max characters (runes) of s: whole sentences where one
// ends within reach, else whole words and "…". A text that fits is returned as
// it is, but for white space at its ends. What a reader sees as one character
// is never cut in two. A max below one gives "".
//
// Sentences are found by the rules of German, English and Korean at once; the
// end of a line ends one too. Where a full stop might belong to an
// abbreviation, an ordinal or an initial, it ends nothing: a sentence too few
// is better than half of one.
func Cut(s string, max int) string {
	if max < 1 {
		return ""
	}
	s = strings.TrimSpace(s)
	room := offset(s, max)
	if room == len(s) {
		return s
	}
	// A text that is one short sentence and then a very long one is better
	// served by words.
	if end := lastSentence(s, room); end > 0 && utf8.RuneCountInString(s[:end])*4 >= max {
		return strings.TrimSpace(s[:end])
	}
	return words(s, offset(s, max-1))
}

// offset is where the first n runes of s end, in bytes.
func offset(s string, n int) int {
	for i := range s {
		if n <= 0 {
			return i
		}
		n--
	}
	return len(s)
}

// words is as many words of s as end within room, and "…".
func words(s string, room int) string {
	end := room
	if next, _ := utf8.DecodeRuneInString(s[room:]); !blank(next) {
		end = strings.LastIndexFunc(s[:room], blank)
	}
	if end <= 0 { // one very long word, or a script that sets no blanks
		end = unbrokenCharacter(s, room)
	}
	return strings.TrimRightFunc(s[:max(end, 0)], dangling) + "…"
}

// dangling reports whether r is not left standing in front of "…".
func dangling(r rune) bool {
	return blank(r) || strings.ContainsRune(",;:.-–—(„“\"'«‚‘[·/…", r)
}

// lastSentence is where the last sentence ends that ends within room, 0 where
// none does.
func lastSentence(s string, room int) int {
	last := 0
	for i := 0; i < room; {
		r, size := utf8.DecodeRuneInString(s[i:])
		at := i
		i += size
		if r == '\n' {
			last = at
			continue
		}
		if !stop(r) {
			continue
		}
		end := closing(s, i)
		if end <= room && ends(s, at, r, end) {
			last, i = end, end
		}
	}
	return last
}

// stop reports whether r can end a sentence.
func stop(r rune) bool { return strings.ContainsRune(".!?…。！？", r) }

// closing is where the further stops, quotation marks and brackets end that
// follow a stop at i.
func closing(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !stop(r) && !strings.ContainsRune("\"'”’“‘»«›‹)]」』】〉》", r) {
			break
		}
		i += size
	}
	return i
}

// ends reports whether the stop r at s[at:], whose closing marks end at end,
// ends a sentence.
func ends(s string, at int, r rune, end int) bool {
	next, size := utf8.DecodeRuneInString(s[end:])
	if size == 0 {
		return true
	}
	if strings.ContainsRune("。！？", r) {
		return !joins(r, next)
	}
	if !blank(next) {
		return false
	}
	head := opening(s[end:])
	if unicode.IsLower(head) || head == ',' || head == ';' {
		return false
	}
	return r != '.' || !abbreviated(s[:at], head)
}

// opening is the first rune of the next sentence, behind blanks, quotation
// marks and brackets.
func opening(s string) rune {
	for _, r := range s {
		if !blank(r) && !strings.ContainsRune("\"'„“”‚‘’»«›‹([「『【〈《-–—", r) {
			return r
		}
	}
	return -1
}
