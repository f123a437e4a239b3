package document

// release gives the children of elements whose end is missing, from the i-th
// on, to the feed or entry they stand in: an <enclosure> without its slash, or a
// stray <b>, does not swallow what follows it.
func (g *gardener) release(i int) {
	for _, n := range g.stack[i:] {
		if n.up == nil || !n.up.frames() || n.frames() || holder(n) {
			return
		}
		own := n.kids[:0:0]
		for _, k := range n.kids {
			if k.name == "" {
				own = append(own, k)
				continue
			}
			k.up = n.up
			n.up.kids = append(n.up.kids, k)
		}
		n.kids = own
	}
}

// frames reports whether n is a feed, or an entry of one.
func (n *node) frames() bool { return n.space == core && structural(n.name) }

// holder reports whether an element of a feed or entry has children of its own.
func holder(n *node) bool {
	switch n.name {
	case "title", "subtitle", "tagline", "rights", "copyright", "info", "description", "summary", "abstract", "content", "encoded", "fullitem", "body", "div",
		"author", "contributor", "creator", "owner", "source", "image", "textinput", "skiphours", "skipdays", "items", "category", "group", "community",
		"chapters", "where":
		return true
	}
	return false
}

// again reports whether an element begins a second time where it stands already,
// as <channel> within <channel>.
func (g *gardener) again(prefix, name string) bool {
	top := g.top()
	if !top.is(name) || isEntry(top) || !structural(name) {
		return false
	}
	space, _ := top.binds.resolve(prefix)
	return space == core
}
