package document

import (
	"strings"
)

// node is an element, or, without a name, a text.
type node struct {
	name  string // local name, lower case
	raw   string // local name as written
	space string // short name of its name space, core for a feed's own
	attrs []attr // names in lower case with their short name: "href", "xml:lang", "rdf:about"
	text  string // decoded
	cdata bool   // the text was a CDATA section
	kids  []*node
	up    *node

	base  string // what references in it are relative to
	lang  string // inherited
	binds *binding
}

// tree is a document as elements.
type tree struct {
	root     *node
	address  string // of the root's name space
	netscape bool   // the document type is Netscape's
	total    int    // entries met, those left out included
	torn     bool   // it breaks off
}

// maxNodes bounds the elements and texts of one document.
const maxNodes = 1 << 19

// gardener builds a tree from tokens, closing what was left open.
type gardener struct {
	tree
	mended  func(string) // notes a repair
	scan    scanner
	ents    entities
	base    string
	lang    string
	stack   []*node // open elements, the root first
	entry   *node   // the entry being read
	bed     *bed
	nodes   int
	before  int    // nodes there were before the entry being read
	strayed bool   // something was left out before the root
	markup  string // the first element met that is no feed's
	done    bool
	full    bool // there are maxNodes
}

// grow reads a document into a tree, in b. It refuses one that is nested too
// deep; one that is no feed has no root.
func grow(b *bed, text string, o Options, mended func(string)) (*tree, error) {
	g := &gardener{base: documentBase(o), mended: mended, bed: b}
	g.scan = scanner{s: text, note: g.mended}
	for !g.done {
		t := g.scan.next()
		switch t.sort {
		case tEnd:
			g.finish()
		case tText:
			g.addText(t)
		case tOpen:
			g.open(t)
		case tShut:
			g.shut(t.name)
		case tDoctype:
			g.netscape = g.netscape || strings.Contains(strings.ToLower(t.name), "netscape")
			g.ents.declare(t.text)
		}
		if len(g.stack) > MaxDepth {
			return nil, tooDeep()
		}
		if g.full && !g.done {
			g.overflow()
		}
	}
	if g.root == nil {
		return nil, noFeed(text, g.markup)
	}
	return &g.tree, nil
}

// finish closes what the document left open.
func (g *gardener) finish() {
	g.done = true
	if len(g.stack) == 0 {
		return
	}
	g.torn = true
	if e := g.entry; e != nil && (g.top() != e || !whole(e)) {
		drop(e)
		g.total--
		if e == g.root {
			g.root = nil
		}
		g.mended("the document breaks off; its last entry was incomplete and left out")
		return
	}
	if g.entry != nil {
		g.closed(g.entry)
	}
	g.mended("the document breaks off; what it holds was kept")
}

// overflow ends a document that holds more than is kept. What is left of it is
// looked at for the number of its entries only.
func (g *gardener) overflow() {
	g.mended("the document holds too many elements; the rest was left out")
	g.done = true
	if g.entry != nil && g.entry != g.root {
		drop(g.entry)
	}
	binds := g.root.binds
	for t := g.scan.next(); t.sort != tEnd; t = g.scan.next() {
		prefix, local := split(t.name)
		if t.sort != tOpen || !strings.EqualFold(local, "item") && !strings.EqualFold(local, "entry") {
			continue
		}
		if space, _ := binds.resolve(prefix); space == core || space == "?" {
			g.total++
		}
	}
}

// whole reports whether an entry that was never closed can stand by itself, all
// its elements being closed.
func whole(e *node) bool {
	title, link := false, false
	for _, k := range e.kids {
		switch k.name {
		case "title":
			title = true
		case "link", "guid", "id":
			link = true
		}
	}
	return title && link
}

// drop takes an element out of its parent, whose last child it is.
func drop(n *node) {
	if p := n.up; p != nil && len(p.kids) > 0 && p.kids[len(p.kids)-1] == n {
		p.kids = p.kids[:len(p.kids)-1]
	}
}

func (g *gardener) new() *node {
	n := g.bed.node()
	if g.nodes++; g.nodes > maxNodes {
		g.full = true
	}
	return n
}

func (g *gardener) top() *node {
	if len(g.stack) == 0 {
		return nil
	}
	return g.stack[len(g.stack)-1]
}

func (g *gardener) addText(t token) {
	top := g.top()
	if top == nil {
		if strings.TrimSpace(t.text) != "" && g.root == nil {
			g.strayed = true
		}
		return
	}
	s := t.text
	if !t.cdata {
		s = g.ents.decode(s)
		if top.name == "title" {
			s = unended(s)
		}
	}
	if s == "" {
		return
	}
	n := g.new()
	n.text, n.cdata, n.up = s, t.cdata, top
	top.kids = append(top.kids, n)
}

// open adds an element, or begins the root.
func (g *gardener) open(t token) {
	prefix, local := split(t.name)
	if g.root == nil && len(g.stack) == 0 {
		g.begin(t, prefix, local)
		return
	}
	if len(g.stack) == 0 {
		return // behind the root
	}
	lower := strings.ToLower(local)
	if g.again(prefix, lower) {
		g.mended("an element that began twice was taken for one")
		return
	}
	g.closeBefore(prefix, lower, len(t.attrs) == 0)
	n := g.element(t, prefix, local, lower)
	up := g.top()
	n.up = up
	up.kids = append(up.kids, n)
	if isEntry(n) && g.entry == nil {
		g.total++
		g.entry, g.before = n, g.nodes-1
	}
	if t.empty || void(n) {
		g.closed(n)
		return
	}
	g.stack = append(g.stack, n)
}

// begin makes an element the root when it can be a feed's.
func (g *gardener) begin(t token, prefix, local string) {
	lower := strings.ToLower(local)
	if !rootName(lower) || g.page() && !sure(lower, t.attrs) {
		if g.markup == "" {
			g.markup = lower
		}
		g.strayed = true
		return
	}
	if g.strayed {
		g.mended("what stood before the feed was left out")
	}
	n := g.element(t, prefix, local, lower)
	g.root = n
	if lower == "entry" || lower == "item" {
		g.total, g.entry = 1, n
	}
	if t.empty {
		g.done = true
		return
	}
	g.stack = append(g.stack, n)
}

// page reports whether an HTML page has begun before any feed.
func (g *gardener) page() bool {
	return g.markup == "html" || g.markup == "head" || g.markup == "body"
}

// sure reports whether an element inside a page is a feed all the same.
func sure(name string, attrs []attr) bool {
	for _, a := range attrs {
		if name == "feed" && strings.HasPrefix(a.name, "xmlns") && strings.Contains(strings.ToLower(a.value), "atom") {
			return true
		}
	}
	return name == "rss" || name == "rdf"
}

// rootName reports whether a feed can begin with this element.
func rootName(name string) bool {
	switch name {
	case "rss", "rdf", "feed", "channel", "entry", "item":
		return true
	}
	return false
}

// isEntry reports whether n is an entry of the feed, and not of a vocabulary
// that uses the same word.
func isEntry(n *node) bool {
	return n.space == core && (n.name == "item" || n.name == "entry")
}

// trailing notes what stands behind the feed.
func (g *gardener) trailing() {
	rest := g.scan.s[g.scan.pos:]
	for rest = strings.TrimSpace(rest); strings.HasPrefix(rest, "<!--"); rest = strings.TrimSpace(rest) {
		_, after, ok := strings.Cut(rest, "-->")
		if !ok {
			break
		}
		rest = after
	}
	if rest != "" {
		g.mended("what stood behind the feed was left out")
	}
}
