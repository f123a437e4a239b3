package tagger

import "slices"

// automaton finds every occurrence of many words in one pass over folded bytes
// (Aho and Corasick, 1975). It is read-only once built.
//
// The root and the states with many edges have a full table; all others keep
// their few edges in one run and fall back on their failure link.
type automaton struct {
	root   [256]int32
	wide   []int32      // state -> its table, else -1
	table  [][256]int32 // the states after each byte, failure links followed
	first  []int32      // state -> its first edge; one longer than there are states
	label  []byte
	target []int32
	fail   []int32
	word   []int32 // state -> word that ends here, else -1
	next   []int32 // state -> nearest state on the failure path where a word ends, else 0
	length []int32 // of each word, in bytes
}

// newAutomaton builds the automaton of words, which are distinct and not empty.
func newAutomaton(words []string) *automaton {
	type node struct {
		edges []int32 // target states; labels beside
		keys  []byte
		word  int32
	}
	nodes := []node{{word: -1}}
	a := &automaton{length: make([]int32, len(words))}
	for n, w := range words {
		a.length[n] = int32(len(w))
		s := int32(0)
		for i := range len(w) {
			k := slices.Index(nodes[s].keys, w[i])
			if k < 0 {
				nodes = append(nodes, node{word: -1})
				nodes[s].keys = append(nodes[s].keys, w[i])
				nodes[s].edges = append(nodes[s].edges, int32(len(nodes)-1))
				k = len(nodes[s].keys) - 1
			}
			s = nodes[s].edges[k]
		}
		nodes[s].word = int32(n)
	}

	// States are renumbered breadth first, so that a failure link always
	// leads to a smaller number and hot states lie close together.
	order, number := []int32{0}, make([]int32, len(nodes))
	for i := 0; i < len(order); i++ {
		for _, t := range nodes[order[i]].edges {
			number[t] = int32(len(order))
			order = append(order, t)
		}
	}
	a.first = make([]int32, len(nodes)+1)
	a.fail = make([]int32, len(nodes))
	a.word = make([]int32, len(nodes))
	a.next = make([]int32, len(nodes))
	for s, old := range order {
		n := nodes[old]
		a.word[s] = n.word
		a.first[s] = int32(len(a.label))
		a.label = append(a.label, n.keys...)
		for _, t := range n.edges {
			a.target = append(a.target, number[t])
		}
	}
	a.first[len(nodes)] = int32(len(a.label))
	for e := a.first[0]; e < a.first[1]; e++ {
		a.root[a.label[e]] = a.target[e]
	}
	a.wide = make([]int32, len(nodes))
	a.link()
	return a
}

// wideFrom is how many edges a state has that gets a table: Hangul and Han,
// three bytes a character, make a few such states that are often visited.
const wideFrom = 4

// link sets the failure links and the tables, in order of depth.
func (a *automaton) link() {
	for s := range int32(len(a.fail)) {
		a.wide[s] = -1
		if edges := a.first[s+1] - a.first[s]; s != 0 && edges >= wideFrom {
			var table [256]int32
			for c := range 256 {
				table[c] = a.step(s, byte(c))
			}
			a.wide[s] = int32(len(a.table))
			a.table = append(a.table, table)
		}
		for e := a.first[s]; e < a.first[s+1]; e++ {
			t := a.target[e]
			if s != 0 {
				a.fail[t] = a.step(a.fail[s], a.label[e])
			}
			if f := a.fail[t]; a.word[f] >= 0 {
				a.next[t] = f
			} else {
				a.next[t] = a.next[f]
			}
		}
	}
}

// step is the state after byte c in state s.
func (a *automaton) step(s int32, c byte) int32 {
	for s != 0 {
		if w := a.wide[s]; w >= 0 {
			return a.table[w][c]
		}
		for e, end := a.first[s], a.first[s+1]; e < end; e++ {
			if a.label[e] == c {
				return a.target[e]
			}
		}
		s = a.fail[s]
	}
	return a.root[c]
}

// scan calls found for every word in text, by its number and where it stands.
func (a *automaton) scan(text []byte, found func(word int32, start, end int)) {
	s := int32(0)
	for i, c := range text {
		if s == 0 {
			s = a.root[c]
		} else {
			s = a.step(s, c)
		}
		at := s
		if a.word[at] < 0 {
			at = a.next[at]
		}
		for at != 0 {
			w := a.word[at]
			found(w, i+1-int(a.length[w]), i+1)
			at = a.next[at]
		}
	}
}
