package document

import (
	"strings"
)

// link reads a reference: attributes as in Atom, text as in RSS. One that leads
// nowhere is kept for what it says of itself.
func (r *reader) link(c *Common, n *node) {
	said := n.attr("href")
	if said == "" {
		said = firstOf(n.words(), n.attr("rdf:resource", "url", "uri"))
	}
	l := Link{
		Href: href(n.base, withScheme(said)), Rel: relation(n), Type: mediaType(n.attr("type")),
		Title: n.attr("title"), Hreflang: n.attr("hreflang"), Length: n.attr("length"),
	}
	if l.Href == "" && (said != "" || len(n.attrs) == 0) {
		return
	}
	if l.Type == "" {
		l.Type = usualType(l.Rel)
	}
	c.Links = append(c.Links, l)
}

// withScheme is a reference with http:// before it where a host was written and
// the scheme forgotten: nobody has a folder by the name of www.example.org.
func withScheme(ref string) string {
	host, _, path := strings.Cut(ref, "/")
	if path && strings.HasPrefix(strings.ToLower(host), "www.") && strings.Count(host, ".") > 1 && !strings.ContainsAny(host, " :?#") {
		return "http://" + ref
	}
	return ref
}

// mediaType is a media type in lower case, as it is compared (RFC 2045, section
// 5.1); its parameters stay as they are.
func mediaType(s string) string {
	name, rest, more := strings.Cut(s, ";")
	if name = strings.ToLower(strings.TrimSpace(name)); more {
		name += ";" + rest
	}
	return name
}

// usualType is the media type of what links with this relation lead to, "" when
// it can be anything.
func usualType(rel string) string {
	switch rel {
	case "self":
		return "application/atom+xml"
	case "enclosure":
		return ""
	}
	return "text/html"
}

// relation is what a link leads to, in lower case. One that does not say leads
// to the page itself (RFC 4287, section 4.2.7.2).
func relation(n *node) string {
	rel := strings.TrimPrefix(strings.ToLower(n.attr("rel")), "http://www.iana.org/assignments/relation/")
	return firstOf(rel, "alternate")
}

// alternate is the page a list of links is about. One that is HTML, or does not
// say that it is something else, stands before all others. Of equals the last
// wins, but no translation takes the place of what stands before it in another
// language.
func alternate(links []Link) string {
	var best Link
	for _, l := range links {
		if l.Rel != "alternate" || l.Href == "" {
			continue
		}
		if best.Href == "" || l.page() && !best.page() || l.page() == best.page() && (l.Hreflang == "" || l.Hreflang == best.Hreflang) {
			best = l
		}
	}
	return best.Href
}

// page reports whether a link leads to something to be read.
func (l Link) page() bool { return l.Type == "text/html" || l.Type == "application/xhtml+xml" }

func (r *reader) enclosure(c *Common, n *node) {
	said := firstOf(n.attr("url", "href"), n.words())
	l := Link{
		Href: href(n.base, said),
		Rel:  "enclosure", Type: mediaType(n.attr("type")), Length: n.attr("length"), Title: n.attr("title"),
	}
	if l.Href != "" || said == "" && len(n.attrs) > 0 {
		c.Links = append(c.Links, l)
	}
}

func (r *reader) license(c *Common, n *node) {
	if l := r.address(n); l != "" {
		c.Links = append(c.Links, Link{Href: l, Rel: "license"})
	}
}
