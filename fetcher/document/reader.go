package document

import (
	"slices"
	"strings"
	"time"

	"koreadesk/news"
)

// reader turns elements into what they say. RSS and Atom are read alike: feeds
// of one borrow the elements of the other all the time.
type reader struct {
	d    *Document
	zone *time.Location // for dates without one
	lang string         // of the document as a whole
	home string         // what references in a JSON Feed are relative to
	atom bool           // Atom says what is markup; elsewhere it is guessed

	owner Person // by iTunes: the author of a feed that names none
}

// readXML reads a tree into the document.
func (d *Document) readXML(t *tree, o Options) error {
	version, ok := xmlVersion(t)
	if !ok {
		return refuse(NotFeed, "the document is XML with the root element "+t.root.raw+", but no feed; check the address")
	}
	d.Version = version
	channel, entries := members(t.root)
	r := &reader{d: d, atom: strings.HasPrefix(version, "atom")}
	said := documentLanguage(t.root, channel)
	r.lang = language(said)
	r.zone = zoneFor(o, r.lang)
	if o.URL == "" && o.ContentLocation == "" {
		d.home = homeOf(channel)
	}
	d.Feed.Language = said
	for _, n := range t.root.kids {
		if n != channel && n.name != "" && !isEntry(n) && channel != t.root && n.name != "items" {
			r.feedElement(n)
		}
	}
	r.attributes(channel)
	for _, n := range channel.kids {
		if n.name != "" && !isEntry(n) {
			r.feedElement(n)
		}
	}
	d.List = slices.Grow(d.List, len(entries))
	for _, n := range entries {
		d.List = append(d.List, r.entry(n))
	}
	d.Kept, d.Total = len(d.List), t.total
	r.finishFeed()
	if d.Kept < d.Total {
		d.notes.lead(tooMany(d.Kept, d.Total))
	}
	d.second(channel, entries)
	return nil
}

// members finds the element that describes the feed, and its entries wherever
// they stand: in the channel, beside it, in a list of their own.
func members(root *node) (channel *node, entries []*node) {
	channel = root
	if root.name == "rss" || root.name == "rdf" {
		for _, k := range root.kids {
			if k.is("channel") {
				channel = k
				break
			}
		}
	}
	if isEntry(root) {
		return &node{name: "feed"}, []*node{root}
	}
	var walk func(n *node)
	walk = func(n *node) {
		for _, k := range n.kids {
			switch {
			case k.name == "":
			case isEntry(k):
				entries = append(entries, k)
			case k.space == core || k.space == "?":
				walk(k)
			}
		}
	}
	walk(root)
	return channel, entries
}

// zoneFor is the zone of dates that name none.
func zoneFor(o Options, lang string) *time.Location {
	if o.Zone != nil {
		return o.Zone
	}
	if o.Language != "" {
		return ZoneOf(o.Language)
	}
	return ZoneOf(lang)
}

// documentLanguage is what the feed says of its language: the last element for
// that, as it stands there, else xml:lang of the root or channel.
func documentLanguage(root, channel *node) string {
	for _, n := range slices.Backward(channel.kids) {
		if n.name == "language" && (n.space == core || n.space == "dc") {
			if l := n.words(); language(l) != "" {
				return l
			}
		}
	}
	return firstOf(channel.lang, root.lang)
}

// language brings a language tag into the form of BCP 47.
func language(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	if len(s) > 35 || strings.ContainsAny(s, " ,;/\n") {
		s, _, _ = strings.Cut(strings.NewReplacer(",", " ", ";", " ", "/", " ", "\n", " ").Replace(s), " ")
		if len(s) > 35 {
			return ""
		}
	}
	return s
}

// homeOf is the absolute link of a channel to its page.
func homeOf(channel *node) string {
	for _, k := range channel.kids {
		if k.is("link") && relation(k) == "alternate" {
			if l := firstOf(k.words(), k.attr("href")); web(l) {
				return l
			}
		}
	}
	return ""
}

// address is the reference an element holds, absolute.
func (r *reader) address(n *node) string {
	return href(n.base, firstOf(n.words(), n.attr("href", "rdf:resource", "url", "resource")))
}

// date is the date an element holds.
func (r *reader) date(n *node) Date { return r.dated(n.words()) }

func (r *reader) dated(text string) Date {
	d := Date{Text: text}
	if t, ok := readDate(text, r.zone); ok {
		d.At = t
	}
	return d
}

// text is the text an element holds. The usual kind is what it is when the
// element does not say; plain is guessed at outside Atom.
func (r *reader) text(n *node, usual news.Kind) Text {
	t := Text{Raw: news.Raw{Kind: usual, Base: n.base, Lang: n.lang}}
	said := textKind(n.attr("type"))
	if said != "" {
		t.Kind = said
	}
	switch {
	case n.nested():
		if w := wrapper(n); w != nil && (r.d.Version == "atom10" || usual != news.XHTML && !promised(n)) {
			n = w // no part of the text (RFC 4287, section 3.1.1.3)
		}
		t.Markup, t.Kind = inner(n, said == news.XHTML), news.XHTML
		return t
	case coded(n):
		t.Markup = decode64(n.words())
	default:
		t.Markup = n.words()
	}
	if t.Kind == news.XHTML && n.attr("mode") != "escaped" && !coded(n) && (promised(n) || n.space == xhtml || !looksHTML(t.Markup)) {
		t.Markup = escape(t.Markup) // XHTML without an element is text
	}
	if t.Kind == news.PlainText && !r.atom && looksHTML(t.Markup) {
		t.Kind = news.HTML
	}
	return t
}

// promised reports whether an element says that what it holds is XHTML.
func promised(n *node) bool {
	t := strings.ToLower(n.attr("type"))
	return t == "xhtml" || t == "application/xhtml+xml"
}

// textKind reads the type of a text: the short ones of Atom 1.0 and media
// types. "" is unknown.
func textKind(typ string) news.Kind {
	typ, _, _ = strings.Cut(strings.ToLower(typ), ";")
	typ = strings.TrimSpace(typ)
	switch {
	case typ == "":
		return ""
	case typ == "html" || typ == "text/html":
		return news.HTML
	case typ == "xhtml" || typ == "application/xhtml+xml" || strings.HasSuffix(typ, "/xml") || strings.HasSuffix(typ, "+xml"):
		return news.XHTML
	case typ == "plain" || typ == "text" || strings.Contains(typ, "/"):
		return news.PlainText
	}
	return ""
}
