package tagger

import (
	"unicode"
	"unicode/utf8"
)

// A piece of a word is written as a vocabulary writes words: "wort" is a whole
// word, "worte*" what one begins with, "*swortes" what one ends with, "*twort*"
// what stands in one. "@idw" is no word but the id of a source.
const (
	pieceOpen   = '*'
	pieceSource = '@'
)

// Sizes of pieces, in letters. Of Hangul, where a syllable is a letter, the
// first two and all pairs and triples are pieces.
const (
	wordLeast = 3 // of a word that has pieces
	edgeSize  = 6 // of its beginning and its end
	endLeast  = 10
	midSize   = 5 // of what stands in a long one: German compounds
	midLeast  = 6
)

// What a piece counts beside a whole word of the title.
const (
	leadWorth = 0.7 // in the text
	midWorth  = 0.5 // from within a word: a compound has many such pieces
	pairWorth = 0.7 // two syllables of Hangul, which are a word more often than not
)

// spell calls found for every word of fold, a run of letters of one script.
func spell(fold []byte, found func(start, end int, hangul bool)) {
	start, hangul := -1, false
	for i := 0; i <= len(fold); {
		r, size := ' ', 1
		if i < len(fold) {
			r, size = utf8.DecodeRune(fold[i:])
		}
		ko := 0xAC00 <= r && r <= 0xD7A3
		letter := 'a' <= r && r <= 'z' || ko || r >= utf8.RuneSelf && unicode.IsLetter(r)
		if start >= 0 && (!letter || ko != hangul) {
			found(start, i, hangul)
			start = -1
		}
		if letter && start < 0 {
			start, hangul = i, ko
		}
		i += size
	}
}

// cutter cuts words into pieces.
type cutter struct {
	buf []byte
	at  []int // where the letters of the word begin, and its end
}

// cut calls found for each piece of word and what it counts. The piece is good
// only until found returns.
func (p *cutter) cut(word []byte, hangul bool, found func(piece []byte, worth float64)) {
	p.at = p.at[:0]
	for i := range word {
		if utf8.RuneStart(word[i]) {
			p.at = append(p.at, i)
		}
	}
	n := len(p.at)
	p.at = append(p.at, len(word))
	if hangul {
		found(p.piece(word, 0, min(n, 2), false, true), 1)
		p.within(word, 2, pairWorth, found)
		p.within(word, 3, midWorth, found)
		return
	}
	if n < wordLeast {
		return
	}
	found(word, 1)
	found(p.piece(word, 0, min(n, edgeSize), false, true), 1)
	if n >= endLeast {
		found(p.piece(word, n-edgeSize, n, true, false), 1)
	}
	if n >= midLeast {
		p.within(word, midSize, midWorth, found)
	}
}

// within finds every piece of size letters, wherever it stands in the word.
func (p *cutter) within(word []byte, size int, worth float64, found func([]byte, float64)) {
	for i := 0; i+size < len(p.at); i++ {
		found(p.piece(word, i, i+size, true, true), worth)
	}
}

func (p *cutter) piece(word []byte, from, to int, before, after bool) []byte {
	p.buf = p.buf[:0]
	if before {
		p.buf = append(p.buf, pieceOpen)
	}
	p.buf = append(p.buf, word[p.at[from]:p.at[to]]...)
	if after {
		p.buf = append(p.buf, pieceOpen)
	}
	return p.buf
}
