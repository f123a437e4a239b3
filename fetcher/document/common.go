package document

import (
	"strings"
	"time"

	"koreadesk/news"
)

// shared reads an element that feeds and entries both have. It says no to all
// others.
func (r *reader) shared(c *Common, n *node) bool {
	switch n.key() {
	case "title":
		r.title(c, n, 3)
	case "dc_title":
		r.title(c, n, 2)
	case "media_title":
		r.title(c, n, 1)
	case "itunes_title":
		r.title(c, n, 0)
	case "rights", "copyright", "dc_rights":
		if c.Rights.IsZero() || n.space == core {
			c.Rights = r.text(n, news.PlainText)
		}
	case "link":
		r.link(c, n)
	case "id":
		c.ID = n.words()
	case "author", "managingeditor", "dc_creator", "dc_author", "itunes_author":
		addPerson(&c.Authors, r.person(n))
	case "contributor", "dc_contributor":
		addPerson(&c.Contributors, r.person(n))
	case "creativecommons_license", "cc_license", "license":
		r.license(c, n)
	default:
		return r.tag(c, n) || r.clock(c, n) || r.geo(c, n)
	}
	return true
}

// title takes the first title of the highest rank: an entry's own before that
// of a picture in it.
func (r *reader) title(c *Common, n *node, rank int) {
	if !c.Title.IsZero() && rank <= c.titled {
		return
	}
	if t := r.text(n, news.PlainText); !t.IsZero() {
		c.Title, c.titled = t, rank
	}
}

// clock reads dates. What a feed's own element says stands against Dublin Core.
func (r *reader) clock(c *Common, n *node) bool {
	set := func(d *Date) {
		if d.Text == "" || n.space == core && d.At.IsZero() || n.space == core && !c.stamped[n.name] {
			*d = r.date(n)
			c.stamp(n)
		}
	}
	switch n.key() {
	case "prism_publicationdate":
		c.extra(n.key(), n.words())
		set(&c.Published)
	case "pubdate", "published", "issued", "dcterms_issued", "dcterms_available":
		set(&c.Published)
	case "updated", "modified", "lastbuilddate", "dcterms_modified", "dcterms_updated", "prism_modificationdate":
		set(&c.Updated)
	case "dc_date", "dcterms_date", "date":
		if c.loose.Text == "" {
			c.loose = r.date(n)
		}
	case "created", "dcterms_created", "dc_created":
		c.created = r.date(n)
		c.moment("created", c.created)
	case "expirationdate", "expired":
		c.moment("expired", r.date(n))
	case "dcterms_valid":
		r.valid(c, n.words())
	default:
		return false
	}
	return true
}

// moment keeps a date no field is for: as given, and as the instant it means.
func (c *Common) moment(name string, d Date) {
	c.extra(name, d.Text)
	if !d.At.IsZero() {
		c.extra(name+"_parsed", d.At.UTC().Format(time.RFC3339Nano))
	}
}

// valid reads a period (DCMI Period): "start=...; end=...".
func (r *reader) valid(c *Common, period string) {
	c.extra("expired", period)
	for part := range strings.SplitSeq(period, ";") {
		switch name, at, _ := strings.Cut(strings.TrimSpace(part), "="); name {
		case "start", "end":
			c.moment("validity_"+name, r.dated(strings.TrimSpace(at)))
		}
	}
}

// stamp notes that an element of the feed's own vocabulary gave a date.
func (c *Common) stamp(n *node) {
	if n.space == core {
		if c.stamped == nil {
			c.stamped = make(map[string]bool)
		}
		c.stamped[n.name] = true
	}
}

// dates lets a date without a meaning of its own stand for those that are
// missing.
func (c *Common) dates() {
	if c.loose.Text != "" {
		if c.Updated.Text == "" {
			c.Updated = c.loose
		}
		if c.Published.Text == "" {
			c.Published = c.loose
		}
	}
	if c.Published.Text == "" && c.created.Text != "" {
		c.Published = c.created
	}
}

// link reads a reference: attributes as in Atom, text as in RSS.
func (r *reader) link(c *Common, n *node) {
	l := Link{
		Href: n.attr("href"), Rel: relation(n), Type: n.attr("type"),
		Title: n.attr("title"), Hreflang: n.attr("hreflang"), Length: n.attr("length"),
	}
	if l.Href == "" {
		l.Href = firstOf(n.words(), n.attr("rdf:resource", "url", "uri"))
	}
	l.Href = href(r.base(n), l.Href)
	if l.Href == "" {
		return
	}
	if l.Type == "" {
		switch l.Rel {
		case "self":
			l.Type = "application/atom+xml"
		case "alternate":
			l.Type, l.assumed = "text/html", true
		}
	}
	c.Links = append(c.Links, l)
}

// relation is what a link leads to, in lower case. One that does not say leads
// to the page itself (RFC 4287, section 4.2.7.2).
func relation(n *node) string {
	rel := strings.TrimPrefix(strings.ToLower(n.attr("rel")), "http://www.iana.org/assignments/relation/")
	return firstOf(rel, "alternate")
}

// alternate is the page a list of links is about: of several the first that
// says it is HTML, else the first that is taken for it.
func alternate(links []Link) string {
	first, taken := "", ""
	for _, l := range links {
		if l.Rel != "alternate" {
			continue
		}
		switch {
		case l.assumed:
			taken = firstOf(taken, l.Href)
		case l.Type == "text/html" || l.Type == "application/xhtml+xml":
			return l.Href
		}
		first = firstOf(first, l.Href)
	}
	return firstOf(taken, first)
}

func (r *reader) license(c *Common, n *node) {
	if l := r.address(n); l != "" {
		c.Links = append(c.Links, Link{Href: l, Rel: "license"})
	}
}

// Schemes of categories whose elements imply one.
const (
	itunesScheme = "http://www.itunes.com/"
	mediaScheme  = "http://search.yahoo.com/mrss/category_schema"
)

// tag reads categories, and lists of keywords.
func (r *reader) tag(c *Common, n *node) bool {
	switch n.key() {
	case "category", "dc_subject", "dcterms_subject", "prism_keyword":
		c.tag(Tag{
			Term:   firstOf(n.attr("term"), n.words(), n.attr("rdf:resource")),
			Scheme: n.attr("scheme", "domain"),
			Label:  n.attr("label"),
		})
		if w := n.words(); n.attr("term") != "" && w != n.attr("term") {
			c.tag(Tag{Term: w}) // as Atom and as RSS, two things
		}
	case "itunes_category":
		c.tag(Tag{Term: n.attr("text"), Scheme: itunesScheme})
		for _, k := range n.kids {
			if k.name == "category" {
				r.tag(c, k)
			}
		}
	case "itunes_keywords":
		c.keywords(n.words(), itunesScheme)
	case "media_keywords":
		c.extra("media_keywords", n.words())
		c.keywords(n.words(), "")
	case "keywords":
		c.keywords(n.words(), "")
	case "media_category":
		c.tag(Tag{Term: n.words(), Scheme: firstOf(n.attr("scheme"), mediaScheme), Label: n.attr("label")})
	default:
		return false
	}
	return true
}

func (c *Common) keywords(words, scheme string) {
	for term := range strings.SplitSeq(words, ",") {
		c.tag(Tag{Term: strings.TrimSpace(term), Scheme: scheme})
	}
}

func (c *Common) tag(t Tag) {
	if t.Term == "" && t.Label == "" {
		return
	}
	for _, known := range c.Tags {
		if known == t {
			return
		}
	}
	if len(c.Tags) < 200 {
		c.Tags = append(c.Tags, t)
	}
}

// extra keeps a value under a name of its own.
func (c *Common) extra(name string, value any) {
	switch v := value.(type) {
	case string:
		if v == "" {
			return
		}
	case Text:
		if v.IsZero() {
			return
		}
	case Person:
		if v == (Person{}) {
			return
		}
	}
	if c.Extra == nil {
		c.Extra = make(extras)
	}
	c.Extra[name] = value
}
