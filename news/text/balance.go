package text

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// deepest is how many elements may be open at once. What is nested deeper
// loses its tags and keeps its text. The parser of x/net/html refuses 512.
const deepest = 250

// balancer writes tags so that they nest as HTML wants them to: each end tag
// has its start, no block stands in a paragraph, no link in a link, and cells
// stand in rows of tables. It closes explicitly what a browser would close by
// itself, so that no parser has anything left to repair: repair is where
// markup changes its meaning, and where time goes.
type balancer struct {
	out  strings.Builder
	open []element
	lost map[string]int // elements open deeper than deepest, all within the last of open
}

// element is one that is open. A silent one is kept to pair its end tag, but
// not written: it had nothing to say.
type element struct {
	name   string
	silent bool
}

// balance returns the sanitised markup s with its tags in balance.
func balance(s string) string {
	b := &balancer{lost: make(map[string]int)}
	b.out.Grow(len(s) + len(s)/8)
	for z := html.NewTokenizer(strings.NewReader(s)); ; {
		switch z.Next() {
		case html.ErrorToken:
			b.close(0)
			return b.out.String()
		case html.TextToken:
			b.text(z.Token())
		case html.StartTagToken, html.SelfClosingTagToken:
			b.start(z.Token())
		case html.EndTagToken:
			b.end(z.Token().Data)
		}
	}
}

func (b *balancer) text(t html.Token) {
	if strings.Trim(t.Data, " \t\n\f\r") == "" && row(b.top()) {
		return
	}
	b.cell()
	b.out.WriteString(t.String())
}

func (b *balancer) start(t html.Token) {
	t.Type = html.StartTagToken
	if !b.place(t.Data) {
		return
	}
	if void(t.Data) {
		t.Type = html.SelfClosingTagToken
		b.out.WriteString(t.String())
		return
	}
	if len(b.open) >= deepest && !part(t.Data) {
		b.lost[t.Data]++
		return
	}
	silent := len(t.Attr) == 0 && (t.Data == "a" || t.Data == "span" || t.Data == "bdo" || t.Data == "data")
	b.open = append(b.open, element{t.Data, silent})
	if !silent {
		b.out.WriteString(t.String())
	}
}

// place makes the named element allowed where the writing stands, and is false
// where it cannot be.
func (b *balancer) place(name string) bool {
	if part(name) {
		return b.tablePart(name)
	}
	b.cell()
	if block(name) {
		b.closeNearest("p", cellOrTable)
	}
	switch name {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		if heading(b.top()) {
			b.close(len(b.open) - 1)
		}
	case "li":
		b.closeNearest("li", holder)
	case "dt", "dd":
		b.closeNearest("dt", holder)
		b.closeNearest("dd", holder)
	case "a":
		b.closeNearest("a", cellOrTable)
		return b.find("a", nowhere) < 0
	case "rt", "rp":
		at := b.find("ruby", block)
		if at >= 0 {
			b.close(at + 1)
		}
		return at >= 0
	case "table":
		return len(b.open) < deepest-4 // its group, row and cell have to fit as well
	}
	return true
}

// tablePart opens what the part of a table needs around it, and closes what it
// ends.
func (b *balancer) tablePart(name string) bool {
	table := b.find("table", nowhere)
	if table < 0 {
		return false
	}
	switch name {
	case "caption", "colgroup", "thead", "tbody", "tfoot":
		b.close(table + 1)
	case "col":
		if b.top() != "colgroup" {
			b.close(table + 1)
			b.imply("colgroup")
		}
	case "tr":
		b.closeUntil(table, "thead", "tbody", "tfoot")
		if b.top() == "table" {
			b.imply("tbody")
		}
	case "td", "th":
		b.closeUntil(table, "thead", "tbody", "tfoot", "tr")
		if b.top() == "table" {
			b.imply("tbody")
		}
		if b.top() != "tr" {
			b.imply("tr")
		}
	}
	return true
}

// cell opens a cell where content would stand in a table, but in none of its
// cells.
func (b *balancer) cell() {
	if !row(b.top()) {
		return
	}
	if b.tablePart("td") {
		b.imply("td")
	}
}

func (b *balancer) end(name string) {
	if b.lost[name] > 0 {
		b.lost[name]--
		return
	}
	if void(name) {
		return
	}
	limit := cellOrTable
	switch {
	case name == "table":
		limit = nowhere
	case part(name):
		limit = func(n string) bool { return n == "table" }
	case name == "li" || name == "dt" || name == "dd":
		limit = holder
	}
	b.closeNearest(name, limit)
}

// closeNearest closes the innermost element of that name, unless one that
// limit holds for stands further in.
func (b *balancer) closeNearest(name string, limit func(string) bool) {
	if at := b.find(name, limit); at >= 0 {
		b.close(at)
	}
}

// closeUntil closes elements until one of those names, or the table at the
// given place, is the innermost.
func (b *balancer) closeUntil(table int, names ...string) {
	at := len(b.open) - 1
	for at > table && !slices.Contains(names, b.open[at].name) {
		at--
	}
	b.close(at + 1)
}

// find is the place of the innermost element of that name, -1 for none before
// one that limit holds for.
func (b *balancer) find(name string, limit func(string) bool) int {
	for i := len(b.open) - 1; i >= 0; i-- {
		if b.open[i].name == name {
			return i
		}
		if limit(b.open[i].name) {
			break
		}
	}
	return -1
}

// close ends all elements from the given place on.
func (b *balancer) close(from int) {
	if from >= len(b.open) {
		return
	}
	for i := len(b.open) - 1; i >= from; i-- {
		if !b.open[i].silent {
			b.out.WriteString("</" + b.open[i].name + ">")
		}
	}
	b.open = b.open[:from]
	clear(b.lost)
}

func (b *balancer) imply(name string) {
	b.open = append(b.open, element{name: name})
	b.out.WriteString("<" + name + ">")
}

func (b *balancer) top() string {
	if len(b.open) == 0 {
		return ""
	}
	return b.open[len(b.open)-1].name
}

// part reports whether the element is part of a table.
func part(name string) bool {
	switch name {
	case "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th":
		return true
	}
	return false
}

// row reports whether the element holds parts of a table and nothing else.
func row(name string) bool {
	switch name {
	case "table", "colgroup", "thead", "tbody", "tfoot", "tr":
		return true
	}
	return false
}

func cellOrTable(name string) bool {
	return name == "td" || name == "th" || name == "caption" || name == "table"
}

// holder reports whether an item of a list inside the element is none of a
// list outside it.
func holder(name string) bool {
	return name != "div" && name != "p" && name != "li" && name != "dt" && name != "dd" && block(name) || cellOrTable(name)
}

func heading(name string) bool {
	return len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6'
}

func nowhere(string) bool { return false }
