package page

import (
	"golang.org/x/net/html"
)

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
		if named(n, "dt") && named(g.members[i], "dd") {
			break // the day of the entries that follow
		}
		if n.Type == html.ElementNode {
			scope = append(scope, n)
		}
	}
	return scope
}
