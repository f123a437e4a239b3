package tagger

import (
	"bytes"
	"slices"
	"strings"
)

// givenSign in a list of neighbours is a given name of two syllables, as Latin
// letters spell those of Korea: Kim Jae-won, Kim Jae-Won, Kim Jae Won. A family
// name is a word of daily life as often as not; with such a name behind it, it
// is somebody.
const givenSign = "Aa-aa"

// syllableMost is the longest syllable, in bytes: Hyeong, Kwang.
const syllableMost = 6

// What a syllable begins with, holds and ends with, folded.
var (
	onsets = strings.Fields("b by bb ch d dd g gw gy gg h hw hy j jj k kw ky kk l m my n ny p py pp r ry s sh ss t tt w y")
	vowels = strings.Fields("a ae e ee eo eu i ie o oe oo ou u ui")
	codas  = strings.Fields("b d g h k l m n ng p r t")
)

// givenName reports whether a given name stands behind the space at t.fold[at].
func givenName(t *text, at int) bool {
	first, ok := syllable(t, at+1)
	if !ok || t.fold[at] != ' ' || !t.capital(at+1) || first >= len(t.fold) {
		return false
	}
	if t.fold[first] != '-' && (t.fold[first] != ' ' || !t.capital(first+1)) {
		return false
	}
	end, ok := syllable(t, first+1)
	return ok && boundary(t.fold, end)
}

// syllable is where the letters from at end, if they are one syllable.
func syllable(t *text, at int) (end int, ok bool) {
	end = at
	for end < len(t.fold) && end-at <= syllableMost && 'a' <= t.fold[end] && t.fold[end] <= 'z' {
		end++
	}
	s := t.fold[at:end]
	from := bytes.IndexAny(s, "aeiou")
	if from < 0 || end-at > syllableMost {
		return end, false
	}
	to := bytes.LastIndexAny(s, "aeiou") + 1
	ok = (from == 0 || slices.Contains(onsets, string(s[:from]))) && slices.Contains(vowels, string(s[from:to])) &&
		(to == len(s) || slices.Contains(codas, string(s[to:])))
	return end, ok
}
