package page

import (
	"strings"

	"golang.org/x/net/html"
)

// What the names of elements mean for how they nest (HTML, 13.2.4).

func void(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// block reports whether the element stands on lines of its own.
func block(name string) bool {
	switch name {
	case "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog",
		"dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
		"h5", "h6", "header", "hgroup", "hr", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "search",
		"section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp":
		return true
	}
	return false
}

// inline reports whether the element may be closed out of order.
func inline(name string) bool {
	switch name {
	case "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u", "span",
		"abbr", "cite", "mark", "sub", "sup", "time", "label", "bdi", "bdo", "del", "ins", "q", "kbd", "var":
		return true
	}
	return false
}

func heading(name string) bool {
	return len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6'
}

// headlike reports whether n stands over what it belongs to.
func headlike(n *html.Node) bool { return heading(n.Data) || n.Data == "summary" }

// hasHeading reports whether there is one in n.
func hasHeading(n *html.Node) bool {
	for e := range elements(n) {
		if headlike(e) {
			return true
		}
	}
	return false
}

func closesParagraph(name string) bool {
	switch name {
	case "br", "caption", "tbody", "td", "tfoot", "th", "thead", "tr":
		return false
	}
	return block(name)
}

// scope is where the search for the start of an end tag ends.
func scope(name string) func(string) bool {
	switch name {
	case "table":
		return nil
	case "caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr":
		return table
	case "li", "dt", "dd":
		return list
	}
	return cell
}

func table(name string) bool { return name == "table" }

func cell(name string) bool {
	return name == "td" || name == "th" || name == "caption" || name == "table"
}

func buttonOrCell(name string) bool { return name == "button" || cell(name) }

// list ends the search of an item for the item before it.
func list(name string) bool {
	switch name {
	case "div", "p", "address":
		return false
	}
	return !inline(name) && name != "li" && name != "dt" && name != "dd"
}

// linkedData reports whether a script is data in JSON-LD, which is read.
func linkedData(attributes []html.Attribute) bool {
	for _, a := range attributes {
		if a.Key == "type" && strings.Contains(strings.ToLower(a.Val), "ld+json") {
			return true
		}
	}
	return false
}

// attribute is the value of an attribute, "" when it is not there.
func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// named reports whether n is an element of one of these names.
func named(n *html.Node, names ...string) bool {
	if n == nil || n.Type != html.ElementNode {
		return false
	}
	for _, name := range names {
		if n.Data == name {
			return true
		}
	}
	return false
}
