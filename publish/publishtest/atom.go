package publishtest

import (
	"net/mail"
	"strings"
	"time"
	"unicode/utf8"
)

// Atom holds a feed against RFC 4287 and against what the desk promises
// besides. It shares nothing with the code that writes.
func Atom(body []byte) []string {
	root, f := document(body)
	if root.XMLName.Space != nsAtom || root.XMLName.Local != "feed" || !langShape.MatchString(root.attr("lang")) {
		f.add("the root is %v, language %q", root.XMLName, root.attr("lang"))
		return f
	}
	f.vocabulary(root)
	f.uri("feed id", f.one(root, nsAtom, "id").Text)
	f.plain(f.one(root, nsAtom, "title"))
	f.one(root, nsAtom, "generator")
	f.person(root)
	newest := f.date(f.one(root, nsAtom, "updated"))
	rels := make(map[string]int)
	for _, l := range root.all(nsAtom, "link") {
		rels[l.attr("rel")]++
		f.web("feed link", l.attr("href"))
	}
	if rels["self"] != 1 || rels["alternate"] != 1 {
		f.add("the feed's links are %v", rels)
	}
	ids := make(map[string]bool)
	last := ""
	for _, e := range root.all(nsAtom, "entry") {
		id, order := f.entry(e, newest)
		if ids[id] {
			f.add("the id %s occurs twice", id)
		}
		ids[id] = true
		if last != "" && order >= last && len(root.all(nsHistory, "archive")) == 0 {
			f.add("%s is out of order", id)
		}
		last = order
	}
	for _, d := range root.all(nsTombstones, "deleted-entry") {
		if ref := d.attr("ref"); ids[ref] {
			f.add("%s is there and deleted", ref)
		} else {
			f.uri("ref", ref)
		}
		if when, err := time.Parse(time.RFC3339, d.attr("when")); err != nil || when.After(newest) {
			f.add("deleted at %q", d.attr("when"))
		}
	}
	metadata := true
	for _, n := range root.Nodes {
		own := n.XMLName.Local != "entry" && n.XMLName.Local != "deleted-entry"
		if own && !metadata {
			f.add("%s comes behind an entry", n.XMLName.Local)
		}
		metadata = metadata && own
	}
	return f
}

func (f *faults) person(n node) {
	all := n.all(nsAtom, "author")
	if len(all) == 0 {
		f.add("%s has no author", n.XMLName.Local)
	}
	for _, a := range all {
		f.plain(f.one(a, nsAtom, "name"))
		for _, u := range a.all(nsAtom, "uri") {
			f.web("author", u.Text)
		}
		for _, m := range a.all(nsAtom, "email") {
			if _, err := mail.ParseAddress(m.Text); err != nil {
				f.add("author's address %q", m.Text)
			}
		}
	}
}

// entry checks one entry; order sorts as the feed must be ordered.
func (f *faults) entry(e node, newest time.Time) (id, order string) {
	id = f.one(e, nsAtom, "id").Text
	f.uri("id", id)
	if !strings.HasPrefix(id, "tag:") {
		f.add("the id %q is no tag: URI", id)
	}
	f.plain(f.one(e, nsAtom, "title"))
	published, updated := f.date(f.one(e, nsAtom, "published")), f.date(f.one(e, nsAtom, "updated"))
	if updated.Before(published) || updated.After(newest) {
		f.add("updated %v, published %v, feed %v", updated, published, newest)
	}
	f.person(e)
	f.links(e)
	for _, s := range e.all(nsAtom, "summary") {
		f.plain(s)
		if n := utf8.RuneCountInString(s.Text); n > 300 {
			f.add("a summary of %d characters", n)
		}
	}
	for _, c := range e.all(nsAtom, "content") {
		if c.attr("type") != "html" || c.Text == "" {
			f.add("content of type %q", c.attr("type"))
		}
		f.markup(c.Text)
	}
	for _, c := range e.all(nsAtom, "category") {
		if c.attr("term") == "" || c.attr("label") == "" {
			f.add("a category without term or label")
		}
		f.uri("scheme", c.attr("scheme"))
	}
	s := f.one(e, nsAtom, "source")
	f.uri("source id", f.one(s, nsAtom, "id").Text)
	f.plain(f.one(s, nsAtom, "title"))
	f.date(f.one(s, nsAtom, "updated"))
	for _, a := range append(e.Attrs, s.Attrs...) {
		if a.Name.Local == "lang" && !langShape.MatchString(a.Value) {
			f.add("the language %q", a.Value)
		}
	}
	inverse := strings.Map(func(r rune) rune { return 0x7f - r }, id)
	return id, published.Format(time.RFC3339) + " " + inverse
}

// relations are those that a feed's or an entry's links may have here, all in
// the registry of RFC 8288.
const relations = " alternate self hub related via license enclosure current prev-archive next-archive "

// known are the elements a feed may have, by where they stand.
var known = map[string]string{
	"feed":   " id title subtitle updated link author generator entry archive deleted-entry ",
	"entry":  " id title updated published link author category rights summary content source issued ",
	"source": " id title updated link rights ",
	"author": " name uri email ",
}

// vocabulary checks that nothing is there that Atom or the extensions the desk
// uses do not know: elements, attributes, relations.
func (f *faults) vocabulary(n node) {
	for _, c := range n.Nodes {
		// media:content has a name of its own
		if allowed, ok := known[n.XMLName.Local]; ok && !strings.Contains(allowed, " "+c.XMLName.Local+" ") {
			f.add("%s within %s", c.XMLName.Local, n.XMLName.Local)
		}
		f.vocabulary(c)
	}
	if n.XMLName.Local != "link" {
		return
	}
	for _, a := range n.Attrs {
		if !strings.Contains(" href rel type title length hreflang ", " "+a.Name.Local+" ") || strings.TrimSpace(a.Value) == "" {
			f.add("a link with %s=%q", a.Name.Local, a.Value)
		}
	}
	if !strings.Contains(relations, " "+n.attr("rel")+" ") {
		f.add("the relation %q", n.attr("rel"))
	}
}

func (f *faults) links(e node) {
	alternates := 0
	seen := make(map[string]bool)
	for _, l := range e.all(nsAtom, "link") {
		f.web("link", l.attr("href"))
		if k := l.attr("rel") + " " + l.attr("href"); seen[k] {
			f.add("the link %s twice", k)
		} else {
			seen[k] = true
		}
		switch l.attr("rel") {
		case "alternate":
			alternates++
		case "related", "via", "license":
		case "enclosure":
			if !strings.HasPrefix(l.attr("href"), "https://") {
				f.add("the enclosure %s", l.attr("href"))
			}
		default:
			f.add("a link of rel %q", l.attr("rel"))
		}
		if t := l.attr("type"); t != "" && !typeShape.MatchString(t) {
			f.add("the type %q", t)
		}
	}
	if alternates != 1 {
		f.add("%d alternates", alternates)
	}
}
