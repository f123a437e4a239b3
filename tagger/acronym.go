package tagger

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// spelledFactor is what is left of an acronym that the text spells out as
// something else.
const spelledFactor = 0.2

// The acronyms that texts spell out have three letters to six, and as words at
// least three, two of which may be small ones (für, of, and).
const (
	acronymLeast = 3
	acronymMost  = 6
	spelledLeast = 3
	smallMost    = 2
)

// spelled lowers acronyms that the text itself spells out in words none of
// which is a find: "KERI" beside "Kent Environmental Research Initiative".
func (j *judgement) spelled(r *reading) {
	for _, f := range j.found {
		letters := f.text.fold[f.start:f.end]
		if f.out || f.role != evidence || !f.acronym || len(letters) < acronymLeast || len(letters) > acronymMost {
			continue
		}
		for order, t := range r.texts {
			if start, end, ok := t.spells(letters); ok && !j.within(order, start, end) {
				f.lower(spelledFactor, "short for %s", t.written(start, end))
				break
			}
		}
	}
}

// within reports whether evidence stands in a stretch of a text.
func (j *judgement) within(order, start, end int) bool {
	for _, f := range j.found {
		if f.role == evidence && !f.out && f.order == order && f.start >= start && f.stop <= end {
			return true
		}
	}
	return false
}

// spells finds the words of t whose beginnings are letters.
func (t *text) spells(letters []byte) (start, end int, ok bool) {
	for start = 0; start < len(t.fold); start++ {
		if t.fold[start] != letters[0] || !boundary(t.fold, start) || !t.capital(start) {
			continue
		}
		if end := t.spelledTo(start, letters, 0, 0); end > 0 {
			return start, end, true
		}
	}
	return 0, 0, false
}

// spelledTo is where the words from at on have used up letters, 0 when they do
// not. A word gives its first letter and may give those that follow it, or one
// from inside, as a German compound does.
func (t *text) spelledTo(at int, letters []byte, words, small int) int {
	end := at
	for end < len(t.fold) && letter(t.fold[end:]) {
		_, n := utf8.DecodeRune(t.fold[end:])
		end += n
	}
	if end == at {
		return 0
	}
	next := end
	for next < len(t.fold) && next < end+3 && bytes.IndexByte([]byte(" -/&"), t.fold[next]) >= 0 {
		next++
	}
	word := t.fold[at:end]
	if word[0] != letters[0] || !t.capital(at) && words == 0 {
		if words > 0 && small < smallMost && !t.capital(at) && next > end {
			return t.spelledTo(next, letters, words, small+1)
		}
		return 0
	}
	words++
	for used := 1; used <= min(3, len(letters)); used++ {
		if !bytes.HasPrefix(word, letters[:used]) && (used > 2 || bytes.IndexByte(word[1:], letters[used-1]) < 0) {
			break
		}
		switch rest := letters[used:]; {
		case len(rest) == 0 && words >= spelledLeast:
			return end
		case len(rest) > 0 && next > end:
			if to := t.spelledTo(next, rest, words, small); to > 0 {
				return to
			}
		}
	}
	return 0
}

func letter(b []byte) bool {
	r, _ := utf8.DecodeRune(b)
	return unicode.IsLetter(r)
}
