package page

import (
	"slices"

	"golang.org/x/net/html"
)

// maxColumns bounds how many elements beside a list are looked into.
const maxColumns = 12

// widen returns the group with the entries of its other columns: those of the
// same shape, reached in the same way in an element beside that of the group.
// The group itself is returned when it stands alone or is better off so.
func (p *proposer) widen(g *group) *group {
	first := g.members[0]
	if g.flat {
		return g
	}
	for column, level := first.Parent, 0; column != nil && level < 4; column, level = column.Parent, level+1 {
		if named(column, "body", "main", "html") {
			break
		}
		inside := func(n *html.Node) bool { return under(n, column) }
		if !slices.ContainsFunc(g.members, func(n *html.Node) bool { return !inside(n) }) {
			if wide := p.across(g, column, level); wide != nil {
				return wide
			}
		}
	}
	return g
}

// across is the group with the entries in the columns beside one, nil when
// there are none or when they are not of one list with it. The entries are
// that many levels below the children of the column.
func (p *proposer) across(g *group, column *html.Node, level int) *group {
	wide := &group{}
	columns := 0
	for n := column.Parent.FirstChild; n != nil && columns < maxColumns; n = n.NextSibling {
		if n == column {
			wide.members = append(wide.members, g.members...)
			columns++
			continue
		}
		if !named(n, column.Data) || !related(n, column) {
			continue
		}
		same := p.alikeBelow(n, g.members[0], level)
		if len(same) == 0 {
			continue
		}
		wide.members = append(wide.members, same...)
		columns++
		if headOver(same[0]) != headOver(g.members[0]) {
			return nil // each has a heading of its own: they are lists of different things
		}
	}
	if columns < 2 || len(p.alike(wide.members)) < len(wide.members) {
		return nil
	}
	wide.evidence = p.judge(wide)
	if wide.evidence.Ahead > g.evidence.Ahead && g.evidence.Ahead*2 < g.evidence.Dated {
		return nil // events beside news
	}
	if wide.evidence.Score < g.evidence.Score-0.3 || len(wide.clues)-len(g.clues) < len(wide.members)-len(g.members) {
		return nil
	}
	return wide
}

// related reports whether two elements share a class, or have none but those
// that say how they are drawn.
func related(a, b *html.Node) bool {
	these, others := classes(a), classes(b)
	telling := func(class string) bool { return !look(class) }
	return slices.ContainsFunc(these, func(class string) bool { return slices.Contains(others, class) }) ||
		!slices.ContainsFunc(these, telling) && !slices.ContainsFunc(others, telling)
}

// alikeBelow are the elements in a column that are named and classed as the
// given entry, and reached by elements named and classed as those above it.
func (p *proposer) alikeBelow(column, entry *html.Node, level int) []*html.Node {
	var out []*html.Node
	for n := range elements(column) {
		if p.links[n] == 0 || n == column {
			continue
		}
		up, like := n, entry
		for step := 0; step <= level && up != column && twins(up, like); step++ {
			up, like = up.Parent, like.Parent
			if up == column && step == level {
				out = append(out, n)
			}
		}
	}
	return out
}

// twins reports whether two elements have one name and the same classes.
func twins(a, b *html.Node) bool {
	return a.Data == b.Data && slices.Equal(classes(a), classes(b))
}
