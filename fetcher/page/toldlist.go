package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"koreadesk/news"
	"koreadesk/news/text"
)

// Some pages are made by scripts in the browser and show a plain reader
// nothing; what they list they tell machines, in JSON-LD.

// toldItems selects the data of a page; its entries are the articles in it.
const toldItems = `script[type="application/ld+json"]`

// toldLists reports whether the items of a list are data.
func toldLists(items []*html.Node) bool {
	return len(items) > 0 && !slices.ContainsFunc(items, func(n *html.Node) bool { return n.Data != "script" })
}

// toldEntries are the articles that the data of a page lists, in its order.
func (t *tree) toldEntries(scripts []*html.Node, d dateReader, o Options) []news.Entry {
	d.layout = "" // that is of what readers see
	w := toldWalk{tree: t, left: maxTold, met: make(map[string]bool)}
	for _, n := range scripts {
		w.walk(t.data(n), false, 0)
	}
	t.cut = t.cut || w.left < 0
	entries := make([]news.Entry, 0, len(w.found))
	for _, a := range w.found[:min(len(w.found), MaxEntries)] {
		e := news.Entry{Title: text.Cut(a.title, titleLength), Link: text.Tidy(a.link), Summary: text.Cut(a.summary, summaryLength),
			Language: firstOf(o.Language, t.lang)}
		e.Published, _ = d.counted(a.date)
		entries = append(entries, e)
	}
	return entries
}

// toldArticle is an article as data tells of it.
type toldArticle struct{ title, link, date, summary string }

// toldWalk goes through data for the articles it lists.
type toldWalk struct {
	tree  *tree
	left  int
	met   map[string]bool
	found []toldArticle
}

// walk looks into a value; listed says that it is an item of a list, which
// need not say what it is. A trail of breadcrumbs is no such list.
func (w *toldWalk) walk(v any, listed bool, depth int) {
	if w.left--; w.left < 0 || depth > maxToldDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			w.walk(one, listed, depth+1)
		}
	case map[string]any:
		kinds := stringsIn(v["@type"])
		switch {
		case slices.ContainsFunc(kinds, isArticle), listed && w.maybe(v, kinds):
			w.add(v)
		case slices.Contains(kinds, "BreadcrumbList"), slices.Contains(kinds, "SiteNavigationElement"):
		case slices.Contains(kinds, "ListItem"):
			w.walk(v["item"], listed, depth+1)
		default:
			for _, key := range []string{"@graph", "mainEntity", "blogPost", "hasPart"} {
				w.walk(v[key], false, depth+1)
			}
			w.walk(v["itemListElement"], slices.Contains(kinds, "ItemList"), depth+1)
		}
	}
}

// maybe reports whether an item of a list that does not say that it is an
// article may be one: it has a name and an address, and is nothing else.
func (w *toldWalk) maybe(v map[string]any, kinds []string) bool {
	if _, more := v["item"].(map[string]any); more {
		return false
	}
	return !slices.ContainsFunc(kinds, func(kind string) bool {
		return kind != "ListItem" && kind != "WebPage" && kind != "Thing" && kind != "CreativeWork"
	})
}

// add takes an article that has a title and leads on, on the page's own site.
func (w *toldWalk) add(v map[string]any) {
	first := func(keys ...string) string {
		for _, key := range keys {
			if list := stringsIn(v[key]); len(list) > 0 && list[0] != "" {
				return list[0]
			}
		}
		return ""
	}
	a := toldArticle{title: toldLine(first("headline", "name")), date: first(publishedMark, "dateCreated"), summary: toldLine(first("description"))}
	for _, key := range []string{"url", "mainEntityOfPage", "@id", "item"} {
		for _, address := range stringsIn(v[key]) {
			if to := w.tree.absolute(address); a.link == "" && to != "" && !strings.Contains(to, "#") && w.tree.ours(to) && !w.tree.itself(to) {
				a.link = to
			}
		}
	}
	if a.title != "" && a.link != "" && !w.met[a.link] {
		w.met[a.link] = true
		w.found = append(w.found, a)
	}
}

// proposeTold finds the list that a page shows to machines alone.
func (t *tree) proposeTold(o Options) (Selectors, Evidence, error) {
	s := Selectors{Items: toldItems}
	l, err := Compile(s)
	if err != nil {
		return Selectors{}, Evidence{}, err
	}
	r := l.read(t, o)
	if len(r.Entries) < fewest {
		return Selectors{}, Evidence{}, ErrNoList
	}
	e := Evidence{Entries: len(r.Entries), Headed: len(r.Entries), First: r.Entries[0].Title, Score: convincing}
	for _, entry := range r.Entries {
		e.Dated += one(!entry.Published.IsZero())
		e.Summarised += one(entry.Summary != "")
	}
	return s, e, nil
}
