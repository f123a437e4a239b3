package document

import (
	"slices"
	"strings"

	"koreadesk/news"
)

// maxBone is the longest text the skeleton carries, in bytes.
const maxBone = 2048

// skeleton writes what gofeed is to read: a well-formed document of the same
// family with the elements in their places, but without the long texts, whose
// links gofeed would resolve in its own way and at great cost. Of an entry whose
// own reading lacks nothing only the iTunes elements are written.
func skeleton(version string, channel *node, entries []*node, list []Entry) string {
	var sb strings.Builder
	atom := strings.HasPrefix(version, "atom")
	root, item := "rss", "item"
	if atom {
		root, item = "feed", "entry"
		sb.WriteString(`<feed xmlns="http://www.w3.org/2005/Atom"`)
	} else {
		sb.WriteString(`<rss version="2.0"`)
	}
	sb.WriteString(` xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">`)
	if !atom {
		sb.WriteString("<channel>")
	}
	for _, k := range channel.kids {
		if !isEntry(k) && k.name != "items" {
			bone(&sb, k)
		}
	}
	for i, e := range entries {
		sb.WriteString("<" + item + ">")
		for _, k := range e.kids {
			if k.space == "itunes" || !list[i].complete() {
				bone(&sb, k)
			}
		}
		sb.WriteString("</" + item + ">")
	}
	if !atom {
		sb.WriteString("</channel>")
	}
	sb.WriteString("</" + root + ">")
	return sb.String()
}

// lacks reports whether gofeed could add anything to our own reading. Most feeds
// give it nothing to add, and it takes as long as all the rest.
func (d *Document) lacks(channel *node, entries []*node) bool {
	for _, k := range channel.kids {
		if !isEntry(k) && d.open(k) {
			return true
		}
	}
	for i, e := range entries {
		if !d.List[i].complete() || slices.ContainsFunc(e.kids, func(k *node) bool { return k.space == "itunes" }) {
			return true
		}
	}
	return false
}

// open reports whether an element of a feed holds what our own reading did not
// find or does not look for.
func (d *Document) open(n *node) bool {
	f := &d.Feed
	switch n.name {
	case "ttl", "skiphours", "skipdays":
		return true
	case "title":
		return f.Title.IsZero()
	case "subtitle", "tagline":
		return f.Subtitle.IsZero()
	case "pubdate":
		return f.Published.At.IsZero()
	case "lastbuilddate", "updated", "modified":
		return f.Updated.At.IsZero()
	case "date", "published", "issued", "created":
		return f.Published.At.IsZero() || f.Updated.At.IsZero()
	}
	return n.space == "itunes" || n.space == "sy"
}

// complete reports whether our own reading found what gofeed could add.
func (e *Entry) complete() bool {
	return !e.Title.IsZero() && !e.Published.At.IsZero()
}

// bone writes one element, unless it is of those gofeed is not asked about.
func bone(sb *strings.Builder, n *node) {
	switch n.space {
	case core, "itunes", "dc", "sy":
	default:
		return
	}
	switch n.name {
	case "", "description", "link", "textinput", "cloud", "rating", "content", "summary", "encoded", "body", "abstract", "rdf", "channel", "item", "entry", "source":
		return
	}
	name := n.name
	if n.space != core {
		name = n.space + ":" + name
	}
	sb.WriteString("<" + name)
	for _, a := range n.attrs {
		if strings.Contains(a.name, ":") || !plainName(a.name) {
			continue
		}
		sb.WriteString(" " + a.name + `="` + escapeQuoted(a.value) + `"`)
	}
	sb.WriteByte('>')
	for _, k := range n.kids {
		switch {
		case k.name != "":
			bone(sb, k)
		case len(k.text) <= maxBone:
			sb.WriteString(escape(k.text))
		}
	}
	sb.WriteString("</" + name + ">")
}

// plainName reports whether a name needs no mending to stand in XML.
func plainName(s string) bool {
	for i := range len(s) {
		if !nameByte(s[i]) || s[i] >= 0x80 || s[i] == ':' {
			return false
		}
	}
	return s != "" && letter(s[0])
}

// said is a plain text of the document as a whole.
func said(s string) Text {
	return Text{Raw: news.Raw{Markup: s, Kind: news.PlainText}}
}
