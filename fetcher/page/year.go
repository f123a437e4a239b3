package page

import (
	"regexp"
	"strconv"

	"golang.org/x/net/html"
)

// yearAlone is a heading that says a year and little else: "2025", "Archiv 2025".
var yearAlone = regexp.MustCompile(`^(?:\pL+ )?((?:19|20)\d\d)\s?년?:?$`)

// yearOver is the year that stands over an item as the heading of its part of
// the list, 0 when there is none: an older part has its days without a year.
func yearOver(item *html.Node) int {
	n := item
	for range 4 {
		for before := previous(n); before != nil; before = previous(before) {
			if !heading(before.Data) && !named(before, "summary", "caption", "dt") {
				continue
			}
			if m := yearAlone.FindStringSubmatch(wordsOf(before)); m != nil {
				year, _ := strconv.Atoi(m[1])
				return year
			}
			if heading(before.Data) {
				break
			}
		}
		if n = n.Parent; n == nil || n.Type != html.ElementNode || named(n, "body", "main") {
			return 0
		}
	}
	return 0
}
