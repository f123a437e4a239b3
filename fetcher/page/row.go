package page

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"koreadesk/news"
	"koreadesk/news/text"
)

// Lengths, in characters, of what is taken from a list.
const (
	titleLength   = 400
	summaryLength = 600
	termLength    = 200
	maxCategories = 20
)

// row is one entry as it stands on the page.
type row struct {
	tree  *tree
	list  *List
	item  *html.Node
	found [fields][]*html.Node // what each selector matched, in document order
}

// gatherRows finds for each item what the selectors match in it. Each selector
// walks over the page once; what it matches finds its item by climbing.
func gatherRows(t *tree, l *List, items []*html.Node) []row {
	rows := make([]row, len(items))
	inside := make(map[*html.Node]int, len(items))
	for i, n := range items {
		rows[i] = row{tree: t, list: l, item: n}
		inside[n] = i
	}
	behind := successors(items, inside)
	for f := range fields {
		s := l.fields[f]
		if s == nil {
			continue
		}
		if s.self {
			for i := range rows {
				rows[i].found[f] = []*html.Node{rows[i].item}
			}
			continue
		}
		owners := inside
		if s.after {
			owners = behind
		}
		for _, n := range s.matches(t.root) {
			for up := n; up != nil; up = up.Parent {
				i, ok := owners[up]
				if ok && len(rows[i].found[f]) < maxCategories {
					rows[i].found[f] = append(rows[i].found[f], n)
				}
			}
		}
		for i := range rows { // an item is meant itself only where nothing in it is
			if found := rows[i].found[f]; len(found) > 1 && found[0] == rows[i].item {
				rows[i].found[f] = found[1:]
			}
		}
	}
	return rows
}

// successors tells of each element behind an item, in the same parent and
// before the next item, whose it is.
func successors(items []*html.Node, inside map[*html.Node]int) map[*html.Node]int {
	behind := make(map[*html.Node]int)
	for i, item := range items {
		for n := item.NextSibling; n != nil; n = n.NextSibling {
			if _, ok := inside[n]; ok {
				break
			}
			if n.Type == html.ElementNode {
				behind[n] = i
			}
		}
	}
	return behind
}

// entry is the row as an entry. Without a title or link it is none.
func (r row) entry(d dateReader, o Options) news.Entry {
	e := news.Entry{Language: firstOf(o.Language, languageOf(r.item), r.tree.lang)}
	heading, a := r.defaults()
	e.Title = text.Cut(r.title(heading, a), titleLength)
	e.Link = text.Tidy(r.link(a))
	if nodes := r.found[date]; len(nodes) > 0 {
		d.year, d.month = over(r.item)
		e.Published = r.date(nodes, d)
	}
	switch {
	case !e.Published.IsZero():
	case r.list.fields[date] == nil:
		e.Published, _ = d.dayOver(r.item)
	default:
		e.Published, _ = d.daySpanning(r.item)
	}
	if nodes := r.found[summary]; len(nodes) > 0 {
		e.Summary = text.Cut(withoutMore(r.take(summary, nodes[0]), nodes[0]), summaryLength)
	}
	for _, n := range r.found[category] {
		term := text.Cut(r.take(category, n), termLength)
		c := news.Category{Term: term}
		if term != "" && !slices.Contains(e.Categories, c) {
			e.Categories = append(e.Categories, c)
		}
	}
	return e
}

// defaults are the heading of an entry and the link that leads to it, nil
// where there is none: the link in or around the heading, else the first with
// words that are not just "more", else the first.
func (r row) defaults() (head, a *html.Node) {
	var worded, any *html.Node
	for n := range elements(r.item) {
		if headlike(n) && head == nil {
			head = n
		}
		if r.tree.linkOf(n) == "" {
			continue
		}
		switch {
		case a == nil && (under(n, head) || hasHeading(n)):
			a = n
		case worded == nil && !generic(wordsOf(n)):
			worded = n
		case any == nil:
			any = n
		}
	}
	if a == nil && head != nil && worded != nil && any != nil && generic(wordsOf(any)) {
		a = any // a heading, words with links of their own, and "more"
	}
	for _, n := range []*html.Node{a, worded, any} {
		if n != nil {
			return head, n
		}
	}
	for up := r.item.Parent; up != nil; up = up.Parent {
		if r.tree.linkOf(up) != "" {
			return head, up
		}
	}
	return head, nil
}

func (r row) title(head, a *html.Node) string {
	if r.list.fields[title] != nil {
		for _, n := range r.found[title] {
			if s := r.undated(r.take(title, n), n); s != "" {
				return s
			}
		}
		return ""
	}
	if head != nil {
		if s := r.undated(headlineOf(head), head); s != "" {
			return s
		}
	}
	if a == nil {
		return ""
	}
	s := r.undated(headlineOf(a), a)
	if named := text.Line(attribute(a, "title")); s == "" || generic(s) && named != "" {
		s = named
	}
	return firstOf(s, caption(a))
}

// undated are the words of a title without the date that stands in it.
func (r row) undated(words string, n *html.Node) string {
	for _, told := range r.found[date] {
		if told != n && under(told, n) {
			words = without(words, wordsOf(told))
		}
		if told == n {
			words = withoutDay(words)
		}
	}
	return words
}

// dayFirst is a day, year and all, that begins a line.
var dayFirst = regexp.MustCompile(`(?i)^[\[(]?(?:(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So)\.?,? (?:den )?)?(?:\d{1,2}\. ?\d{1,2}\. ?\d{2}(?:\d{2})?|\d{4}[.-] ?\d{1,2}[.-] ?\d{1,2}\.?|\d{1,2}\.? (?:` + monthNames() + `)\.? \d{4})[\])]?(?: ?[:|,·•–—-])? `)

// withoutDay takes the day off the beginning of a title that tells it too.
func withoutDay(title string) string {
	if rest := title[len(dayFirst.FindString(title)):]; weight(rest) >= 12 {
		return rest
	}
	return title
}

// without takes a part off the beginning or the end of a line, and the sign
// between them.
func without(line, part string) string {
	rest, ok := strings.CutPrefix(line, part)
	if !ok {
		rest, ok = strings.CutSuffix(line, part)
	}
	if rest = strings.Trim(rest, " :|,·•–—-/"); !ok || rest == "" {
		return line
	}
	return rest
}

func (r row) link(a *html.Node) string {
	s := r.list.fields[link]
	if s == nil {
		if a == nil {
			return ""
		}
		return r.tree.linkOf(a)
	}
	for _, n := range r.found[link] {
		to := r.tree.absolute(attribute(n, firstOf(s.attribute, "href")))
		if to == "" && s.attribute == "" {
			if a := firstLink(r.tree, n); a != nil {
				to = r.tree.linkOf(a)
			}
		}
		if to != "" {
			return to
		}
	}
	return ""
}

// take is what the selector of a field takes of n, as one line.
func (r row) take(f field, n *html.Node) string {
	if s := r.list.fields[f]; s.attribute != "" {
		return text.Line(attribute(n, s.attribute))
	}
	if f == title {
		return headlineOf(n)
	}
	return wordsOf(n)
}
