package page

import (
	"strings"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

// wordsOf is what a reader sees of n, as one line: blocks, cells and breaks
// are apart, what only a screen reader speaks is left out unless it is all
// there is.
func wordsOf(n *html.Node) string {
	if s := text.Line(gather(n, false, true)); s != "" {
		return s
	}
	return text.Line(gather(n, false, false))
}

// apart is the text of n with a blank between all its pieces, for dates that
// are put together from several elements.
func apart(n *html.Node) string { return text.Line(gather(n, true, true)) }

// own is the text that stands in n directly, not in elements within it.
func own(n *html.Node) string {
	var out strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			out.WriteString(c.Data)
			out.WriteByte(' ')
		}
	}
	return text.Line(out.String())
}

// mostWords is how many bytes of text of one element are looked at.
const mostWords = 20_000

func gather(top *html.Node, spaced, seen bool) string {
	return gatherBut(top, spaced, func(n *html.Node) bool { return seen && spoken(n) && n != top })
}

// gatherBut is the text in top without that of the elements left out.
func gatherBut(top *html.Node, spaced bool, leave func(*html.Node) bool) string {
	var out strings.Builder
	for n := top; n != nil && out.Len() < mostWords; {
		switch {
		case n.Type == html.TextNode:
			out.WriteString(n.Data)
			if spaced {
				out.WriteByte(' ')
			}
		case n.Type == html.ElementNode && (unread(n) || leave(n)):
			out.WriteByte(' ')
			n = past(n, top)
			continue
		case n.Type == html.ElementNode && block(n.Data):
			out.WriteByte(' ')
		}
		next := following(n, top)
		// A block that ends is a blank as well.
		for up := n; up != nil && up != top && next != nil && !within(next, up); up = up.Parent {
			if block(up.Data) {
				out.WriteByte(' ')
				break
			}
		}
		n = next
	}
	return out.String()
}

// within reports whether n is a child of top. The node after top in document
// order is either that or outside of it.
func within(n, top *html.Node) bool { return n.Parent == top }

// unread reports whether the content of an element is no text for readers.
func unread(n *html.Node) bool {
	switch n.Data {
	case "script", "style", "noscript", "template", "textarea", "title", "iframe", "object", "audio", "video", "canvas":
		return true
	}
	return false
}

// spoken reports whether an element is hidden from sight.
func spoken(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true" && !named(n, "a", "time")
		case "class":
			for class := range strings.FieldsSeq(a.Val) {
				switch strings.ToLower(class) {
				case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader-only", "aural",
					"element-invisible", "rich-snippet-hidden", "u-hidden-visually", "blind", "sound-only", "sound_only":
					return true
				}
			}
		}
	}
	return false
}
