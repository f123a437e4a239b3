package page

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

// headlineOf is what a title says: its words without the line that names the
// section over a headline, and without the sign that an article is new or has
// a file, which come and go. Where nothing else is left they are the title.
func headlineOf(n *html.Node) string {
	s := text.Line(gatherBut(n, false, func(e *html.Node) bool { return e != n && (spoken(e) || besideHeadline(e)) }))
	if weight(s) >= 12 {
		return s
	}
	return wordsOf(n)
}

// counted is a number of comments, and no year.
var counted = regexp.MustCompile(`^[\[(](?:\d{1,3}|[03-9]\d{3}|\+\d{1,4})[\])]$`)

// besideHeadline reports whether an element within a title is no part of it.
func besideHeadline(n *html.Node) bool {
	if !named(n, "span", "em", "strong", "b", "i", "small", "sup", "div", "p", "mark", "a") {
		return false
	}
	words := tellingWords(n)
	if slices.ContainsFunc(words, topline) {
		return true
	}
	s, ok := few(n)
	if !ok {
		return false
	}
	if counted.MatchString(s) {
		return true
	}
	switch strings.Trim(s, "[]() ") {
	case "새글", "새 글", "새로운 글", "신규", "첨부", "첨부파일", "첨부파일 있음", "파일첨부":
		return true
	case "new", "n", "neu", "hot":
		return slices.ContainsFunc(words, func(w string) bool {
			return endsIn(w, "new", "neu", "badge", "icon", "ico", "label", "tag", "flag", "hot", "mark")
		})
	}
	return false
}

// few are the words in an element in lower case, false when it holds more than
// a sign does. A page may call anything a title, and nest it: no more is looked
// at.
func few(n *html.Node) (string, bool) {
	var out strings.Builder
	nodes := 0
	for at := n; at != nil; at = following(at, n) {
		if at.Type == html.TextNode {
			out.WriteString(at.Data)
		}
		if nodes++; nodes > 12 || out.Len() > 60 {
			return "", false
		}
	}
	return strings.ToLower(text.Line(out.String())), true
}

// topline reports whether a word in a class names the line over a headline.
func topline(word string) bool {
	switch word {
	case "kicker", "topline", "toptitle", "dachzeile", "overline", "roofline", "spitzmarke", "eyebrow", "pretitle", "preheadline", "vorzeile", "oberzeile":
		return true
	}
	return false
}
