package page

import (
	"strings"
	"time"

	"golang.org/x/net/html"
)

// date is the date that the nodes a selector found tell: the first that can be
// read, else all of them together.
func (r row) date(nodes []*html.Node, d dateReader) time.Time {
	if s := r.list.fields[date]; s.attribute != "" {
		for _, n := range nodes {
			if t, ok := d.counted(attribute(n, s.attribute)); ok {
				return t
			}
		}
		return time.Time{}
	}
	var all []string
	for _, n := range nodes {
		if t, ok := d.of(n); ok {
			return t
		}
		all = append(all, apart(n))
	}
	t, _ := d.read(strings.Join(all, " "))
	return t
}

// of is the date an element tells: by its attribute for machines, then by the
// text that stands in it directly, then by all its text.
func (d dateReader) of(n *html.Node) (time.Time, bool) {
	if d.layout == "" && (n.Data == "meta" || published(n)) {
		if t, ok := d.read(attribute(n, "content")); ok {
			return t, true
		}
	}
	if n.Data == "time" && d.layout == "" {
		if t, ok := d.read(attribute(n, "datetime")); ok {
			return t, true
		}
	}
	if d.layout == "" {
		if key, t := d.keptDate(n); key != "" {
			return t, true
		}
	}
	for _, words := range []func(*html.Node) string{own, wordsOf, apart} {
		if t, ok := d.read(words(n)); ok {
			return t, true
		}
	}
	return time.Time{}, false
}
