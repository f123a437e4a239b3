package story

import (
	"cmp"
	"slices"
)

// Index finds signs that have parts in common. What it costs to look one up
// hardly depends on how many it holds. It is not safe for concurrent use.
type Index struct {
	volumes []*volume // the oldest first
	held    int       // how many signs these hold
	loose   loose     // what came since
	lost    int       // how often signs were taken back or let go of
	before  int64     // Unix seconds: what was first seen before may be let go of
}

// item is whose a sign is.
type item struct {
	num  uint64 // twice that, and 1 more where the sign is of a telling with a text
	seen int64  // Unix seconds
}

func newItem(num uint64, seen int64, s *Sign) item {
	i := item{num << 1, seen}
	if s[signLead] != 0 {
		i.num |= 1
	}
	return i
}

// Near is what may be the same story.
type Near struct {
	Num    uint64
	Agrees int // weight of the parts in common
}

const (
	mostSteps  = 32 // entries met for one part: stock phrases are in thousands of texts
	leastAgree = 2  // weight below which two signs have met by chance

	surelyAgree = 4 // weight from which they hardly have
	mostWeak    = 2 // signs below it that are handed out: the more are held, the more have met by chance

	mostPhrases = 4 // weight of the pairs of titles: alone they are phrases that many titles have

	leastVolume = 1 << 13 // signs
	mostVolume  = 1 << 18
)

// Len is how many signs are held.
func (x *Index) Len() int { return x.held + x.loose.count }

// Add holds the sign of an item that was first seen then (Unix seconds). An
// item may have several: what it said before is remembered.
func (x *Index) Add(num uint64, seen int64, s Sign) { x.loose.push(newItem(num, seen, &s), s) }

// Drop takes back the last so many additions, of those since Keep.
func (x *Index) Drop(count int) {
	x.lost++
	for range count {
		x.loose.pop()
	}
}

// Keep has all that was added stay: it is not taken back any more, and is packed
// once it is much.
func (x *Index) Keep() {
	if x.loose.count < leastVolume {
		return
	}
	x.bind(x.loose.pack())
	x.loose.clear()
}

// bind adds a volume. Volumes of like size become one, so that there are few.
func (x *Index) bind(last *volume) {
	x.held += len(last.items)
	for n := len(x.volumes); n > 0; n-- {
		former := x.volumes[n-1]
		if len(former.items) >= 2*len(last.items) || len(former.items)+len(last.items) > mostVolume {
			break
		}
		old := former.old(x.before)
		if old > 0 {
			x.held -= old
			x.lost++
		}
		last, x.volumes = merge(former, last, old), x.volumes[:n-1]
	}
	x.volumes = append(x.volumes, last)
}

// Forget lets go of what was first seen before then (Unix seconds): of a volume
// when there is nothing else in it, or when it becomes part of another.
func (x *Index) Forget(before int64) {
	x.before = max(x.before, before)
	for len(x.volumes) > 0 && x.volumes[0].over(x.before) {
		x.held -= len(x.volumes[0].items)
		x.lost++
		x.volumes = slices.Delete(x.volumes, 0, 1)
	}
}

// at is the volume that has the sign at a place, and where in it; nil is loose.
func (x *Index) at(n int) (*volume, int) {
	for _, v := range x.volumes {
		if n < len(v.items) {
			return v, n
		}
		n -= len(v.items)
	}
	return nil, n
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
	var m meetings
	left := x.walk(&s, from, &m)
	var out []Near
	for _, slot := range m.taken[:m.count] {
		met := m.slots[slot]
		agrees := met.agrees()
		if agrees < leastAgree {
			continue
		}
		v, n := x.at(int(met.entry) - 1)
		e := x.item(v, n)
		if e.seen < since || agrees <= mostPhrases && s[signLead] != 0 && e.num&1 != 0 && x.onlyPhrases(&s, &left, met, v, n) {
			continue
		}
		out = append(out, Near{e.num >> 1, agrees})
	}
	return out
}

func (x *Index) item(v *volume, n int) item {
	if v == nil {
		return x.loose.at(n).item
	}
	return v.items[n]
}

// onlyPhrases reports whether it is nothing but pairs of the titles' words in
// which s agrees with an entry it has met. In a part that so many others had that
// the walk did not come to the entry, they may agree as well.
func (x *Index) onlyPhrases(s *Sign, left *steps, met meeting, v *volume, n int) bool {
	for part, value := range s {
		switch {
		case part >= signPairs && part < signText:
		case met.parts&(1<<part) != 0:
			return false
		case value == 0 || left[part] > 0:
		case v == nil && x.loose.at(n).parts[part].value == value, v != nil && v.has(part, value, n):
			return false
		}
	}
	return true
}

// steps is how many entries a walk may still meet for each part; 0 as well where it
// broke off before.
type steps [signParts]int

// walk meets the entries that have a part of s, the newest first, back to from.
func (x *Index) walk(s *Sign, from int, m *meetings) (left steps) {
	for part := range left {
		left[part] = mostSteps
	}
	base := x.held
	x.loose.walk(s, from-base, base, &left, m)
	for _, v := range slices.Backward(x.volumes) {
		if base <= from {
			break
		}
		base -= len(v.items)
		v.walk(s, max(from-base, 0), base, &left, m)
	}
	return left
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
