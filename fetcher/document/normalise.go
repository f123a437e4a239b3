package document

import (
	"strconv"
	"strings"
	"time"

	"koreadesk/news"
	"koreadesk/news/text"
)

// Lengths, in characters, of what is made from longer texts.
const (
	summaryLength = 600
	titleLength   = 80
	lineLength    = 1000 // of a title or name a source gives; longer ones are cut
)

// Bounds on what one entry makes the desk keep: no article has more.
const (
	maxAddress    = 8 << 10 // bytes of a link or a GUID; a longer one is none
	maxAuthors    = 50
	maxCategories = 100
	maxEnclosures = 50
)

// Entries is what the desk keeps of the entries, in document order.
func (d *Document) Entries() []news.Entry {
	entries := make([]news.Entry, 0, len(d.List))
	for i := range d.List {
		entries = append(entries, d.normal(&d.List[i]))
	}
	return entries
}

// Origin is what the feed says of itself.
func (d *Document) Origin() news.Origin {
	o := originOf(&d.Feed)
	o.Self = firstOf(o.Self, d.url)
	o.ID = firstOf(o.ID, o.Self)
	o.Language = firstOf(d.language, o.Language)
	return o
}

func originOf(s *Source) news.Origin {
	o := news.Origin{
		ID: short(s.ID), Title: plainLine(s.Title), Link: s.Link, Language: language(s.Language),
		Rights: plainLine(s.Rights), Updated: plausible(s.Updated.At),
	}
	for _, l := range s.Links {
		if l.Rel == "self" && o.Self == "" {
			o.Self = short(l.Href)
		}
	}
	if s.unlinked || o.Link == o.Self || !web(o.Link) {
		o.Link = ""
	}
	o.ID = firstOf(o.ID, o.Self, o.Link)
	return o
}

func (d *Document) normal(e *Entry) news.Entry {
	n := news.Entry{
		GUID: short(e.ID), Title: plainLine(e.Title), Language: firstOf(e.language, d.language, language(d.Feed.Language)),
		Content: d.fullest(e), Published: plausible(e.Published.At), Updated: plausible(e.Updated.At),
	}
	if l := resolve(d.home, e.Link); web(l) && !e.guessed {
		n.Link = text.Tidy(l)
	}
	n.Summary = summaryOf(e, n.Content)
	if n.Title == "" {
		n.Title = text.Cut(text.Line(firstOf(n.Summary, text.Plain(n.Content))), titleLength)
	}
	for _, p := range most(maxAuthors, firstList(e.Authors, sourceAuthors(e), d.Feed.Authors)) {
		n.Authors = append(n.Authors, news.Person{Name: line(p.Name), Email: line(p.Email), URI: short(p.URI)})
	}
	for _, t := range most(maxCategories, e.Tags) {
		if t.Term == "" && t.Label == "" {
			continue // nothing but its scheme is said
		}
		n.Categories = append(n.Categories, news.Category{Term: line(t.Term), Scheme: short(t.Scheme), Label: line(t.Label)})
	}
	for _, l := range most(maxEnclosures, e.Enclosures) {
		if address := resolve(d.home, l.Href); web(address) {
			length, _ := strconv.ParseInt(l.Length, 10, 64)
			n.Enclosures = append(n.Enclosures, news.Enclosure{Link: address, Type: line(l.Type), Length: max(length, 0)})
		}
	}
	n.Image = e.image()
	if e.Source != nil {
		n.Via = originOf(e.Source)
	}
	return n
}

// short is an address or a key that is not too long to be one.
func short(s string) string {
	if len(s) > maxAddress {
		return ""
	}
	return s
}

func most[T any](n int, l list[T]) list[T] { return l[:min(n, len(l))] }

// plausible is an instant an article of the web can have; older ones are slips.
func plausible(t time.Time) time.Time {
	if t.Year() < 1971 || !sane(t) {
		return time.Time{}
	}
	return t
}

func sourceAuthors(e *Entry) list[Person] {
	if e.Source == nil {
		return nil
	}
	return e.Source.Authors
}

func firstList(lists ...list[Person]) list[Person] {
	for _, l := range lists {
		if len(l) > 0 {
			return l
		}
	}
	return nil
}

// own reports whether a text says something of the article itself.
func (t *Text) own() bool { return !t.aside && !t.IsZero() }

// told is the first text that says something of the article, else the summary.
func (e *Entry) told() Text {
	if e.Summary.aside {
		if e.teaser.own() {
			return e.teaser
		}
		for i := range e.Content {
			if e.Content[i].own() {
				return e.Content[i]
			}
		}
	}
	return e.Summary
}

// fullest is the longest text an entry gives.
func (d *Document) fullest(e *Entry) news.Raw {
	best := e.told().Raw
	for i := range e.Content {
		if t := &e.Content[i]; t.own() && len(t.Markup) > len(best.Markup) {
			best = t.Raw
		}
	}
	best.Base = firstOf(best.Base, d.home)
	if best.Lang == "" {
		best.Lang = firstOf(e.language, d.language, language(d.Feed.Language))
	}
	return bound(best)
}

// bound cuts markup that is longer than the desk keeps, at the end of a block
// where there is one near, else at the end of a tag or word.
func bound(r news.Raw) news.Raw {
	if len(r.Markup) <= news.MaxRaw {
		return r
	}
	r.Cut = true
	s := strings.ToValidUTF8(r.Markup[:news.MaxRaw], "")
	if r.Kind == news.PlainText {
		if i := strings.LastIndexAny(s, "\n "); i > 0 {
			s = s[:i]
		}
		r.Markup = s
		return r
	}
	best := -1
	for _, end := range []string{"</p>", "</div>", "</li>", "</ul>", "</ol>", "</table>", "</blockquote>", "</h2>", "</h3>", "<br>", "<br/>", "<br />"} {
		if i := strings.LastIndex(s, end); i >= 0 {
			best = max(best, i+len(end))
		}
	}
	if best < len(s)/2 {
		best = strings.LastIndexByte(s, '<')
		if best < len(s)/2 {
			best = strings.LastIndexByte(s, ' ')
		}
		if best < 0 { // one endless word
			best = len(s)
		}
	}
	r.Markup = s[:best]
	return r
}

// summaryOf is the description as plain text, or the beginning of the content.
func summaryOf(e *Entry, full news.Raw) string {
	s := plain(e.told())
	if s == "" {
		s = text.Plain(full)
	}
	return text.Cut(s, summaryLength)
}

// plain is a text without markup.
func plain(t Text) string {
	if t.IsZero() {
		return ""
	}
	return text.Plain(bound(t.Raw))
}

// plainLine is a text without markup on one line.
func plainLine(t Text) string {
	if t.Kind == news.PlainText {
		return line(t.Markup)
	}
	return line(plain(t))
}

func line(s string) string {
	if len(s) > lineLength*4 {
		s = strings.ToValidUTF8(s[:lineLength*4], "")
	}
	return text.Cut(text.Line(s), lineLength)
}

// image is the address of the picture that shows what the entry is about.
func (e *Entry) image() string {
	if len(e.images) > 0 {
		return e.images[0]
	}
	for _, l := range e.Enclosures {
		if strings.HasPrefix(l.Type, "image/") && web(l.Href) {
			return l.Href
		}
	}
	return ""
}
