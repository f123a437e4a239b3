package story

import (
	"cmp"
	"slices"
)

// Index finds signs that have parts in common. What it costs to look one up
// does not depend on how many it holds. It is not safe for concurrent use.
type Index struct {
	entries shelf
	table   []node // for each hash of a part: its newest node
	lost    int    // how often signs were taken back or let go of
}

// node is a part of an entry: 1 + entry * signParts + part; 0 is none.
type node uint32

// indexed is one sign of an item.
type indexed struct {
	num   uint64
	seen  int64 // Unix seconds
	parts [signParts]link
}

// link is a part's value, 0 for none, and the node before it at its place: they
// stand together, since a walk jumps about in memory with every step.
type link struct {
	value uint32
	next  node
}

// sign is the sign that was added.
func (e *indexed) sign() (s Sign) {
	for part := range e.parts {
		s[part] = e.parts[part].value
	}
	return s
}

// Near is what may be the same story.
type Near struct {
	Num    uint64
	Agrees int // weight of the parts in common
}

const (
	mostSteps  = 32 // entries looked at for one part: stock phrases are in thousands of texts
	leastAgree = 2  // weight below which two signs have met by chance

	surelyAgree = 4 // weight from which they hardly have
	mostWeak    = 2 // signs below it that are handed out: the more are held, the more have met by chance

	mostPhrases = 4 // weight of the pairs of titles: alone they are phrases that many titles have
	tableShare  = 8 // places in the table for each entry
	leastTable  = 1 << 10
)

// Len is how many signs are held.
func (x *Index) Len() int { return x.entries.count }

// Add holds the sign of an item that was first seen then (Unix seconds). An
// item may have several: what it said before is remembered.
func (x *Index) Add(num uint64, seen int64, s Sign) {
	if (x.Len()+1)*tableShare > len(x.table) {
		x.grow(max(leastTable, 2*len(x.table)))
	}
	e := indexed{num: num, seen: seen}
	for part, v := range s {
		e.parts[part].value = v
	}
	x.entries.push(e)
	x.link(x.Len() - 1)
}

// Reserve makes room for so many signs to come, so that holding them all does
// not link them again and again.
func (x *Index) Reserve(count int) {
	size := max(leastTable, len(x.table))
	for size < (x.Len()+count)*tableShare {
		size *= 2
	}
	if size > len(x.table) {
		x.grow(size)
	}
}

func (x *Index) link(n int) {
	e := x.entries.at(n)
	for part := range e.parts {
		l := &e.parts[part]
		if l.value == 0 {
			continue
		}
		at := x.place(part, l.value)
		l.next, x.table[at] = x.table[at], node(1+n*signParts+part)
	}
}

// place is where in the table a part's value is found; the length of the table
// is a power of two.
func (x *Index) place(part int, v uint32) int {
	return int(mix(uint64(part)<<32|uint64(v)) & uint64(len(x.table)-1))
}

func (x *Index) grow(size int) {
	x.table = make([]node, size)
	for n := range x.Len() {
		x.link(n)
	}
}

// Drop takes back the last so many additions.
func (x *Index) Drop(count int) {
	x.lost++
	for range count {
		e := x.entries.at(x.Len() - 1)
		for part := signParts - 1; part >= 0; part-- {
			if l := e.parts[part]; l.value != 0 {
				x.table[x.place(part, l.value)] = l.next
			}
		}
		x.entries.pop()
	}
}

// Forget lets go of what was first seen before then (Unix seconds), once that
// is more than half of all: seldom, and whole.
func (x *Index) Forget(before int64) {
	// Signs come in the order of being seen, or nearly.
	if n := x.Len(); n < leastTable || x.entries.at(n/2).seen >= before {
		return
	}
	x.lost++
	var kept shelf
	for n := range x.Len() {
		if e := x.entries.at(n); e.seen >= before {
			kept.push(*e) // grow links it anew
		}
	}
	x.entries = kept
	size := leastTable
	for size < (x.Len()+1)*tableShare {
		size *= 2
	}
	x.grow(size)
}

// Find returns the items first seen since then whose signs agree best with s,
// at most so many, and few of those that agree in little.
func (x *Index) Find(s Sign, since int64, most int) []Near {
	return best(x.met(s, since, 0), most)
}

// Mark is a moment in the life of an index.
type Mark struct{ held, lost int }

// Mark is the present moment.
func (x *Index) Mark() Mark { return Mark{x.Len(), x.lost} }

// Again is Find for who has called it at m already and found near then: what has
// come since is all that is looked at.
func (x *Index) Again(s Sign, since int64, most int, near []Near, m Mark) []Near {
	if m.lost != x.lost {
		return x.Find(s, since, most)
	}
	fresh := x.met(s, since, m.held)
	if len(fresh) == 0 {
		return near
	}
	return best(append(fresh, near...), most)
}

// met returns the items first seen since then whose signs agree with s in more
// than a chance, of the entries from there on.
func (x *Index) met(s Sign, since int64, from int) []Near {
	if len(x.table) == 0 {
		return nil
	}
	var m meetings
	x.walk(s, from, &m)
	var out []Near
	for _, slot := range m.taken[:m.count] {
		agrees := m.slots[slot].agrees()
		if agrees < leastAgree {
			continue
		}
		e := x.entries.at(int(m.slots[slot].entry) - 1)
		if e.seen < since || agrees <= mostPhrases && s.onlyPhrases(e.sign()) {
			continue
		}
		out = append(out, Near{e.num, agrees})
	}
	return out
}

// walk meets the entries that have a part of s, the newest first, back to from.
// It takes a step for each part in turn: each lies somewhere else in memory, and
// so the processor fetches them side by side.
func (x *Index) walk(s Sign, from int, m *meetings) {
	var at [signParts]node
	for part, v := range s {
		if v != 0 {
			at[part] = x.table[x.place(part, v)]
		}
	}
	for range mostSteps {
		going := false
		for part, v := range s {
			here := at[part]
			n, of := int(here-1)/signParts, int(here-1)%signParts
			if here == 0 || n < from {
				at[part] = 0
				continue
			}
			l := &x.entries.at(n).parts[of]
			if of == part && l.value == v {
				m.add(n, part)
			}
			at[part], going = l.next, true
		}
		if !going {
			return
		}
	}
}

// best returns the nearest of those that were met, in order, and few of those
// that agree in little. An item may have been met by several of its signs.
func best(met []Near, most int) []Near {
	slices.SortFunc(met, func(a, b Near) int { return cmp.Or(-cmp.Compare(a.Agrees, b.Agrees), cmp.Compare(a.Num, b.Num)) })
	met = unique(met)
	strong := 0
	for strong < len(met) && met[strong].Agrees >= surelyAgree {
		strong++
	}
	return met[:min(most, strong+mostWeak, len(met))]
}

// unique keeps the best of each item's signs.
func unique(met []Near) []Near {
	out := met[:0]
	for _, n := range met {
		if !slices.ContainsFunc(out, func(o Near) bool { return o.Num == n.Num }) {
			out = append(out, n)
		}
	}
	return out
}
