package page

import (
	"slices"
	"strings"
	"time"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"koreadesk/news"
	"koreadesk/news/text"
)

// SchemeCountry marks a category that names a country or an organisation the
// article is about.
const SchemeCountry = "country"

// Meta says where an article's page tells what is not in its text. Each is a
// CSS selector as in Selectors, or, with a colon at its end, the label of a
// line below the text: "Quelle:". What is not given is looked for by the
// labels that are common in German, English and Korean.
type Meta struct {
	Title, Date, Image, Author, Source, Country, Category string

	Known []string // categories that are one label though they contain a comma; default Themes()
}

// Article is what the page of one article says.
type Article struct {
	Title      string
	Summary    string   // as the page describes itself
	Content    news.Raw // as found; not sanitised
	Image      string   // absolute address
	Language   string   // BCP 47, "" when the page does not say
	Published  time.Time
	Updated    time.Time
	Authors    []news.Person
	Source     string   // who the page has the text from: "Quelle: NRW.INVEST"
	Countries  []string // countries and organisations, each whole
	Categories []news.Category
	Canonical  string // the address the page calls its own, on its own site
	Reserved   news.Reservation
	Cut        bool // the page is longer than what is read of one
}

// maxReadable is how many elements readability is given. Its time grows faster
// than the page.
const maxReadable = 20_000

// ReadArticle reads the page of an article, got from the absolute address
// base. It fails when the bytes are no page or a selector cannot be used; an
// article in which no text is found has no Content.
func ReadArticle(markup []byte, base string, o Options, m Meta) (Article, error) {
	where, err := m.compile()
	if err != nil {
		return Article{}, err
	}
	t, err := grow(markup, base, o)
	if err != nil {
		return Article{}, err
	}
	r := articleReader{
		tree: t, facts: t.facts(), lines: labelledLines(t.lines(), where.labelled()), meta: where, known: m.Known,
		dates: dateReader{language: firstOf(o.Language, t.lang), zone: o.Zone, now: o.Now},
	}
	if r.known == nil {
		r.known = Themes()
	}
	a := Article{
		Summary: text.Cut(text.Line(r.facts.first("og:description", "description", "dc.description", "twitter:description")), summaryLength),
		Image:   r.image(), Language: firstOf(t.lang, tongue(r.facts.first("og:locale", "dc.language"))),
		Authors: r.authors(), Countries: r.countries(), Categories: r.categories(), Reserved: t.reserved(), Cut: t.cut,
	}
	a.Title, a.Source = r.title(), r.source()
	a.Published, a.Updated = r.published()
	if own := t.absolute(r.facts.first("link:canonical")); own != "" && t.ours(own) {
		a.Canonical = own
	}
	var whole bool
	a.Content, whole = r.content(firstOf(a.Language, o.Language))
	a.Cut = a.Cut || !whole
	return a, nil
}

// content is the text of the article, false when the page has too many
// elements to look for it. It takes the tree apart: it comes last.
func (r *articleReader) content(language string) (news.Raw, bool) {
	r.clear()
	r.curb()
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxReadable
	parser.DisableJSONLD = true
	found, err := parser.ParseAndMutate(r.tree.root, r.tree.base)
	if err != nil || found.Node == nil {
		return news.Raw{}, err == nil
	}
	raw := news.Raw{Kind: news.HTML, Base: r.tree.base.String(), Lang: language}
	raw.Markup, raw.Cut = rendered(found.Node)
	return raw, true
}

// curb shortens what the page says of itself to machines: readability compares
// all of its title with every heading.
func (r *articleReader) curb() {
	for n := range r.elements() {
		switch {
		case n.Data == "title" && n.FirstChild != nil:
			n.FirstChild.Data = text.Cut(n.FirstChild.Data, titleLength)
		case n.Data == "meta":
			for i, a := range n.Attr {
				n.Attr[i].Val = text.Cut(a.Val, titleLength)
			}
		}
	}
}

// rendered is the markup of what is in n, cut at a block when it is longer
// than the desk keeps.
func rendered(n *html.Node) (string, bool) {
	var whole strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		var part strings.Builder
		if html.Render(&part, c) != nil {
			continue
		}
		if whole.Len()+part.Len() > news.MaxRaw {
			if c.Type == html.ElementNode && whole.Len() == 0 {
				inner, _ := rendered(c) // all of it is in one element
				return inner, true
			}
			return whole.String(), true
		}
		whole.WriteString(part.String())
	}
	return whole.String(), false
}

// Into adds what the article's page says to the entry that led to it. What the
// list said stays, but for a summary that is shorter than the page's own, and
// a title that was cut.
func (a Article) Into(e news.Entry) news.Entry {
	if short, ok := strings.CutSuffix(strings.TrimSuffix(e.Title, "..."), "…"); e.Title == "" ||
		(ok || strings.HasSuffix(e.Title, "...")) && strings.HasPrefix(a.Title, strings.TrimSpace(short)) {
		e.Title = firstOf(a.Title, e.Title)
	}
	if len(e.Summary) < len(a.Summary) {
		e.Summary = a.Summary
	}
	if !a.Content.IsZero() {
		e.Content = a.Content
	}
	e.Image, e.Language = firstOf(e.Image, a.Image), firstOf(e.Language, a.Language)
	if e.Published.IsZero() || sameDay(e.Published, a.Published) {
		e.Published = later(e.Published, a.Published)
	}
	e.Updated = later(e.Updated, a.Updated)
	if len(e.Authors) == 0 {
		e.Authors = a.Authors
	}
	for _, c := range a.Categories {
		e.Categories = withCategory(e.Categories, c)
	}
	for _, country := range a.Countries {
		e.Categories = withCategory(e.Categories, news.Category{Term: country, Scheme: SchemeCountry})
	}
	if e.Via.Title == "" {
		e.Via.Title = a.Source
	}
	return e
}

func withCategory(list []news.Category, c news.Category) []news.Category {
	if slices.Contains(list, c) {
		return list
	}
	return append(slices.Clip(list), c)
}

// sameDay reports whether one instant is the start of the day of the other: a
// list tells the day, the article the time of day.
func sameDay(day, at time.Time) bool {
	return day.Equal(day.Truncate(24*time.Hour)) && at.Truncate(24*time.Hour).Equal(day)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
