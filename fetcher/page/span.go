package page

import (
	"strconv"
	"time"

	"golang.org/x/net/html"
)

// mostCells is how many cells of a row are looked at for such a day.
const mostCells = 20

// daySpanning is the day in a cell of a row above that reaches down to an item
// which is a row of its own: one day, several reports.
func (d dateReader) daySpanning(item *html.Node) (time.Time, bool) {
	if !named(item, "tr") {
		return time.Time{}, false
	}
	down := 0
	for row := previous(item); named(row, "tr") && down < farthest; row = previous(row) {
		down++
		cells := 0
		for c := row.FirstChild; c != nil && cells < mostCells; c = c.NextSibling {
			if !named(c, "td", "th") {
				continue
			}
			cells++
			if rows, _ := strconv.Atoi(attribute(c, "rowspan")); rows <= down {
				continue
			}
			if t := d.ofCell(c); !t.IsZero() {
				return t, true
			}
		}
	}
	return time.Time{}, false
}

// ofCell is the day in a cell, zero for none. Many rows may ask for one cell.
func (d dateReader) ofCell(c *html.Node) time.Time {
	t, ok := d.cells[c]
	if !ok {
		t, _ = d.of(c)
		if d.cells != nil {
			d.cells[c] = t
		}
	}
	return t
}
