package page

import "golang.org/x/net/html"

// matches are the elements of a tree that the selector chooses, in document
// order. The time is that of one walk: each part of the selector is tried at
// most once at each element, however the page is nested.
func (s *selector) matches(root *html.Node) []*html.Node {
	w := walk{chains: s.chains}
	w.children(root, make([]mask, len(s.chains)), make([]mask, len(s.chains)))
	return w.found
}

// mask tells, a bit each, which first parts of a chain an element ends.
type mask uint64

// around is what stands around an element, a mask for each chain.
type around struct {
	above  []mask // of all its ancestors together
	parent []mask
	left   []mask // of all elements before it in its parent together
	before []mask // of the last of these
}

type walk struct {
	chains []chain
	found  []*html.Node
}

// children walks over what is in parent. above are the masks of parent and its
// ancestors together, here those of parent alone.
func (w *walk) children(parent *html.Node, above, here []mask) {
	count := len(w.chains)
	buffer := make([]mask, 4*count)
	a := around{above, here, buffer[:count], buffer[count : 2*count]}
	own, all := buffer[2*count:3*count], buffer[3*count:]
	for n := parent.FirstChild; n != nil; n = n.NextSibling {
		if n.Type != html.ElementNode {
			continue
		}
		if w.match(n, a, own) {
			w.found = append(w.found, n)
		}
		if n.FirstChild != nil {
			for i := range all {
				all[i] = above[i] | own[i]
			}
			w.children(n, all, own)
		}
		for i := range own {
			a.left[i] |= own[i]
			a.before[i] = own[i]
		}
	}
}

// match finds which parts n matches, and whether one of the chains is whole.
func (w *walk) match(n *html.Node, a around, own []mask) bool {
	whole := false
	for i, c := range w.chains {
		own[i] = 0
		for k, part := range c.parts {
			if (k == 0 || a.ready(i, c.joins[k])>>(k-1)&1 != 0) && part.Match(n) {
				own[i] |= 1 << k
			}
		}
		whole = whole || own[i]>>(len(c.parts)-1) != 0
	}
	return whole
}

// ready are the parts of chain i that were matched where a combinator asks.
func (a around) ready(i int, join byte) mask {
	switch join {
	case '>':
		return a.parent[i]
	case '+':
		return a.before[i]
	case '~':
		return a.left[i]
	}
	return a.above[i]
}
