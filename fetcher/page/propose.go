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
// with a date; else what the page tells machines that it lists. It fails with
// ErrNoList when nothing on the page convinces.
// The selectors can be compiled, and read this page as it was understood.
func Propose(markup []byte, base string, o Options) (Selectors, Evidence, error) {
	t, err := grow(markup, base, o)
	if err != nil {
		return Selectors{}, Evidence{}, err
	}
	p := newProposer(t, o)
	best := p.best()
	if best == nil {
		return t.proposeTold(o)
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
