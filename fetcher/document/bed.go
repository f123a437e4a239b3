package document

import "sync"

// bed is where a tree grows: its nodes are used again for the next document.
// None outlives the reading of its own.
type bed struct {
	plots []*plot
	used  int // nodes
}

type plot [64]node

// mostPlots is how many a bed keeps: 4,096 nodes are some 100 entries.
const mostPlots = 64

var beds = sync.Pool{New: func() any { return new(bed) }}

// prepare is a bed without nodes.
func prepare() *bed { return beds.Get().(*bed) }

// node is a new one; what it has room for is left from the last document.
func (b *bed) node() *node {
	at, in := b.used/len(plot{}), b.used%len(plot{})
	if at == len(b.plots) {
		b.plots = append(b.plots, new(plot))
	}
	b.used++
	return &b.plots[at][in]
}

// clear ends the use of all nodes: they hold nothing of the document any more.
func (b *bed) clear() {
	clear(b.plots[min(len(b.plots), mostPlots):])
	b.plots = b.plots[:min(len(b.plots), mostPlots)]
	for at, p := range b.plots {
		if at*len(p) >= b.used {
			break
		}
		for n := range p {
			p[n].clear()
		}
	}
	b.used = 0
	beds.Put(b)
}

// mostChildren is how many children, or attributes, a node keeps room for.
const mostChildren = 64

func (n *node) clear() {
	attrs, kids := n.attrs, n.kids
	clear(attrs)
	clear(kids[:cap(kids)]) // what was taken out of them as well
	*n = node{}
	if cap(attrs) <= mostChildren {
		n.attrs = attrs[:0]
	}
	if cap(kids) <= mostChildren {
		n.kids = kids[:0]
	}
}
