package document

import "strings"

// shut closes the innermost element of that name and all that it left open. An
// end tag of nothing open is ignored.
func (g *gardener) shut(name string) {
	prefix, local := split(name)
	lower := strings.ToLower(local)
	for i := len(g.stack) - 1; i >= 0; i-- {
		n := g.stack[i]
		if n.name != lower {
			if n == g.entry && !structural(lower) {
				break // markup in a text does not close its entry
			}
			continue
		}
		if space, _ := n.binds.resolve(prefix); space != n.space && prefix != "" && i > 0 {
			continue
		}
		if i < len(g.stack)-1 {
			g.mended("elements left open were closed")
			g.release(i + 1)
		}
		g.cut(i)
		return
	}
}

// cut closes the elements from the i-th on.
func (g *gardener) cut(i int) {
	for j := len(g.stack) - 1; j >= i; j-- {
		g.closed(g.stack[j])
	}
	g.stack = g.stack[:i]
	if i == 0 {
		g.done = true
		g.trailing()
	}
}

// closed is called for every element when it ends.
func (g *gardener) closed(n *node) {
	if n != g.entry {
		return
	}
	g.entry = nil
	if g.total > MaxEntries {
		drop(n)
		g.nodes = g.before // it costs nothing any more
	}
}

// structural elements can close an entry that was left open.
func structural(name string) bool {
	switch name {
	case "item", "entry", "channel", "rss", "rdf", "feed", "items":
		return true
	}
	return false
}

// leaf reports whether an element of the feed holds text and nothing else:
// another element of the feed inside it means that its end is missing.
func leaf(n *node) bool {
	if n.space != core {
		return false
	}
	switch n.name {
	case "title", "link", "guid", "pubdate", "category", "comments", "language", "lastbuilddate", "managingeditor", "webmaster", "updated", "published", "id",
		"issued", "modified", "created", "generator", "rights", "copyright", "subtitle", "tagline", "ttl", "docs", "icon", "logo", "name", "email", "uri", "url":
		return true
	}
	return false
}

// markup reports whether n is a text of the feed that may hold elements, those
// of HTML.
func markup(n *node) bool {
	return n.space == core && !xmlText(n) && (n.name == "description" || n.name == "summary")
}

// module reports whether an element is of a vocabulary whose elements hold text
// and stand side by side.
func module(space string) bool {
	switch space {
	case "dc", "dcterms", "content", "slash", "itunes", "wfw", "thr", "sy", "feedburner", "media", "georss", "prism":
		return true
	}
	return false
}

// closeBefore closes what must have ended where this element begins.
func (g *gardener) closeBefore(prefix, name string, bare bool) {
	top := g.top()
	space, _ := top.binds.resolve(prefix)
	switch {
	case name == "item" || name == "entry":
		g.closeEntry(prefix)
	case len(g.stack) < 2:
	case g.ends(top, space, name, bare):
		g.mended("elements left open were closed")
		g.cut(len(g.stack) - 1)
	case top.name == name && prefix == "" && sibling(name):
		g.cut(len(g.stack) - 1)
	}
}

// ends reports whether an open element cannot hold the one that begins, being a
// text. Bare elements have no attributes.
func (g *gardener) ends(top *node, space, name string, bare bool) bool {
	person := top.is("author") || top.is("contributor")
	text := !top.nested() && (top.space == "dc" || person && top.words() != "")
	switch {
	case module(space):
		return text || leaf(top) || markup(top) && top.up != nil && top.up == g.entry
	case space != core || xmlText(top):
		return false
	case text || leaf(top):
		return sideBySide(name)
	case person:
		return sideBySide(name) && name != "name" && name != "email" && name != "uri"
	case markup(top):
		return neverMarkup(name) || name == "content" || name == top.name || name == "link" && bare
	}
	return false
}

// sideBySide reports whether elements of this name are found beside the texts of
// a feed, an entry or a person.
func sideBySide(name string) bool {
	switch name {
	case "title", "link", "description", "id", "content", "summary", "author", "contributor", "source", "image", "name", "email", "uri":
		return true
	}
	return neverMarkup(name)
}

// neverMarkup reports whether an element of this name is a feed's, HTML knowing
// none.
func neverMarkup(name string) bool {
	switch name {
	case "guid", "pubdate", "category", "comments", "language", "lastbuilddate", "managingeditor", "webmaster", "updated", "published",
		"issued", "modified", "created", "generator", "rights", "copyright", "subtitle", "tagline", "ttl", "docs", "enclosure", "cloud", "textinput":
		return true
	}
	return false
}

// sibling elements of HTML end where the next of their kind begins.
func sibling(name string) bool {
	switch name {
	case "p", "li", "dt", "dd", "option", "tr", "td", "th":
		return true
	}
	return false
}

// xmlText reports whether an element announces markup as its content.
func xmlText(n *node) bool {
	t := n.attr("type")
	return t == "xhtml" || strings.HasSuffix(t, "xml")
}

// closeEntry closes the open entry where the next begins.
func (g *gardener) closeEntry(prefix string) {
	if g.entry == nil {
		g.closeStray()
		return
	}
	if space, _ := g.top().binds.resolve(prefix); space != core {
		return
	}
	for i := len(g.stack) - 1; i > 0; i-- {
		n := g.stack[i]
		if n == g.entry {
			g.mended("entries left open were closed")
			g.release(i + 1)
			g.cut(i)
			return
		}
		if n.is("content") || !leaf(n) && !n.is("description") && !n.is("summary") && n.up != g.entry {
			return // markup of its own, inside a text
		}
	}
}

// describes reports whether n is a text of the feed itself, or of an entry.
func describes(n *node) bool {
	switch n.name {
	case "description", "subtitle", "tagline", "copyright", "rights", "generator", "summary":
		return n.up != nil && structural(n.up.name)
	}
	return false
}

// closeStray closes elements of the feed that must have ended where its entries
// begin.
func (g *gardener) closeStray() {
	for i := len(g.stack) - 1; i >= 0; i-- {
		n := g.stack[i]
		if structural(n.name) || n.space == "?" || n.space == core && !leaf(n) && (xmlText(n) || !describes(n)) {
			if i < len(g.stack)-1 {
				g.mended("elements left open were closed")
				g.release(i + 1)
				g.cut(i + 1)
			}
			return
		}
	}
}
