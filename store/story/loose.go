package story

// loose is the signs that came last, each part of one linked with the one before
// it at its place in a table: signs are added and taken back one by one.
type loose struct {
	pieces []*[loosePiece]indexed
	count  int
	table  []node // for each hash of a part: its newest node; its length is a power of two
}

// node is a part of an entry: 1 + entry * signParts + part; 0 is none.
type node uint32

// indexed is one sign of an item.
type indexed struct {
	item
	parts [signParts]link
}

// link is a part's value, 0 for none, and the node before it at its place: they
// stand together, since a walk jumps about in memory with every step.
type link struct {
	value uint32
	next  node
}

const (
	loosePiece = 1 << 10 // a power of two; so many entries take 144 KB
	tableShare = 8       // places in the table for each entry
	leastTable = 1 << 10
)

// at is the entry at a place, which is its for as long as it is held.
func (l *loose) at(n int) *indexed {
	return &l.pieces[uint(n)/loosePiece][uint(n)%loosePiece]
}

func (l *loose) push(i item, s Sign) {
	if (l.count+1)*tableShare > len(l.table) {
		l.grow(max(leastTable, 2*len(l.table)))
	}
	if l.count == len(l.pieces)*loosePiece {
		l.pieces = append(l.pieces, new([loosePiece]indexed))
	}
	l.count++
	e := l.at(l.count - 1)
	e.item = i
	for part, v := range s {
		e.parts[part].value = v
	}
	l.link(l.count - 1)
}

func (l *loose) link(n int) {
	e := l.at(n)
	for part := range e.parts {
		one := &e.parts[part]
		if one.value == 0 {
			continue
		}
		at := l.place(part, one.value)
		one.next, l.table[at] = l.table[at], node(1+n*signParts+part)
	}
}

// place is where in the table a part's value is found.
func (l *loose) place(part int, v uint32) int {
	return int(mix(uint64(part)<<32|uint64(v)) & uint64(len(l.table)-1))
}

func (l *loose) grow(size int) {
	l.table = make([]node, size)
	for n := range l.count {
		l.link(n)
	}
}

// pop takes the last entry away; the room it took is kept.
func (l *loose) pop() {
	e := l.at(l.count - 1)
	for part := signParts - 1; part >= 0; part-- {
		if one := e.parts[part]; one.value != 0 {
			l.table[l.place(part, one.value)] = one.next
		}
	}
	l.count--
}

// clear takes all entries away; the room they took is kept.
func (l *loose) clear() {
	l.count = 0
	clear(l.table)
}

// walk meets the entries that have a part of s, the newest first, back to from;
// the places of entries in the index begin at base. It takes a step for each part
// in turn: each lies somewhere else in memory, and so the processor fetches them
// side by side. left is how many entries each part may still meet: what stands at
// its place by chance counts for none of them. But where so much does that the walk
// breaks off, none are left, as there may be some it has not come to.
func (l *loose) walk(s *Sign, from, base int, left *steps, m *meetings) {
	if l.count == 0 {
		return
	}
	var at [signParts]node
	for part, v := range s {
		if v != 0 {
			at[part] = l.table[l.place(part, v)]
		}
	}
	going := true
	for step := 0; going && step < mostSteps; step++ {
		going = false
		for part, v := range s {
			here := at[part]
			n, of := int(here-1)/signParts, int(here-1)%signParts
			if here == 0 || n < from || left[part] == 0 {
				at[part] = 0
				continue
			}
			one := &l.at(n).parts[of]
			if of == part && one.value == v {
				m.add(base+n, part)
				left[part]--
			}
			at[part], going = one.next, true
		}
	}
	for part, here := range at {
		if here != 0 {
			left[part] = 0
		}
	}
}
