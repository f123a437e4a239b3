package page

import (
	"strconv"
	"time"

	"golang.org/x/net/html"
)

// daySpanning is the day in a cell of a row above that reaches down to an item
// which is a row of its own: one day, several reports.
func (d dateReader) daySpanning(item *html.Node) (time.Time, bool) {
	if !named(item, "tr") {
		return time.Time{}, false
	}
	down := 0
	for row := previous(item); named(row, "tr") && down < farthest; row = previous(row) {
		down++
		for c := row.FirstChild; c != nil; c = c.NextSibling {
			if !named(c, "td", "th") || attribute(c, "rowspan") == "" {
				continue
			}
			if rows, _ := strconv.Atoi(attribute(c, "rowspan")); rows <= down {
				continue
			}
			if t, ok := d.of(c); ok {
				return t, true
			}
		}
	}
	return time.Time{}, false
}
