package page

import (
	"slices"
	"time"

	"golang.org/x/net/html"
)

// published is when the article came out and was changed last, as far as the
// page says: to machines, in a labelled line, beside the headline, and in the
// line of the editors.
func (r *articleReader) published() (at, changed time.Time) {
	changed, _ = r.dates.read(firstOf(r.facts.datum("dateModified"), r.facts.first("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")))
	if r.meta.date.selector != nil {
		list, _ := r.told(r.meta.date)
		for _, s := range list {
			if t, ok := r.dates.read(s); ok {
				return t, changed
			}
		}
	}
	for _, s := range []string{
		r.facts.datum("datePublished"),
		r.facts.first("article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created",
			"dc.date.created", "dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date", "date"),
	} {
		if t, ok := r.dates.read(s); ok {
			return t, changed
		}
	}
	for _, labels := range [][]string{r.meta.date.labels, nil, editorLabels()} {
		if labels == nil {
			if t, ok := r.besideHeadline(); ok {
				return t, changed
			}
			continue
		}
		s, _ := value(r.lines, labels)
		if t, ok := r.dates.read(s); ok {
			return t, changed
		}
	}
	return time.Time{}, changed
}

// besideHeadline is the date that stands close to the headline: what follows
// it first, then what is before it.
func (r *articleReader) besideHeadline() (time.Time, bool) {
	head := r.headline()
	if head == nil {
		return time.Time{}, false
	}
	p := newProposer(r.tree, Options{Language: r.dates.language, Zone: r.dates.zone, Now: r.dates.now})
	const farther = 15 // elements behind the headline that are looked at
	var before []*html.Node
	after := -1
	for n := range r.elements() {
		switch {
		case n == head:
			after = 0
		case under(n, head) || inChrome(n):
		case after < 0:
			before = append(before, n)
		case p.dateRank(n) >= 3:
			return r.dates.of(n)
		default:
			after++
		}
		if after == farther {
			break
		}
	}
	slices.Reverse(before)
	for _, n := range before[:min(len(before), 8)] {
		if p.dateRank(n) >= 3 {
			return r.dates.of(n)
		}
	}
	return time.Time{}, false
}
