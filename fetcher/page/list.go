package page

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/net/html"

	"koreadesk/news"
	"koreadesk/news/text"
)

// Selectors say where on a list page its entries are, as CSS selectors. One
// that ends in @NAME takes the attribute NAME, else the text is taken. All but
// Items are looked for within an entry; ":scope" is the entry's own element,
// and "+ SELECTOR" looks behind it, up to the next entry.
type Selectors struct {
	Items    string // the entries, or data in JSON-LD that lists them; must be given
	Title    string // default: its heading, else the text of its link
	Link     string // default: the link of its heading, else the first with words
	Date     string // default: what the page's data (JSON-LD) says of its link, or the day in the path of that
	Summary  string // default: none
	Category string // every match is one; default: none
	Next     string // the link to the next page, anywhere on the page; default: none

	Layout   string // of dates, as package time writes it ("02/01/2006"); default: all known forms
	Language string // of dates (BCP 47); default: that of the source or the page
}

// field is one of the selectors within an entry.
type field int

const (
	title field = iota
	link
	date
	summary
	category
	fields
)

// name is the key of the field in feeds.yaml.
func (f field) name() string {
	return [...]string{"title", "link", "date", "summary", "category"}[f]
}

// List reads list pages of one form. It may be used from many goroutines.
type List struct {
	items, next *selector
	fields      [fields]*selector // nil where none was given
	layout      string
	language    string
}

// Compile reads the selectors. Its error names each that cannot be used.
func Compile(s Selectors) (*List, error) {
	l := &List{layout: s.Layout, language: s.Language}
	var wrong []string
	compile := func(key, text string, to **selector) {
		if text == "" {
			return
		}
		var err error
		if *to, err = parse(text); err != nil {
			wrong = append(wrong, key+": "+err.Error())
		}
	}
	if s.Items == "" {
		wrong = append(wrong, "items: must be given; it selects the entries of the list")
	}
	compile("items", s.Items, &l.items)
	for f, text := range [fields]string{s.Title, s.Link, s.Date, s.Summary, s.Category} {
		compile(field(f).name(), text, &l.fields[f])
	}
	compile("next", s.Next, &l.next)
	if l.items != nil && (l.items.self || l.items.after || l.items.attribute != "") {
		wrong = append(wrong, fmt.Sprintf("items: selector %q has to select elements", s.Items))
	}
	if l.next != nil && (l.next.self || l.next.after) {
		wrong = append(wrong, fmt.Sprintf("next: selector %q has to select an element of the page", s.Next))
	}
	if s.Layout != "" {
		if err := CheckLayout(s.Layout); err != nil {
			wrong = append(wrong, "layout: "+err.Error())
		}
	}
	if len(wrong) > 0 {
		return nil, fmt.Errorf("list page: %s", strings.Join(wrong, "; "))
	}
	return l, nil
}

// Reading is what one list page said.
type Reading struct {
	Title    string // of the page
	Language string // of the page, "" when it does not say
	Entries  []news.Entry
	Total    int     // entries on the page; more than len(Entries) when it has too many
	Next     string  // absolute address of the next page of the list, "" when there is none
	Drift    []Drift // selectors that no longer fit the page
	Cut      bool    // the page is longer than what is read of one
	Reserved news.Reservation
}

// Read reads one page, got from the absolute address base. It fails only when
// the bytes are no page; one on which the selectors find nothing has no
// entries, and Drift.
func (l *List) Read(markup []byte, base string, o Options) (Reading, error) {
	t, err := grow(markup, base, o)
	if err != nil {
		return Reading{}, err
	}
	return l.read(t, o), nil
}

func (l *List) read(t *tree, o Options) Reading {
	r := Reading{Title: t.title(), Language: t.lang, Cut: t.cut, Reserved: t.reserved()}
	items := withoutHeads(l.items.matches(t.root))
	r.Total = len(items)
	if len(items) > MaxEntries {
		items, r.Cut = items[:MaxEntries], true
	}
	if len(items) == 0 {
		r.Drift = []Drift{{Key: "items", Selector: l.items.text, Why: "matches nothing"}}
		return r
	}
	reader := l.dateReader(t, o)
	if toldLists(items) {
		r.Entries = t.toldEntries(items, reader, o)
		r.Cut = r.Cut || t.cut
		if r.Total = len(r.Entries); r.Total == 0 {
			r.Drift = []Drift{{Key: "items", Selector: l.items.text, Why: "lists no article"}}
		}
		return r
	}
	r.Entries, r.Drift = l.entries(t, gatherRows(t, l, items), reader, o)
	r.Cut = r.Cut || t.cut
	if l.next != nil {
		r.Next = t.nextPage(l.next)
	}
	return r
}

// entries are what the rows of a list tell, each once, and where its selectors
// no longer fit.
func (l *List) entries(t *tree, rows []row, reader dateReader, o Options) (entries []news.Entry, drift []Drift) {
	met := make(map[string]bool)
	var tried tally
	for i := range rows {
		e := rows[i].entry(reader, o)
		tried.count(rows[i], e)
		if e.Title == "" || e.Link == "" || met[e.Link+"\n"+e.Title] {
			continue
		}
		met[e.Link+"\n"+e.Title] = true
		if e.Published.IsZero() { // after the tally: a wrong date selector has to show
			if e.Published = t.toldOf(e.Link, reader); e.Published.IsZero() {
				e.Published = dayOfLink(e.Link, o.Now)
			}
		}
		entries = append(entries, e)
	}
	return entries, tried.drift(l)
}

// withoutHeads are the items without the rows that name a table's columns.
func withoutHeads(items []*html.Node) []*html.Node {
	rows := make([]*html.Node, 0, len(items))
	for _, n := range items {
		if !headRow(n) {
			rows = append(rows, n)
		}
	}
	if len(rows) == 0 {
		return items
	}
	return rows
}

func headRow(n *html.Node) bool {
	if !named(n, "tr") {
		return false
	}
	heads := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if named(c, "td") {
			return false
		}
		heads = heads || named(c, "th")
	}
	return heads
}

func (l *List) dateReader(t *tree, o Options) dateReader {
	language := firstOf(l.language, o.Language, t.lang)
	return dateReader{language: language, zone: o.Zone, now: o.Now, layout: l.layout, slashed: t.slashed(),
		cells: make(map[*html.Node]time.Time)}
}

// nextPage is where the list goes on: on the same host, and not here.
func (t *tree) nextPage(s *selector) string {
	for _, n := range s.matches(t.root) {
		to := t.absolute(attribute(n, firstOf(s.attribute, "href")))
		if to == "" && s.attribute == "" {
			if a := firstLink(t, n); a != nil {
				to = t.linkOf(a)
			}
		}
		if to != "" && t.sameHost(to) && to != t.site.String() {
			return to
		}
	}
	return ""
}

// title is that of the page.
func (t *tree) title() string {
	for n := range t.elements() {
		if n.Data == "title" && n.FirstChild != nil {
			return text.Cut(text.Line(n.FirstChild.Data), titleLength)
		}
		if n.Data == "body" {
			break
		}
	}
	return ""
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

func firstLink(t *tree, n *html.Node) *html.Node {
	for e := range elements(n) {
		if t.linkOf(e) != "" {
			return e
		}
	}
	return nil
}
