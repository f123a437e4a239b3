package page

import (
	"errors"
	"fmt"
	"hash/maphash"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// ErrNoList is the error of a page on which no list of articles was found.
var ErrNoList = errors.New("no list of articles is found on the page; give the selectors of one, or the address of a page that has it")

// Evidence is why a list was proposed.
type Evidence struct {
	Entries    int // in the list
	Dated      int // of them with a date
	Ahead      int // of these with one to come
	Headed     int // of them with a heading
	Summarised int // of them with some lines of text
	Score      float64
	First      string // title of the first
}

// String is one line for status.
func (e Evidence) String() string {
	return fmt.Sprintf("%d entries, %d with a date, %d with a heading; the first is %q", e.Entries, e.Dated, e.Headed, e.First)
}

// Propose finds the list of articles on a page that nobody has described: what
// repeats, each time with a headline that links to the same site, and mostly
// with a date. It fails with ErrNoList when nothing on the page convinces.
// The selectors can be compiled, and read this page as it was understood.
func Propose(markup []byte, base string, o Options) (Selectors, Evidence, error) {
	t, err := grow(markup, base, o)
	if err != nil {
		return Selectors{}, Evidence{}, err
	}
	p := newProposer(t, o)
	best := p.best()
	if best == nil {
		return Selectors{}, Evidence{}, ErrNoList
	}
	s := p.describe(best)
	// On a broken page the selectors can fit other elements than those that
	// were meant.
	list, err := Compile(s)
	if err != nil || len(list.read(t, o).Entries) == 0 {
		return Selectors{}, Evidence{}, ErrNoList
	}
	return s, best.evidence, nil
}

// Bounds on a proposal.
const (
	fewest     = 3  // entries that make a list
	looked     = 60 // entries of a list that are looked into
	convincing = 2.5
)

// proposer holds what is known of each element of a page.
type proposer struct {
	*tree
	dates dateReader
	seed  maphash.Seed
	links map[*html.Node]int // links to the same site in the element
	size  map[*html.Node]int // characters in it
	paths map[*html.Node]uint64
	ranks map[*html.Node]int // as tellers of a date

	columns map[*html.Node][]string // headings of the columns of tables
	cells   map[*html.Node]int      // which of its row a cell of such a table is

	places map[*html.Node]place
	heads  map[*html.Node]place // of lists, by what their headings call them
	onward map[string]bool      // addresses of other pages of the site
	today  time.Time            // zero when it is not known
	whole  int
}

func newProposer(t *tree, o Options) *proposer {
	p := &proposer{
		tree: t, seed: maphash.MakeSeed(),
		links: make(map[*html.Node]int), size: make(map[*html.Node]int), paths: make(map[*html.Node]uint64),
		ranks: make(map[*html.Node]int), places: make(map[*html.Node]place), heads: make(map[*html.Node]place),
		columns: make(map[*html.Node][]string), cells: make(map[*html.Node]int),
		onward: make(map[string]bool), today: o.Now,
	}
	now := o.Now
	if now.IsZero() {
		now = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC) // whether it is a date is asked, not which
	}
	p.dates = dateReader{language: firstOf(o.Language, t.lang), zone: o.Zone, now: now, slashed: t.slashed(), memo: make(map[string]time.Time)}
	p.measure(t.root, 0)
	p.whole = max(1, p.size[t.root])
	return p
}

// measure counts what is in n, and notes by which path it is reached: its
// ancestors' names and classes, but for its own.
func (p *proposer) measure(n *html.Node, path uint64) {
	p.paths[n] = path
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			p.size[n] += weight(strings.TrimSpace(c.Data))
		case html.ElementNode:
			if unread(c) {
				continue
			}
			p.measure(c, p.pathIn(n, path))
			p.links[n] += p.links[c]
			p.size[n] += p.size[c]
		}
	}
	if link := p.linkOf(n); link != "" && p.leadsOn(link) {
		p.links[n]++
	}
}

// leadsOn reports whether an address is of another page of the site.
func (p *proposer) leadsOn(link string) bool {
	on, ok := p.onward[link]
	if !ok {
		on = p.ours(link) && !p.itself(link)
		p.onward[link] = on
	}
	return on
}

// pathIn is the path of what is in n.
func (p *proposer) pathIn(n *html.Node, path uint64) uint64 {
	var h maphash.Hash
	h.SetSeed(p.seed)
	maphash.WriteComparable(&h, path)
	h.WriteString(n.Data)
	for _, class := range classes(n) {
		h.WriteByte('.')
		h.WriteString(class)
	}
	return h.Sum64()
}

// group is elements of one name that are reached by one path: all over the
// page, or in one parent only. A list in several parts is one of the first
// kind; on a page without classes only the second tells menu and list apart.
type group struct {
	members  []*html.Node
	flat     bool   // the entries go on behind their elements
	clues    []clue // of the good members
	evidence Evidence
}

// best is the group that looks most like a list of articles, nil when none
// does well enough. Of equals it is the outermost. A column is widened to all.
//
// Two entries are a list only where all is plain and no longer one is news.
func (p *proposer) best() *group {
	index, order := p.candidates()
	best := p.bestOf(index, order, func(n int) bool { return n >= fewest }, p.judge)
	if best == nil || best.evidence.Dated == 0 && !p.situation(best.clues[0].item).about {
		if pair := p.bestOf(index, order, func(n int) bool { return n == 2 }, p.judgePair); pair != nil {
			return pair
		}
	}
	if best == nil {
		return nil
	}
	return p.widen(best)
}

func (p *proposer) bestOf(groups map[key]*group, order []key, enough func(members int) bool, judge func(*group) Evidence) *group {
	var best *group
	for _, k := range order {
		g := groups[k]
		if !enough(len(g.members)) {
			continue
		}
		if g.flat {
			g.members = p.leads(g.members)
		}
		g.members = p.alike(g.members)
		if g.evidence = judge(g); g.evidence.Score >= convincing && (best == nil || g.evidence.Score > best.evidence.Score+1e-9) {
			best = g
		}
	}
	return best
}

// key tells groups apart.
type key struct {
	path   uint64
	name   string
	flat   bool
	parent *html.Node // nil for the group of all parents
}

// candidates are the groups, and their keys in document order of the first
// members.
func (p *proposer) candidates() (index map[key]*group, order []key) {
	index = make(map[key]*group)
	add := func(n *html.Node, flat bool) {
		for _, parent := range []*html.Node{nil, n.Parent} {
			k := key{p.paths[n], n.Data, flat, parent}
			if index[k] == nil {
				index[k] = &group{flat: flat}
				order = append(order, k)
			}
			index[k].members = append(index[k].members, n)
		}
	}
	for n := range p.elements() {
		if p.links[n] == 0 {
			continue
		}
		switch n.Data {
		case "li", "article", "div", "section", "tr", "td", "figure", "tbody", "table", "ul", "dl", "span", "blockquote", "details":
			add(n, false)
		case "p", "a":
			add(n, false)
			add(n, true)
		case "dt", "dd", "h2", "h3", "h4", "h5", "h6":
			add(n, true)
		}
	}
	return index, order
}

// leads are the first elements of entries that lie flat, given the elements
// with their links: where most have a date before them, the dates.
func (p *proposer) leads(anchors []*html.Node) []*html.Node {
	var leads []*html.Node
	for _, n := range anchors {
		before := previous(n)
		if before == nil || p.links[before] > 0 || before.Data == n.Data {
			continue
		}
		if d, ok := p.dateIn(before, nil); (ok && d != nil && p.size[before] < 80) || n.Data == "dd" && before.Data == "dt" {
			leads = append(leads, before)
		}
	}
	if len(leads)*10 < len(anchors)*8 {
		return anchors
	}
	return leads
}

// previous is the element before n in its parent.
func previous(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil && n.Type != html.ElementNode; n = n.PrevSibling {
		continue
	}
	return n
}

// scopeOf is where the fields of member i of a group are looked for.
func (g *group) scopeOf(i int, next map[*html.Node]bool) []*html.Node {
	scope := []*html.Node{g.members[i]}
	if !g.flat {
		return scope
	}
	for n := g.members[i].NextSibling; n != nil && !next[n] && len(scope) < 12; n = n.NextSibling {
		if n.Type == html.ElementNode {
			scope = append(scope, n)
		}
	}
	return scope
}
