package document

import (
	"strings"

	"koreadesk/news"
)

// media reads the elements of Media RSS, at any depth of its groups.
func (r *reader) media(e *Entry, n *node) bool {
	if n.space != "media" {
		return false
	}
	switch n.name {
	case "group":
		r.mediaKids(e, n)
	case "content":
		r.mediaContent(e, n)
	case "thumbnail":
		m := r.thumbnail(n)
		e.append("media_thumbnail", m)
		if address, ok := m["url"].(string); ok {
			e.picture(address, 1)
		}
	case "description":
		r.summary(e, n, news.HTML)
	case "credit":
		m := r.attributesOf(n, "")
		if w := n.words(); w != "" {
			m["content"] = w
		}
		e.append("media_credit", m)
		e.extra("credit", n.words())
	case "player":
		m := r.attributesOf(n, "url")
		m["content"] = n.words()
		e.extra("media_player", m)
	case "rating", "license", "restriction":
		m := r.attributesOf(n, "")
		if w := n.words(); w != "" {
			m["content"] = w
		}
		if words, ok := m["content"].(string); ok && n.name == "restriction" {
			m["content"] = strings.Fields(strings.ToLower(words))
		}
		e.extra("media_"+n.name, m)
		e.extra(n.name, n.words())
	case "community":
		r.mediaKids(e, n)
	default:
		return false
	}
	return true
}

// thumbnail is a small picture; some give its address as text.
func (r *reader) thumbnail(n *node) map[string]any {
	m := r.attributesOf(n, "url")
	if address := href(n.base, firstOf(n.attr("url"), n.words())); address != "" {
		m["url"] = address
	}
	return m
}

func (r *reader) mediaKids(e *Entry, n *node) {
	for _, k := range n.kids {
		switch {
		case k.name == "":
		case k.is("title"):
			r.title(&e.Common, k, groupTitle)
		case k.is("link"): // of a part of the entry
		case !r.shared(&e.Common, k) && !r.media(e, k):
			r.extra(&e.Common, k)
		}
	}
}

func (r *reader) mediaContent(e *Entry, n *node) {
	m := r.attributesOf(n, "url")
	e.append("media_content", m)
	address := href(n.base, n.attr("url"))
	if n.attr("medium") == "image" || strings.HasPrefix(n.attr("type"), "image/") || n.attr("medium") == "" && n.attr("type") == "" && pictured(address) {
		e.picture(address, 2)
	}
	r.mediaKids(e, n)
}

// attributesOf is an element's attributes by name, the one named address made
// absolute.
func (r *reader) attributesOf(n *node, address string) map[string]any {
	m := make(map[string]any, len(n.attrs)+1)
	for _, a := range n.attrs {
		if a.name == address {
			m[a.name] = href(n.base, a.value)
		} else {
			m[a.name] = a.value
		}
	}
	return m
}

// entryImage reads the picture of an entry.
func (r *reader) entryImage(e *Entry, n *node) {
	address := href(n.base, n.attr("href", "url", "rdf:resource"))
	if address == "" {
		if k := n.child("url"); k != nil {
			address = r.address(k)
		} else if !n.nested() {
			address = href(n.base, n.words())
		}
	}
	if address == "" {
		return
	}
	e.extra("image", map[string]any{"href": address})
	e.picture(address, 2)
}

// picture notes an address of an image; those of rank 2 come before those of
// rank 1.
func (e *Entry) picture(address string, rank int) {
	if !web(address) {
		return
	}
	if rank > 1 {
		e.images = append([]string{address}, e.images...)
		if len(e.images) > 8 {
			e.images = e.images[:8]
		}
		return
	}
	if len(e.images) < 8 {
		e.images = append(e.images, address)
	}
}

// pictured reports whether an address looks like that of an image.
func pictured(address string) bool {
	path := strings.ToLower(dissect(address).path)
	for _, end := range []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"} {
		if strings.HasSuffix(path, end) {
			return true
		}
	}
	return false
}

// append adds a value to a list in the extras.
func (c *Common) append(name string, value any) {
	held, _ := c.Extra[name].([]any)
	if len(held) < 100 {
		c.extra(name, append(held, value))
	}
}

// extra keeps an element no rule is for, under its name: its text, or its
// attributes with the text as "content", or what is in it.
func (r *reader) extra(c *Common, n *node) {
	if len(c.Extra) >= 200 {
		return
	}
	for _, k := range n.kids {
		if k.name != "" && k.space != core && k.space != "?" {
			r.extra(c, k)
		}
	}
	w := n.alone()
	if n.space == "itunes" && len(n.attrs) == 0 {
		c.itunes(n.name, w)
		return
	}
	if n.name == "commentrss" || n.name == "comment" {
		w = r.address(n)
	}
	m := r.attributesOf(n, "href")
	delete(m, "xml:base")
	delete(m, "xml:lang")
	if len(m) == 0 {
		c.extra(n.key(), w)
		return
	}
	if w != "" {
		m["content"] = w
	}
	c.extra(n.key(), m)
}
