package document

import (
	"strings"

	"koreadesk/news"
)

// entry reads one entry.
func (r *reader) entry(n *node) Entry {
	e := Entry{language: n.lang}
	if about := n.attr("rdf:about"); about != "" {
		e.ID = about
	}
	if r.d.Version == "cdf" {
		r.cdf(&e.Common, n)
	}
	for _, k := range n.kids {
		if k.name != "" {
			r.entryElement(&e, k)
		}
	}
	e.dates()
	switch {
	case !e.Summary.IsZero():
	case len(e.Content) > 0:
		e.Summary = e.Content[0] // whoever asks for a summary gets what there is
	default:
		e.Summary = e.abstract
	}
	e.Link = alternate(e.Links)
	if e.Link == "" {
		e.Link, e.guessed = e.permalink, e.unsure
	}
	for _, l := range e.Links {
		if l.Rel == "enclosure" {
			e.Enclosures = append(e.Enclosures, l)
		}
	}
	return e
}

// entryElement reads one element of an entry.
func (r *reader) entryElement(e *Entry, n *node) {
	switch n.key() {
	case "description", "dc_description":
		r.summary(e, n, news.HTML)
	case "dcterms_abstract":
		e.abstract = r.text(n, news.PlainText)
		e.extra(n.key(), e.abstract)
	case "abstract":
		if t := r.text(n, news.PlainText); !t.IsZero() {
			e.Summary = t
		}
	case "subtitle", "itunes_subtitle", "tagline":
		e.extra("subtitle", r.text(n, news.PlainText))
	case "info", "feedburner_browserfriendly":
		e.extra("info", r.text(n, news.PlainText))
	case "webmaster", "dc_publisher", "itunes_owner":
		if !n.nested() {
			e.extra("publisher", n.words())
		}
		e.extra("publisher_detail", r.person(n))
	case "summary", "itunes_summary":
		r.summary(e, n, news.PlainText)
	case "content_encoded", "fullitem", "xhtml_body", "body", "content", "prodlink", "encoded", "xhtml_div":
		r.content(e, n)
	case "guid":
		r.guid(e, n)
	case "id":
		r.atomID(e, n)
	case "comments":
		e.Comments = r.address(n)
	case "wfw_comment", "wfw_commentrss":
		e.extra(n.key(), r.address(n))
	case "source":
		e.Source = r.source(n)
	case "dc_source":
		if s := n.words(); e.Source == nil && s != "" {
			e.extra("dc_source", s)
		}
	case "dc_language", "language":
		e.extra("language", n.words())
		if l := language(n.words()); l != "" {
			e.language = l
		}
	case "dc_identifier":
		e.extra("dc_identifier", n.words())
	case "itunes_image", "image":
		r.entryImage(e, n)
	default:
		if !r.shared(&e.Common, n) && !r.media(e, n) {
			r.extra(&e.Common, n)
		}
	}
}

// summary takes a description; a second one is content where there is none, else
// the last stands. What describes a picture or recording in the entry, an aside,
// is none of the entry's own words.
func (r *reader) summary(e *Entry, n *node, usual news.Kind) {
	second := !e.Summary.IsZero() && len(e.Content) == 0
	if second {
		usual = news.PlainText // until it looks otherwise
	}
	t := r.text(n, usual)
	t.aside = n.space == "media"
	switch {
	case t.IsZero():
	case second:
		e.Content = append(e.Content, t)
	default:
		if t.aside && e.Summary.own() {
			e.teaser = e.Summary
		}
		e.Summary = t
	}
}

// content takes a full text. What is called content is plain until it says, or
// looks, otherwise; body is the element of XHTML; the other names are for HTML.
func (r *reader) content(e *Entry, n *node) {
	usual := news.HTML
	switch {
	case n.space == xhtml || n.is("body"):
		usual = news.XHTML
	case n.is("content"):
		usual = news.PlainText
	}
	if strings.HasPrefix(strings.ToLower(n.attr("type")), "multipart/") {
		for _, k := range n.kids {
			if k.is("content") {
				r.content(e, k) // Atom 0.3: the same text in several forms
			}
		}
		return
	}
	t := r.text(n, usual)
	if src := href(n.base, n.attr("src")); src != "" {
		e.extra("content_src", src)
		if t.IsZero() {
			return
		}
	}
	if !t.IsZero() {
		e.Content = append(e.Content, t)
	}
}

// guid reads the id of an RSS item. It is a link too, unless it says no, and
// then serves as one where there is none.
func (r *reader) guid(e *Entry, n *node) {
	id := n.words()
	if id == "" {
		return
	}
	e.ID = id
	if said := n.attr("ispermalink"); said == "" || strings.EqualFold(said, "true") {
		r.permalink(e, n, said != "" || web(id) && !strings.ContainsAny(id, " \t"))
	}
}

// atomID reads the id of an Atom entry, which serves as link where nothing else
// does.
func (r *reader) atomID(e *Entry, n *node) {
	if id := n.words(); id != "" {
		e.ID = id
		r.permalink(e, n, web(id))
	}
}

// permalink takes an id for a link. It is unsure where nobody said that it is
// one and it does not look like one: "4711".
func (r *reader) permalink(e *Entry, n *node, sure bool) {
	e.permalink, e.unsure = href(n.base, e.ID), !sure
	e.GUIDIsLink = e.permalink != "" && alternate(e.Links) == ""
}

// source reads the feed an entry was taken from: an element of elements in
// Atom, a title with an address in RSS.
func (r *reader) source(n *node) *Source {
	s := new(Source)
	if !n.nested() {
		s.Title = r.text(n, news.PlainText)
		if l := href(n.base, n.attr("url", "href")); l != "" {
			s.Links = append(s.Links, Link{Href: l, Rel: "self"})
			s.Link = l
		}
		return s
	}
	inside := &reader{d: &Document{Version: r.d.Version}, zone: r.zone, lang: r.lang, atom: r.atom}
	inside.d.Feed.Language = n.lang
	for _, k := range n.kids {
		if k.name != "" {
			inside.feedElement(k)
		}
	}
	inside.finishFeed()
	*s = inside.d.Feed
	return s
}
