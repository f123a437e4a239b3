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

// dataLink is the name of an attribute in which scripts keep where an element
// leads.
var dataLink = regexp.MustCompile(`^data-(?:(?:detail|view|article|target|item|page|nav|go)-?)?(?:href|link|url|uri)$`)

// clickable reports whether an element that is no link may lead somewhere all
// the same.
func clickable(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Val != "" && (a.Key == "onclick" || dataLink.MatchString(a.Key)) {
			return true
		}
	}
	return false
}

func (t *tree) leads(n *html.Node) string {
	if named(n, "a", "area") {
		href := attribute(n, "href")
		return firstOf(t.absolute(href), t.clicked(attribute(n, "onclick")), t.clicked(href), t.kept(n))
	}
	for e := range elements(n) {
		if named(e, "a") && t.absolute(attribute(e, "href")) != "" {
			return "" // its links say better where it leads
		}
	}
	return firstOf(t.kept(n), t.clicked(attribute(n, "onclick")))
}

// kept is the address of the page's own site that scripts keep in an element,
// "" when there is none.
func (t *tree) kept(n *html.Node) string {
	for _, a := range n.Attr {
		if !dataLink.MatchString(a.Key) {
			continue
		}
		if to := t.absolute(a.Val); to != "" && t.ours(to) && !attached(to) {
			return to
		}
	}
	return ""
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
	return firstOf(headlineOf(n), text.Line(attribute(n, "title")), text.Line(attribute(n, "aria-label")), pictured(n))
}

// pictured is the text that stands for the first picture in n.
func pictured(n *html.Node) string {
	for e := range elements(n) {
		if e.Data == "img" && attribute(e, "alt") != "" {
			return text.Line(attribute(e, "alt"))
		}
	}
	return ""
}
