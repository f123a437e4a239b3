package page

import (
	"slices"
	"strconv"

	"golang.org/x/net/html"
)

// description looks for the selectors of fields.
type description struct {
	p     *proposer
	items []*html.Node
	clues map[*html.Node]clue
}

// field is the selector that finds most of the wanted elements, "" when the
// default does as well.
func (d description) field(f field, wanted func(clue) *html.Node) string {
	best, most := "", d.hits(f, "", wanted)
	if f == date || f == summary {
		most = 0
	}
	found := false
	for _, candidate := range d.candidates(f, wanted) {
		hits := d.hits(f, candidate, wanted)
		if hits > most || hits == most && !found && hits > 0 {
			best, most, found = candidate, hits, true
		}
	}
	return best
}

// hits is for how many items a selector finds what is wanted.
func (d description) hits(f field, candidate string, wanted func(clue) *html.Node) int {
	l := &List{}
	if candidate != "" {
		s, err := parse(candidate)
		if err != nil {
			return -1
		}
		l.fields[f] = s
	}
	hits := 0
	for _, r := range gatherRows(d.p.tree, l, d.items) {
		c, ok := d.clues[r.item]
		want := wanted(c)
		if !ok || want == nil {
			continue
		}
		var head, a *html.Node
		if candidate == "" {
			head, a = r.defaults()
		}
		switch f {
		case title:
			got := r.title(head, a)
			hits += one(got == c.words || c.date == c.title && withoutDay(got) == c.words)
		case link:
			hits += one(r.link(a) == c.href)
		case date:
			at, _ := d.p.dates.of(want)
			hits += one(len(r.found[f]) > 0 && r.date(r.found[f], d.p.dates).Equal(at))
		default:
			hits += one(len(r.found[f]) > 0 && r.found[f][0] == want)
		}
	}
	return hits
}

// candidates are selectors made from the wanted elements of the first items.
func (d description) candidates(f field, wanted func(clue) *html.Node) []string {
	var out []string
	add := func(s string) {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	seen := 0
	for _, item := range d.items {
		c, ok := d.clues[item]
		if n := wanted(c); ok && n != nil && seen < 4 && len(out) < 40 {
			seen++
			kept, _ := d.p.dates.keptDate(n)
			for _, s := range namesOf(n, item) {
				switch {
				case f == link:
					s += "@href"
				case f == date && n.Data == "time" && attribute(n, "datetime") != "":
					add(s + "@datetime")
				case f == date && n.Data == "meta":
					add(s + "@content")
				case f == date && kept != "":
					add(s + "@" + kept)
				}
				add(s)
			}
		}
	}
	if f == date {
		slices.SortStableFunc(out, func(a, b string) int { return one(datedWord(b)) - one(datedWord(a)) })
	}
	return out
}

// namesOf are selectors for n within an item, or behind it.
func namesOf(n, item *html.Node) []string {
	if n == item {
		return []string{":scope"}
	}
	if published(n) && n.Data == "meta" && under(n, item) {
		return []string{"meta[itemprop~=" + publishedMark + "]"} // others of its name tell other things
	}
	behind := ""
	if !under(n, item) {
		behind = "+ "
	}
	var out []string
	for _, c := range stable(n) {
		out = append(out, behind+n.Data+"."+c)
	}
	if named(n, "td") {
		out = append(out, behind+"td:nth-child("+strconv.Itoa(ordinal(n, false))+")")
	}
	out = append(out, behind+n.Data)
	up := n.Parent
	for range 3 {
		if up == nil || up == item || up.Type != html.ElementNode || up == item.Parent {
			break
		}
		name := n.Data
		for _, c := range stable(up) {
			out = append(out, behind+up.Data+"."+c+" "+name)
		}
		if named(up, "td", "dd", "dt") {
			out = append(out, behind+up.Data+":nth-child("+strconv.Itoa(ordinal(up, false))+") "+name)
		}
		out = append(out, behind+up.Data+" "+name, behind+up.Data+" > "+name)
		up = up.Parent
	}
	out = append(out, behind+n.Data+":nth-of-type("+strconv.Itoa(ordinal(n, true))+")", behind+n.Data+":nth-child("+strconv.Itoa(ordinal(n, false))+")")
	if path := pathTo(n, item); path != "" {
		out = append(out, path)
	}
	return out
}

// pathTo is a selector that leads from an item to what is in it, child by
// child, for pages whose names tell nothing; "" where that is too far.
func pathTo(n, item *html.Node) string {
	path := ""
	for steps := 0; n != nil && n != item; n, steps = n.Parent, steps+1 {
		if steps == 6 {
			return ""
		}
		step := n.Data + ":nth-child(" + strconv.Itoa(ordinal(n, false)) + ")"
		if path != "" {
			step += " > " + path
		}
		path = step
	}
	if n == nil {
		return ""
	}
	return path
}
