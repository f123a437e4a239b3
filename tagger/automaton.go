package tagger

import (
	"slices"
	"strings"
)

// automaton finds every occurrence of many words in one pass over folded bytes
// (Aho and Corasick, 1975). It is read-only once built.
//
// The root and the states with many edges have a full table; all others keep
// their few edges in one run and fall back on their failure link.
type automaton struct {
	states []state
	label  []byte  // of the edges, those of a state beside each other
	target []int32 // of the same edges
	table  [][256]int32
	length []int32 // of each word, in bytes
}

// state is one node, its fields together in memory since they are read
// together.
type state struct {
	first, end int32 // its edges
	fail       int32 // the state of the longest proper suffix
	wide       int32 // its table, else -1
	word       int32 // the word that ends here, else -1
	hit        int32 // the nearest state, itself included, where a word ends; else 0
	next       int32 // the same on the failure path
}

// wideFrom is how many edges a state has that gets a table: Hangul and Han,
// three bytes a character, make a few such states that are often visited.
const wideFrom = 4

// newAutomaton builds the automaton of words, which are distinct and not empty.
func newAutomaton(words []string) *automaton {
	a := &automaton{length: make([]int32, len(words))}
	sorted := make([]int32, len(words))
	for n, w := range words {
		a.length[n], sorted[n] = int32(len(w)), int32(n)
	}
	slices.SortFunc(sorted, func(x, y int32) int { return strings.Compare(words[x], words[y]) })
	a.grow(words, sorted)
	a.link()
	return a
}

// branch is a run of sorted words that have their first depth bytes in common:
// the words below one state.
type branch struct{ from, to, depth int32 }

// grow makes the states of words in the order of sorted. States are numbered
// breadth first, so that a failure link always leads to a smaller number and
// hot states lie close together.
func (a *automaton) grow(words []string, sorted []int32) {
	size := branches(words, sorted)
	a.states = make([]state, 0, size)
	a.label, a.target = make([]byte, 0, size), make([]int32, 0, size)
	list := append(make([]branch, 0, size), branch{to: int32(len(sorted))})
	for i := 0; i < len(list); i++ {
		b, st := list[i], state{first: int32(len(a.label)), wide: -1, word: -1}
		if b.from < b.to && len(words[sorted[b.from]]) == int(b.depth) { // the shortest comes first
			st.word = sorted[b.from]
			b.from++
		}
		for b.from < b.to {
			c, to := words[sorted[b.from]][b.depth], b.from+1
			for to < b.to && words[sorted[to]][b.depth] == c {
				to++
			}
			a.label, a.target = append(a.label, c), append(a.target, int32(len(list)))
			list = append(list, branch{b.from, to, b.depth + 1})
			b.from = to
		}
		st.end = int32(len(a.label))
		a.states = append(a.states, st)
	}
}

// branches is how many states sorted words make: one for each byte that a word
// does not share with the one before it, and the root.
func branches(words []string, sorted []int32) int {
	n, before := 1, ""
	for _, i := range sorted {
		w, same := words[i], 0
		for same < min(len(w), len(before)) && w[same] == before[same] {
			same++
		}
		n += len(w) - same
		before = w
	}
	return n
}

// link sets the failure links and the tables, in order of depth.
func (a *automaton) link() {
	for s := range int32(len(a.states)) {
		st := &a.states[s]
		if s == 0 || st.end-st.first >= wideFrom {
			a.widen(s)
		}
		for e := st.first; e < st.end; e++ {
			t := a.target[e]
			if s != 0 {
				a.states[t].fail = a.step(st.fail, a.label[e])
			}
			to := &a.states[t]
			to.next = a.states[to.fail].hit
			to.hit = to.next
			if to.word >= 0 {
				to.hit = t
			}
		}
	}
}

// widen gives state s a table of the states after each byte, failure links
// followed.
func (a *automaton) widen(s int32) {
	st := &a.states[s]
	var table [256]int32
	if s != 0 {
		for c := range 256 {
			table[c] = a.step(st.fail, byte(c))
		}
	}
	for e := st.first; e < st.end; e++ {
		table[a.label[e]] = a.target[e]
	}
	st.wide = int32(len(a.table))
	a.table = append(a.table, table)
}

// step is the state after byte c in state s. The root has a table, so it ends.
func (a *automaton) step(s int32, c byte) int32 {
	for {
		st := &a.states[s]
		if st.wide >= 0 {
			return a.table[st.wide][c]
		}
		for e := st.first; e < st.end; e++ {
			if a.label[e] == c {
				return a.target[e]
			}
		}
		s = st.fail
	}
}

// scan calls found for every word in text, by its number and where it stands.
func (a *automaton) scan(text []byte, found func(word int32, start, end int)) {
	s := int32(0)
	for i, c := range text {
		s = a.step(s, c)
		for at := a.states[s].hit; at != 0; at = a.states[at].next {
			w := a.states[at].word
			found(w, i+1-int(a.length[w]), i+1)
		}
	}
}
