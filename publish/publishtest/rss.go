package publishtest

import (
	"strings"
	"time"
)

const (
	nsContent = "http://purl.org/rss/1.0/modules/content/"
	nsDC      = "http://purl.org/dc/elements/1.1/"
)

// RSS holds a feed against the RSS 2.0 specification likewise.
func RSS(body []byte) []string {
	root, f := document(body)
	if root.XMLName.Local != "rss" || root.attr("version") != "2.0" {
		f.add("the root is %v", root.XMLName)
		return f
	}
	c := f.one(root, "", "channel")
	for _, name := range []string{"title", "description", "generator", "language"} {
		f.plain(f.one(c, "", name))
	}
	f.web("channel link", f.one(c, "", "link").Text)
	f.rfc822(f.one(c, "", "lastBuildDate"))
	rels := make(map[string]int)
	for _, l := range c.all(nsAtom, "link") {
		rels[l.attr("rel")]++
		f.web("channel's atom:link", l.attr("href"))
	}
	if rels["self"] != 1 || rels["self"]+rels["hub"] != len(c.all(nsAtom, "link")) {
		f.add("the channel's links are %v", rels)
	}
	for _, i := range c.all("", "item") {
		f.plain(f.one(i, "", "title"))
		f.web("link", f.one(i, "", "link").Text)
		if g := f.one(i, "", "guid"); g.attr("isPermaLink") != "false" || !strings.HasPrefix(g.Text, "tag:") {
			f.add("the guid %q %v", g.Text, g.Attrs)
		}
		f.rfc822(f.one(i, "", "pubDate"))
		if len(i.all(nsDC, "creator")) == 0 {
			f.add("an item without creator")
		}
		described := false
		for _, c := range i.Nodes {
			described = described || c.XMLName.Space == "" && c.XMLName.Local == "description"
			if c.XMLName.Space == nsContent && !described {
				f.add("the content comes before the description")
			}
		}
		for _, e := range i.all(nsContent, "encoded") {
			f.markup(e.Text)
		}
		for _, d := range i.all("", "description") {
			f.markup(d.Text)
		}
		if n := len(i.all("", "enclosure")); n > 1 {
			f.add("%d enclosures", n)
		}
		for _, e := range i.all("", "enclosure") {
			f.web("enclosure", e.attr("url"))
			if e.attr("length") == "" || e.attr("type") == "" {
				f.add("an enclosure %v", e.Attrs)
			}
		}
	}
	return f
}

func (f *faults) rfc822(n node) {
	t, err := time.Parse("Mon, 02 Jan 2006 15:04:05 GMT", n.Text)
	if err != nil || t.Format("Mon, 02 Jan 2006 15:04:05 GMT") != n.Text {
		f.add("%s %q is no RFC 822 date in GMT", n.XMLName.Local, n.Text)
	}
}
