package page

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds on what a single tag may bring.
const (
	maxAttributes = 64
	maxAttribute  = 16 << 10 // bytes of one value; pictures written into a page are longer
)

// nester rewrites a page so that its tags nest: every element is closed by an
// end tag of its own, none is open deeper than maxDepth, and what is never
// looked at is gone. The parser then has nothing left to repair, and repair is
// where a few bytes become many elements.
type nester struct {
	out  strings.Builder
	open []string       // names of the open elements, outermost first
	lost map[string]int // start tags left out, whose end tags are to be left out too
	once map[string]bool
	skip string // the element whose content is being left out
	deep int    // how often it is open
	tags int
	some bool // there is an element that only HTML has, or one that has an end
	cut  bool // more tags than maxElements
}

// nest returns the page in its nested form, whether there is a page at all,
// and whether its end is missing.
func nest(s string) (nested string, some, cut bool) {
	n := &nester{lost: make(map[string]int), once: make(map[string]bool)}
	n.out.Grow(len(s))
	for z := html.NewTokenizer(strings.NewReader(unveil(s))); !n.cut; {
		switch z.Next() {
		case html.ErrorToken:
			n.closeTo(0)
			return n.out.String(), n.some, false
		case html.DoctypeToken:
			n.out.Write(z.Raw())
		case html.TextToken:
			if n.skip == "" {
				n.text(z)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			n.start(z)
		case html.EndTagToken:
			name, _ := z.TagName()
			n.end(string(name))
		}
	}
	n.closeTo(0)
	return n.out.String(), n.some, true
}

// fewLinks are so many that what a page has for browsers without scripts is more
// than a picture and a request.
const fewLinks = 3

// unveil opens those parts of a page that are there for browsers without
// scripts and hold a list: where scripts load it, nothing else does.
func unveil(s string) string {
	const begin, end = "<noscript>", "</noscript>"
	var out strings.Builder
	for {
		i := strings.Index(s, begin)
		if i < 0 {
			break
		}
		inside, rest, ok := strings.Cut(s[i+len(begin):], end)
		if !ok {
			break
		}
		out.WriteString(s[:i])
		if strings.Count(inside, "<a ") >= fewLinks {
			out.WriteString(inside)
		}
		s = rest
	}
	if out.Len() == 0 {
		return s
	}
	return out.String() + s
}

// text is written as it stands. A "<" in it was none of a tag; with a comment
// gone from behind it, it could become one.
func (n *nester) text(z *html.Tokenizer) {
	raw := z.Raw()
	switch n.top() {
	case "script", "title", "textarea", "xmp":
		n.out.Write(raw)
	default:
		n.out.Write(bytes.ReplaceAll(raw, []byte("<"), []byte("&lt;")))
	}
}

func (n *nester) start(z *html.Tokenizer) {
	raw, more := z.TagName()
	name := string(raw)
	if n.left(name, z) {
		return
	}
	var attributes []html.Attribute
	for more && len(attributes) < maxAttributes {
		var key, value []byte
		key, value, more = z.TagAttr()
		if len(value) <= maxAttribute {
			attributes = append(attributes, html.Attribute{Key: string(key), Val: string(value)})
		}
	}
	if name == "script" && !linkedData(attributes) {
		n.skip, n.deep = name, 1
		return
	}
	if n.tags++; n.tags > maxElements {
		n.cut = true
		return
	}
	switch {
	case name == "html" || name == "head" || name == "body":
		if n.once[name] {
			return
		}
		n.once[name], n.some = true, true
	case void(name):
		n.some = n.some || name == "link" || name == "meta" || name == "base"
	case name == "form" && n.has("form"), len(n.open) >= maxDepth:
		n.lost[name]++
		return
	default:
		n.makeRoom(name)
		n.open, n.some = append(n.open, name), true
	}
	n.write(name, attributes)
}

func (n *nester) write(name string, attributes []html.Attribute) {
	n.out.WriteString(html.Token{Type: html.StartTagToken, DataAtom: atom.Lookup([]byte(name)), Data: name, Attr: attributes}.String())
}

// left reports whether a start tag belongs to what is left out.
func (n *nester) left(name string, z *html.Tokenizer) bool {
	if (n.skip == "svg" || n.skip == "select") && block(name) {
		n.skip = "" // as in a browser: the drawing or choice had no end
	}
	if n.skip != "" {
		if name == n.skip {
			n.deep++
		}
		return true
	}
	switch name {
	case "style", "noscript", "template", "svg", "select", "iframe", "noembed", "noframes":
		n.skip, n.deep = name, 1
		return true
	case "plaintext", "math", "frame", "frameset":
		z.NextIsNotRawText()
		return true
	}
	return false
}

func (n *nester) end(name string) {
	if n.skip != "" {
		if name == n.skip {
			if n.deep--; n.deep <= 0 {
				n.skip = ""
			}
		}
		return
	}
	if n.lost[name] > 0 {
		n.lost[name]--
		return
	}
	at := n.find(name, scope(name))
	for level := '1'; heading(name) && at < 0 && level <= '6'; level++ {
		at = n.find("h"+string(level), cell)
	}
	if at < 0 {
		return
	}
	if inline(name) && n.blockAbove(at) {
		// A link or an emphasis that ends before the block within it does. The
		// parser knows what to make of one such element.
		n.open = append(n.open[:at], n.open[at+1:]...)
		n.out.WriteString("</" + name + ">")
		return
	}
	n.closeTo(at)
}

// makeRoom closes what the start of the named element ends.
func (n *nester) makeRoom(name string) {
	if closesParagraph(name) {
		n.closeNearest(buttonOrCell, "p")
	}
	switch name {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		if heading(n.top()) {
			n.closeTo(len(n.open) - 1)
		}
	case "li":
		n.closeNearest(list, "li")
	case "dt", "dd":
		n.closeNearest(list, "dt", "dd")
	case "td", "th":
		n.closeNearest(table, "td", "th")
	case "tr":
		n.closeNearest(table, "tr")
	case "thead", "tbody", "tfoot", "caption", "colgroup":
		n.closeNearest(table, "thead", "tbody", "tfoot", "caption", "colgroup")
	case "button", "option", "optgroup":
		n.closeNearest(cell, name)
	case "a", "nobr":
		if at := n.find(name, cell); at >= 0 {
			n.end(name)
		}
	}
}

func (n *nester) top() string {
	if len(n.open) == 0 {
		return ""
	}
	return n.open[len(n.open)-1]
}

func (n *nester) has(name string) bool { return n.find(name, nil) >= 0 }

// find is the place of the innermost open element of that name, -1 for none
// before one that ends the search.
func (n *nester) find(name string, ends func(string) bool) int {
	for i := len(n.open) - 1; i >= 0; i-- {
		if n.open[i] == name {
			return i
		}
		if ends != nil && ends(n.open[i]) {
			return -1
		}
	}
	return -1
}

func (n *nester) closeNearest(ends func(string) bool, names ...string) {
	at := -1
	for _, name := range names {
		at = max(at, n.find(name, ends))
	}
	if at >= 0 {
		n.closeTo(at)
	}
}

// closeTo closes all elements from the given place on.
func (n *nester) closeTo(at int) {
	for i := len(n.open) - 1; i >= at; i-- {
		n.out.WriteString("</" + n.open[i] + ">")
	}
	n.open = n.open[:at]
}

func (n *nester) blockAbove(at int) bool {
	for _, name := range n.open[at+1:] {
		if !inline(name) {
			return true
		}
	}
	return false
}
