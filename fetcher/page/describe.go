package page

import (
	"slices"
	"strconv"

	"golang.org/x/net/html"
)

// describe puts a list into selectors: short ones that choose exactly what was
// found, by words that are likely to stay.
func (p *proposer) describe(g *group) Selectors {
	items := make([]*html.Node, len(g.clues))
	for i, c := range g.clues {
		items[i] = c.item
	}
	s := Selectors{Items: p.describeItems(g, items)}
	d := description{p: p, items: items[:min(len(items), 30)], clues: make(map[*html.Node]clue)}
	for _, c := range g.clues {
		d.clues[c.item] = c
	}
	s.Title = d.field(title, func(c clue) *html.Node { return c.title })
	s.Link = d.field(link, func(c clue) *html.Node { return c.link })
	if g.evidence.Dated*2 >= g.evidence.Entries {
		s.Date = d.field(date, func(c clue) *html.Node { return c.date })
	}
	if g.evidence.Summarised*2 >= g.evidence.Entries {
		s.Summary = d.field(summary, func(c clue) *html.Node { return c.summary })
	}
	return s
}

// describeItems finds a selector for the items. Other members of their group
// may be chosen as well: without title or link they are no entries.
func (p *proposer) describeItems(g *group, items []*html.Node) string {
	best, least := "", 1<<30
	wanted, member := setOf(items), setOf(g.members)
	told := make(map[string]bool) // what the items link to
	linked := make(map[int]bool)  // to how much
	for _, n := range items {
		told[p.linksIn([]*html.Node{n})] = !g.flat
		linked[p.links[n]] = true
	}
	copied := func(n *html.Node) bool { return linked[p.links[n]] && told[p.linksIn([]*html.Node{n})] }
	for _, candidate := range p.itemCandidates(items, g.marks()) {
		s, err := parse(candidate)
		if err != nil {
			continue
		}
		wrong := len(items)
		for _, n := range s.matches(p.root) {
			switch {
			case wanted[n]:
				wrong--
			case member[n]:
				wrong += one(len(g.members) <= looked)
			case p.links[n] > 0 && !copied(n): // the copies in a slider do no harm
				wrong += 2
			}
			if wrong > least+4*len(items) {
				break
			}
		}
		if wrong < least {
			best, least = candidate, wrong
		}
		if wrong == 0 {
			break
		}
	}
	return best
}

func setOf(nodes []*html.Node) map[*html.Node]bool {
	set := make(map[*html.Node]bool, len(nodes))
	for _, n := range nodes {
		set[n] = true
	}
	return set
}

// marks are names for what tells the date in every entry of a group: they tell
// entries from other elements of their kind.
func (g *group) marks() []string {
	first := g.clues[0]
	if first.date == nil || first.date == first.item || g.evidence.Dated < len(g.clues) || !under(first.date, first.item) {
		return nil
	}
	var out []string
	for _, class := range stable(first.date) {
		out = append(out, first.date.Data+"."+class)
	}
	return append(out[:min(len(out), 2)], first.date.Data)
}

// itemCandidates are selectors for the items, the ones to be preferred first.
// A bare name comes last: it would take in the next table that comes along.
func (p *proposer) itemCandidates(items []*html.Node, marks []string) []string {
	name := items[0].Data
	shared := stable(items[0])
	for _, n := range items[1:] {
		own := classes(n)
		shared = slices.DeleteFunc(shared, func(c string) bool { return !slices.Contains(own, c) })
	}
	var out []string
	for _, c := range shared[:min(len(shared), 4)] {
		out = append(out, name+"."+c)
	}
	owns := append(slices.Clone(out), name)
	anchors := anchorsOf(items[0])
	for _, a := range anchors {
		for _, own := range owns {
			out = append(out, a+" "+own, a+" > "+own)
		}
	}
	for _, mark := range marks {
		for _, a := range anchors[:min(len(anchors), 4)] {
			out = append(out, a+" "+name+":has("+mark+")")
		}
	}
	for i, outer := range anchors {
		for _, inner := range anchors[:i] {
			out = append(out, outer+" "+inner+" > "+owns[0], outer+" "+inner+" > "+name)
		}
	}
	out = append(out[:min(len(out), 150)], p.address(items[0]))
	return append(out, p.addresses(items, owns)...)
}

// anchorsOf are selectors for what a list stands in: by id and class first,
// from the inside out.
func anchorsOf(item *html.Node) []string {
	var anchors, bare []string
	for n := item.Parent; n != nil && n.Type == html.ElementNode && len(anchors) < 12; n = n.Parent {
		if id := attribute(n, "id"); identifier(id) && !hashed(id) {
			anchors = append(anchors, "#"+id)
		}
		for _, c := range stable(n) {
			anchors = append(anchors, n.Data+"."+c)
		}
		if named(n, "main", "article", "section", "table", "ul", "ol", "dl") {
			bare = append(bare, n.Data)
		}
	}
	return append(anchors, bare...)
}

// address is a selector that leads to n step by step, for a page without names.
func (p *proposer) address(n *html.Node) string {
	s := n.Data
	for up := n.Parent; up != nil && up.Type == html.ElementNode && up.Data != "html"; up = up.Parent {
		step := up.Data
		if id := attribute(up, "id"); identifier(id) {
			return "#" + id + " > " + s
		}
		if up.Data != "body" {
			step += ":nth-of-type(" + strconv.Itoa(ordinal(up, true)) + ")"
		}
		s = step + " > " + s
	}
	return s
}

// addresses are selectors that lead to all items: step by step to what they
// stand in together, from there by names alone. A bare name comes last.
func (p *proposer) addresses(items []*html.Node, owns []string) []string {
	top := items[0].Parent
	for _, n := range items[1:] {
		for top != nil && !under(n, top) {
			top = top.Parent
		}
	}
	if top == nil || top.Type != html.ElementNode || named(top, "html", "body") {
		return owns[len(owns)-1:]
	}
	between := ""
	for up := items[0].Parent; up != top; up = up.Parent {
		between = up.Data + " > " + between
	}
	var out []string
	for _, own := range owns {
		out = append(out, p.address(top)+" > "+between+own)
	}
	return append(out, owns[len(owns)-1])
}

// ordinal is which child of its parent n is, from 1; of its own name only, or
// of all elements.
func ordinal(n *html.Node, ofName bool) int {
	k := 1
	for before := n.PrevSibling; before != nil; before = before.PrevSibling {
		if before.Type == html.ElementNode && (!ofName || before.Data == n.Data) {
			k++
		}
	}
	return k
}
