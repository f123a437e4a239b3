package tagger

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentenceMost is the longest sentence, in bytes.
const sentenceMost = 800

// abbreviations end with a dot that ends no sentence.
const abbreviations = " dr prof nr st mr mrs ms bzw ca inc co corp jr vs dipl ing mio mrd tsd bspw evtl inkl abs gov sen rep gen hr fr sog usw "

// numbered are words that are abbreviations before a number only.
const numbered = " no art "

// stops reports whether the character at i ends a sentence. The dot of a
// number, an initial or an abbreviation does not: am 3. Mai, J. Kim, Dr. Weber.
func stops(fold []byte, i int) bool {
	switch fold[i] {
	case '\n', '!', '?':
		return true
	case '.':
		word := fold[bytes.LastIndexAny(fold[max(0, i-8):i], " \n.(-/")+1+max(0, i-8) : i]
		last := len(word) - 1
		day := last <= 1 && last >= 0 && '0' <= word[last] && word[last] <= '9'
		if strings.Contains(numbered, " "+string(word)+" ") { // "No. 5", but "said no."
			rest := bytes.TrimLeft(fold[i+1:], " ")
			return len(rest) == 0 || rest[0] < '0' || '9' < rest[0]
		}
		return last > 0 && !day && !strings.Contains(abbreviations, " "+string(word)+" ")
	}
	return false
}

// sameSentence reports whether no sentence ends between two places of t.
func sameSentence(t *text, a, b int) bool {
	if a > b {
		a, b = b, a
	}
	if b-a > sentenceMost {
		return false
	}
	for i := a; i < b; i++ {
		if breaks(t.fold, i) {
			return false
		}
	}
	return true
}

// breaks reports whether a sentence ends at i and another may begin behind it.
func breaks(fold []byte, i int) bool {
	return stops(fold, i) && (fold[i] == '\n' || i+1 == len(fold) || fold[i+1] == ' ')
}

// sentence is the sentence that f stands in.
func (f *finding) sentence() []byte {
	start, end := f.start, f.stop
	for start > 0 && !breaks(f.text.fold, start-1) {
		start--
	}
	for end < len(f.text.fold) && !breaks(f.text.fold, end) {
		end++
	}
	return f.text.fold[start:end]
}

// fromMost is how many words stand before the "from" of from.
const fromMost = 3

// from reports whether the sentence of f opens with who comes from there: "Die
// Firma aus Daejeon", "Daesun from Busan". No verb stands before it: all words
// but the first are names or nouns, or one noun stands behind "The". One of many
// is a passer-by: "Ein Leser aus Sejong".
func from(f *finding) bool {
	start := f.start
	for start > 0 && !breaks(f.text.fold, start-1) {
		start--
	}
	from, to := f.text.span(start, f.start)
	words := strings.Fields(f.text.raw[from:to])
	last := len(words) - 1
	if last < 1 || last > fromMost || words[last] != "aus" && words[last] != "from" {
		return false
	}
	switch words[0] {
	case "Ein", "Eine", "A", "An":
		return false
	case "The":
		return last == 2
	}
	for _, w := range words[1:last] {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}
