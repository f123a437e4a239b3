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

// counted is a number of comments.
var counted = regexp.MustCompile(`^[\[(]\+?\d{1,4}[\])]$`)

// besideHeadline reports whether an element within a title is no part of it.
func besideHeadline(n *html.Node) bool {
	if !named(n, "span", "em", "strong", "b", "i", "small", "sup", "div", "p", "mark", "a") {
		return false
	}
	s := strings.ToLower(text.Line(gather(n, false, false)))
	if counted.MatchString(s) {
		return true
	}
	words := tellingWords(n)
	if slices.ContainsFunc(words, topline) {
		return true
	}
	if len(s) > 24 {
		return false
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

// topline reports whether a word in a class names the line over a headline.
func topline(word string) bool {
	switch word {
	case "kicker", "topline", "toptitle", "dachzeile", "overline", "roofline", "spitzmarke", "eyebrow", "pretitle", "preheadline", "vorzeile", "oberzeile":
		return true
	}
	return false
}
