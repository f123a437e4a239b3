package document

import (
	"slices"
	"strings"
)

// split divides a name as written into prefix and local name.
func split(name string) (prefix, local string) {
	if i := strings.IndexByte(name, ':'); i >= 0 && i+1 < len(name) {
		return name[:i], strings.ReplaceAll(name[i+1:], ":", "_")
	}
	return "", strings.TrimSuffix(name, ":")
}

// element makes the node of a start tag, in the scope of the innermost element.
func (g *gardener) element(t token, prefix, local, lower string) *node {
	n := g.new()
	n.name, n.raw, n.base, n.lang = lower, local, g.base, g.lang
	if up := g.top(); up != nil {
		n.base, n.lang, n.binds = up.base, up.lang, up.binds
	}
	for _, a := range t.attrs {
		g.bind(n, a)
	}
	if g.root == nil {
		g.address = g.rootSpace(t.attrs, prefix, lower)
	}
	var declared bool
	if n.space, declared = n.binds.resolve(prefix); !declared && n.space != core {
		g.mended("undeclared prefix " + clip(prefix) + ": was understood by its name")
	}
	if g.root == nil {
		n.space = core // whatever its name space: its name made it a feed
	} else if n.space == "?" && prefix == "" && n.binds == g.root.binds {
		n.space = core // a default name space of the publisher's own
	}
	n.attrs = slices.Grow(n.attrs, len(t.attrs))
	for _, a := range t.attrs {
		g.attribute(n, a)
	}
	return n
}

// bind notes a name space declaration.
func (g *gardener) bind(n *node, a attr) {
	rest, ok := strings.CutPrefix(a.name, "xmlns")
	if !ok || rest != "" && rest[0] != ':' {
		return
	}
	address := g.ents.decode(a.value)
	short, known := shortName(address)
	if !known && strings.TrimSpace(address) == "" {
		short, known = core, true
	}
	n.binds = &binding{prefix: strings.TrimPrefix(rest, ":"), short: short, known: known, outer: n.binds}
}

// rootSpace is the address of the root's name space; of an RDF document that of
// the feed in it. Where it is declared as nothing a feed can be, another
// declaration of a feed's vocabulary serves.
func (g *gardener) rootSpace(attrs []attr, prefix, name string) string {
	own, first, other := "xmlns", "", ""
	if prefix != "" && name != "rdf" {
		own = "xmlns:" + prefix
	}
	for _, a := range attrs {
		if !strings.HasPrefix(a.name, "xmlns") {
			continue
		}
		address := strings.TrimSpace(g.ents.decode(a.value))
		short, known := shortName(address)
		switch {
		case known && short == core && a.name == own:
			return address
		case known && short == core && other == "":
			other = address
		}
		first = firstOf(first, address)
	}
	return firstOf(other, first)
}

// attribute adds an attribute by its short name, and lets xml:base and xml:lang
// work.
func (g *gardener) attribute(n *node, a attr) {
	if strings.HasPrefix(a.name, "xmlns") && (len(a.name) == 5 || a.name[5] == ':') {
		return
	}
	prefix, local := split(a.name)
	name := strings.ToLower(local)
	if prefix != "" {
		if short, _ := n.binds.resolve(prefix); short != core && short != n.space {
			name = short + ":" + name
		}
	}
	value := settle(g.ents.decode(a.value))
	switch name {
	case "base":
		if n.space != core || n.name != "channel" {
			break
		}
		fallthrough // of CDF, which says it without a prefix
	case "xml:base":
		if b := resolve(n.base, strings.TrimSpace(value)); hierarchical(b) || n.base == "" {
			n.base = b
		}
	case "xml:lang", "lang":
		n.lang = language(value)
	}
	n.attrs = append(n.attrs, attr{name, value})
}

// attr is the value of an attribute by its short name, trimmed; "" when there
// is none. Of two with one name the last counts.
func (n *node) attr(names ...string) string {
	for _, name := range names {
		for _, a := range slices.Backward(n.attrs) {
			if a.name == name {
				return strings.TrimSpace(a.value)
			}
		}
	}
	return ""
}

// is reports whether n is an element of a feed's own vocabulary with this name.
func (n *node) is(name string) bool { return n.name == name && n.space == core }

// key is the name of the element as entries' extras use it: "title",
// "dc_creator".
func (n *node) key() string {
	if n.space == core || n.space == "?" {
		return n.name
	}
	return n.space + "_" + n.name
}

// child is the first child element with this key, or nil.
func (n *node) child(key string) *node {
	for _, k := range n.kids {
		if k.name != "" && k.key() == key {
			return k
		}
	}
	return nil
}

// words is all text below n, decoded and trimmed.
func (n *node) words() string {
	if len(n.kids) == 1 && n.kids[0].name == "" {
		return settle(strings.TrimSpace(n.kids[0].text))
	}
	var sb strings.Builder
	n.gather(&sb)
	return settle(strings.TrimSpace(sb.String()))
}

// alone is the text of an element that holds no others, "" for those that do.
func (n *node) alone() string {
	if n.nested() {
		return ""
	}
	return n.words()
}

func (n *node) gather(sb *strings.Builder) {
	for _, k := range n.kids {
		if k.name == "" {
			sb.WriteString(k.text)
		} else {
			k.gather(sb)
		}
	}
}

// nested reports whether there are elements in n. It is asked before each element
// that begins in n, which is the last one by then.
func (n *node) nested() bool {
	for _, k := range slices.Backward(n.kids) {
		if k.name != "" {
			return true
		}
	}
	return false
}

// void reports whether n is an element of HTML that has no content, and in
// feeds often no end.
func void(n *node) bool {
	if n.space != core && n.space != xhtml && n.space != "?" {
		return false
	}
	switch n.name {
	case "br", "hr", "img", "input", "wbr", "col", "area", "param", "embed", "meta", "nobr":
		return true
	}
	return false
}
