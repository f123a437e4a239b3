package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// yearAlone is a heading that says a year and little else: "2025", "Archiv 2025".
var yearAlone = regexp.MustCompile(`^(?:\pL+ )?((?:19|20)\d\d)\s?년?:?$`)

// monthAlone is a heading that says a month: "November 2026", "November",
// "2026년 11월". Its groups: the month's name and year, or year and month.
var monthAlone = regexp.MustCompile(`^(?:(` + monthNames() + `)\.?(?: ((?:19|20)\d\d))?|((?:19|20)\d\d)[년.] ?(\d{1,2})[월.]?):?$`)

// dayAlone is a day of a month that stands elsewhere: "26.", "Do, 26.", "26일".
var dayAlone = regexp.MustCompile(`^(?:\pL{2,10}\.?,? )?(\d{1,2})\.?(?: ?일)?$`)

// farthest is how many elements back a heading is looked for.
const farthest = 500

// over is what stands over an item as the heading of its part of the list: a
// year, a month of a year, or nothing (0). In an older part days are without a
// year, in that of a month even without their month.
func over(item *html.Node) (year int, month time.Month) {
	n := item
	for range 4 {
		before := previous(n)
		for steps := 0; before != nil && steps < farthest; before, steps = previous(before), steps+1 {
			if !heading(before.Data) && !named(before, "summary", "caption", "dt") {
				continue
			}
			words := wordsOf(before)
			if m := monthAlone.FindStringSubmatch(strings.ToLower(words)); m != nil && month == 0 {
				month = time.Month(monthNamed(m[1]) + number(m[4]))
				if year = number(m[2] + m[3]); year != 0 {
					return year, month
				}
			}
			if m := yearAlone.FindStringSubmatch(words); m != nil {
				year, _ = strconv.Atoi(m[1])
				return year, month
			}
			if heading(before.Data) {
				break
			}
		}
		if n = n.Parent; n == nil || n.Type != html.ElementNode || named(n, "body", "main") {
			break
		}
	}
	return year, month
}

// dayOver is the day that stands over an item as the heading of its part of the
// list, "Dienstag, 17. November 2026", or in a cell that reaches down to it.
func (d dateReader) dayOver(item *html.Node) (time.Time, bool) {
	if t, ok := d.daySpanning(item); ok {
		return t, true
	}
	n := item
	for range 3 {
		before := previous(n)
		for steps := 0; before != nil && steps < farthest; before, steps = previous(before), steps+1 {
			if !heading(before.Data) && !named(before, "summary", "caption") && !(n == item && named(before, "dt") && named(item, "dd")) {
				continue
			}
			words := wordsOf(before)
			if weight(words) > 36 {
				return time.Time{}, false
			}
			return d.read(words)
		}
		if n = n.Parent; n == nil || n.Type != html.ElementNode || named(n, "body", "main") {
			break
		}
	}
	return time.Time{}, false
}

// dayOf is the day that s says alone, in the month that stands over it.
func (d dateReader) dayOf(s string) (time.Time, bool) {
	m := dayAlone.FindStringSubmatch(s)
	if m == nil || d.month < time.January || d.month > time.December {
		return time.Time{}, false
	}
	day, year := number(m[1]), d.lately(int(d.month), number(m[1]))
	if day < 1 || year == 0 || day > time.Date(year, d.month+1, 0, 0, 0, 0, 0, time.UTC).Day() {
		return time.Time{}, false
	}
	return time.Date(year, d.month, day, 0, 0, 0, 0, time.UTC), true
}
