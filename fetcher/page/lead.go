package page

import (
	"regexp"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

// linkOf is where the element n leads, "" for nowhere: by its address, or, on
// pages whose rows and buttons are links only to a script, by the address that
// stands in it.
func (t *tree) linkOf(n *html.Node) string {
	if n == nil || n.Type != html.ElementNode || !named(n, "a", "area") && !clickable(n) {
		return ""
	}
	to, ok := t.addresses[n]
	if !ok {
		to = t.leads(n)
		t.addresses[n] = to
	}
	return to
}

// dataLinks are the attributes in which scripts keep where an element leads.
var dataLinks = []string{"data-href", "data-link", "data-url"}

// clickable reports whether an element that is no link may lead somewhere all
// the same.
func clickable(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "onclick", dataLinks[0], dataLinks[1], dataLinks[2]:
			return a.Val != ""
		}
	}
	return false
}

func (t *tree) leads(n *html.Node) string {
	if named(n, "a", "area") {
		href := attribute(n, "href")
		return firstOf(t.absolute(href), t.clicked(attribute(n, "onclick")), t.clicked(href))
	}
	for e := range elements(n) {
		if named(e, "a") && t.absolute(attribute(e, "href")) != "" {
			return "" // its links say better where it leads
		}
	}
	for _, key := range dataLinks {
		if to := t.absolute(attribute(n, key)); to != "" && t.ours(to) && !attached(to) {
			return to
		}
	}
	return t.clicked(attribute(n, "onclick"))
}

// opened is the address that a line of script opens.
var opened = regexp.MustCompile(`(?:\blocation(?:\.href)?\s*=|\blocation\.(?:assign|replace)\s*\(|\bopen\s*\()\s*(?:'([^'<>\s]+)'|"([^"<>\s]+)")`)

// clicked is where a line of script leads on the page's own site, "" when it
// does not say: others are where a page is shared.
func (t *tree) clicked(script string) string {
	m := opened.FindStringSubmatch(script)
	if m == nil {
		return ""
	}
	if to := t.absolute(m[1] + m[2]); t.ours(to) {
		return to
	}
	return ""
}

// caption is what a link says of where it leads: its words, else those that
// are spoken, else those of its picture.
func caption(n *html.Node) string {
	return firstOf(wordsOf(n), text.Line(attribute(n, "title")), text.Line(attribute(n, "aria-label")), pictured(n))
}
