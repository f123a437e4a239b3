package page

import (
	"fmt"

	"koreadesk/news"
)

// Drift is a selector that no longer fits its page: the page was rebuilt, or
// the selector never was right. It is never "no news".
type Drift struct {
	Key      string // of the selector in feeds.yaml
	Selector string // as written, "" for a default
	Entries  int    // how many entries it was tried on
	Why      string // "matches nothing", "gives no date that can be read", ...
}

// String is one line for status.
func (d Drift) String() string {
	s := d.Key
	if d.Selector != "" {
		s += fmt.Sprintf(" %q", d.Selector)
	}
	s += " " + d.Why
	if d.Entries > 0 {
		s += fmt.Sprintf(" in any of %d entries", d.Entries)
	}
	return s
}

// tally counts in how many entries each selector was of use.
type tally struct {
	entries         int
	matched, useful [fields]int
}

func (y *tally) count(r row, e news.Entry) {
	y.entries++
	for f := range fields {
		if len(r.found[f]) > 0 {
			y.matched[f]++
		}
	}
	for f, useful := range [fields]bool{e.Title != "", e.Link != "", !e.Published.IsZero(), e.Summary != "", len(e.Categories) > 0} {
		if useful {
			y.useful[f]++
		}
	}
}

// drift is what the counts mean. A default cannot drift, but for the title and
// the link without which there is no entry.
func (y *tally) drift(l *List) []Drift {
	var out []Drift
	without := [fields]string{"gives no title", "gives no link of the web", "gives no date that can be read", "gives no text", "gives no text"}
	for f := range fields {
		given := l.fields[f]
		d := Drift{Key: f.name(), Entries: y.entries}
		switch {
		case given == nil && f != title && f != link, y.useful[f] > 0:
			continue
		case given == nil:
			d.Why = "is found"
			d.Key = "no " + d.Key
		case y.matched[f] == 0:
			d.Selector, d.Why = given.text, "matches nothing"
		default:
			d.Selector, d.Why = given.text, without[f]
		}
		out = append(out, d)
	}
	return out
}
