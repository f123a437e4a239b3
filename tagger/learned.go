package tagger

import (
	"math"
	"slices"
	"strings"
)

// learned is what labelled items taught about tags: a linear model. The log
// odds of a tag are a bias and what the pieces of the item's words, and its
// source, say for the tag or against it.
type learned struct {
	tags  []string
	bias  []float64
	rows  map[string]int32 // piece -> its place in leans
	leans [][]lean
}

// lean is what a piece says of one tag, in log odds.
type lean struct {
	tag    uint8 // its place in tags
	weight float32
}

// leadMost is how many folded bytes are read of the text beside the title:
// what an item is about shows early, and labelled items have no more.
const leadMost = 400

// length is what the pieces of an item together count, taken as a vector: a
// long text says no more than a short one.
const length = 3

// trait is a known piece that an item has, and what it counts there.
type trait struct {
	row   int32
	worth float64
}

// spot is a word and its traits, a stretch of the taught's.
type spot struct {
	text       *text
	start, end int // folded bytes
	from, to   int
}

// taught is what a learned says of one item.
type taught struct {
	of     *learned
	odds   []float64 // log odds, by tag
	scale  float64   // brings the item to its length
	traits []trait
	spots  []spot
}

// read says what r holds of what was learned.
func (l *learned) read(r *reading) *taught {
	t := &taught{of: l, odds: slices.Clone(l.bias), traits: make([]trait, 0, 256), spots: make([]spot, 0, 64)}
	for _, x := range t.scaled(t.collect(r, func(piece []byte) (int32, bool) { row, ok := l.rows[string(piece)]; return row, ok })) {
		for _, w := range l.leans[x.row] {
			t.odds[w.tag] += float64(w.weight) * x.worth * t.scale
		}
	}
	return t
}

// scaled finds the scale of the item and returns its traits, each once: where
// it counts most.
func (t *taught) scaled(unknown float64) []trait {
	// A row and what is lacking to a whole, in one number: sorted, the best
	// place of a row stands first, and sorting numbers is what is fast.
	keys := make([]uint64, len(t.traits))
	for n, x := range t.traits {
		keys[n] = uint64(x.row)<<32 | uint64((1-x.worth)*1000)
	}
	slices.Sort(keys)
	once := make([]trait, 0, len(keys))
	square := unknown
	for n, k := range keys {
		if n > 0 && k>>32 == keys[n-1]>>32 {
			continue
		}
		worth := 1 - float64(k&0xFFFFFFFF)/1000
		once = append(once, trait{int32(k >> 32), worth})
		square += float64(worth * worth)
	}
	if square > 0 {
		t.scale = length / math.Sqrt(square)
	}
	return once
}

// collect gathers the known pieces of the title, of the beginning of the text
// and of the source, and returns the sum of the squares of what all others
// count: they say nothing, and yet there is something else in the item.
func (t *taught) collect(r *reading, known func(piece []byte) (int32, bool)) (unknown float64) {
	var p cutter
	put := func(piece []byte, worth float64) {
		if row, ok := known(piece); ok {
			t.traits = append(t.traits, trait{row, worth})
		} else {
			unknown += worth * worth
		}
	}
	lead := false
	for _, x := range r.texts {
		fold, place := x.fold, 1.0
		if x.field != FieldTitle {
			if lead || x.field == FieldCategory {
				continue
			}
			lead, fold, place = true, fold[:min(len(fold), leadMost)], leadWorth
		}
		spell(fold, func(start, end int, hangul bool) {
			from := len(t.traits)
			p.cut(fold[start:end], hangul, func(piece []byte, worth float64) { put(piece, worth*place) })
			if to := len(t.traits); to > from {
				t.spots = append(t.spots, spot{x, start, end, from, to})
			}
		})
	}
	if id := r.subject.Source; id != "" && !strings.ContainsAny(id, "\t\r\n") {
		put(append([]byte{pieceSource}, id...), leadWorth)
	}
	return unknown
}

// taughtBy is what l says of r, found once.
func (r *reading) taughtBy(l *learned) *taught {
	n := slices.IndexFunc(r.taught, func(t *taught) bool { return t.of == l })
	if n < 0 {
		n = len(r.taught)
		r.taught = append(r.taught, l.read(r))
	}
	return r.taught[n]
}
