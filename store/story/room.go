package story

import (
	"slices"
	"sync"
)

// room is what one comparison works in. It is used again for the next one, so
// that comparing takes no memory.
type room struct {
	comparison comparison

	flagged []bool
	paired  [][2]int
	longest []uint16
	words   []token
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// leave ends the use of a room, which holds nothing of the tellings any more.
func (r *room) leave() {
	r.comparison = comparison{}
	clear(r.words)
	r.flagged, r.paired, r.words = r.flagged[:0], r.paired[:0], r.words[:0]
	rooms.Put(r)
}

// flags is so many flags, none of them set.
func (r *room) flags(n int) []bool {
	from := len(r.flagged)
	r.flagged = slices.Grow(r.flagged, n)[:from+n]
	out := r.flagged[from : from+n : from+n]
	clear(out)
	return out
}

// pairs is an empty list with room for so many pairs.
func (r *room) pairs(n int) [][2]int {
	from := len(r.paired)
	r.paired = slices.Grow(r.paired, n)[:from+n]
	return r.paired[from : from : from+n]
}

// table is so many zeroes; it is good until the next one is asked for.
func (r *room) table(n int) []uint16 {
	r.longest = slices.Grow(r.longest[:0], n)[:n]
	clear(r.longest)
	return r.longest
}

// lone is the words without a partner.
func (r *room) lone(ts []token, in []bool) []token {
	from := len(r.words)
	for n, t := range ts {
		if !in[n] {
			r.words = append(r.words, t)
		}
	}
	return r.words[from:len(r.words):len(r.words)]
}
