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
		r.title(c, n, ownTitle)
	case "dc_title":
		r.title(c, n, coreTitle)
	case "media_title":
		r.title(c, n, mediaTitle)
	case "itunes_title":
		c.extra(n.key(), n.words())
		r.title(c, n, itunesTitle)
	case "rights", "copyright", "dc_rights":
		if c.Rights.IsZero() || n.space == core {
			c.Rights = r.text(n, news.PlainText)
		}
	case "link":
		r.link(c, n)
	case "enclosure":
		r.enclosure(c, n)
	case "id":
		c.ID = n.words()
	case "author", "managingeditor", "dc_creator", "dc_author", "itunes_author":
		addPerson(&c.Authors, r.person(n))
	case "contributor":
		addPerson(&c.Contributors, r.person(n))
	case "dc_contributor": // a name, be it of what it may
		addPerson(&c.Contributors, Person{Name: n.words()})
	case "creativecommons_license", "cc_license", "license":
		r.license(c, n)
	case "psc_chapters":
		r.chapters(c, n)
	default:
		return r.tag(c, n) || r.clock(c, n) || r.geo(c, n)
	}
	return true
}

// Ranks of titles, by the element they stand in: an entry's own, Dublin Core's,
// that of a picture or recording in it, that of a group of those, iTunes'.
const (
	itunesTitle = iota
	groupTitle
	mediaTitle
	coreTitle
	ownTitle
)

// title takes the first title of the highest rank.
func (r *reader) title(c *Common, n *node, rank int) {
	if !c.Title.IsZero() && rank <= c.titled {
		return
	}
	if t := r.text(n, news.PlainText); !t.IsZero() {
		c.Title, c.titled = t, rank
	}
}

// clock reads dates. Of several that say the same the last counts, unless it
// says nothing.
func (r *reader) clock(c *Common, n *node) bool {
	set := func(d *Date) {
		if t := r.date(n); t.Text != "" && (d.At.IsZero() || !t.At.IsZero()) {
			*d = t
		}
	}
	switch n.key() {
	case "pubdate", "published", "issued", "dcterms_issued":
		set(&c.Published)
	case "updated", "modified", "lastbuilddate", "dcterms_modified":
		set(&c.Updated)
	case "dc_date", "date":
		set(&c.Updated)
		set(&c.loose)
	case "dcterms_date":
		c.extra(n.key(), n.words())
		set(&c.loose)
	case "prism_publicationdate", "dcterms_available":
		c.extra(n.key(), n.words())
		set(&c.begun)
	case "prism_modificationdate", "dcterms_updated":
		c.extra(n.key(), n.words())
		set(&c.changed)
	case "created", "dcterms_created", "dc_created":
		if n.space == "dc" {
			c.extra(n.key(), n.words())
		}
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
	c.extra("validity", period)
	c.extra("expired", period)
	for part := range strings.SplitSeq(period, ";") {
		switch name, at, _ := strings.Cut(strings.TrimSpace(part), "="); name {
		case "start", "end":
			c.moment("validity_"+name, r.dated(strings.TrimSpace(at)))
		}
	}
}

// dates lets dates of less standing, or without a meaning of their own, stand for
// those that are missing.
func (c *Common) dates() {
	for _, d := range []Date{c.changed, c.loose} {
		if c.Updated.Text == "" {
			c.Updated = d
		}
	}
	for _, d := range []Date{c.begun, c.loose, c.created} {
		if c.Published.Text == "" {
			c.Published = d
		}
	}
}

// first keeps a text as extra does, unless there is one by that name.
func (c *Common) first(name string, t Text) {
	if _, known := c.Extra[name]; !known {
		c.extra(name, t)
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
