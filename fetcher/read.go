package fetcher

import (
	"errors"
	"fmt"
	"time"

	"koreadesk/fetcher/document"
	"koreadesk/fetcher/page"
	"koreadesk/news"
)

// reading is what was understood of a document.
type reading struct {
	entries []news.Entry
	feed    news.Origin
	rhythm  news.Rhythm
	repairs []string

	size int64    // of the document, in octets
	hash [32]byte // SHA-256 of it

	cut      bool        // it broke off
	next     string      // address of the list's next page
	choice   news.Choice // made while reading; zero: none
	drift    []string
	reserved news.Reservation // by the document itself
}

// reader understands the document of an answer.
type reader func(src news.Source, st news.State, a *answer) (reading, error)

// readDocument reads what the source is: a feed, a list page by its selectors,
// or a page to be looked at for the first time.
func readDocument(src news.Source, st news.State, a *answer) (reading, error) {
	switch {
	case st.Choice.Feed != "":
		return readFeed(src, st, a)
	case src.Page == nil:
		r, err := readFeed(src, st, a)
		return r, insteadOf(err, st, a)
	case !src.Page.Auto:
		return readList(src, *src.Page, a)
	case st.Choice.Page.Items != "":
		return readList(src, st.Choice.Page, a)
	default:
		return choose(src, a)
	}
}

// readerOf names how a source's document is read. A State made by another
// reader has understood the document otherwise: it is read anew.
func readerOf(src news.Source) string {
	name := ""
	if src.Page != nil {
		name = fmt.Sprintf("%+v", *src.Page)
	}
	if src.Article {
		name += fmt.Sprintf(" with articles %+v", src.Meta)
	}
	return name
}

// readFeed reads a feed.
func readFeed(src news.Source, _ news.State, a *answer) (reading, error) {
	d, err := document.Parse(a.body, document.Options{
		URL:             shown(a.url),
		ContentType:     a.header.Get("Content-Type"),
		ContentLocation: a.header.Get("Content-Location"),
		Language:        src.Language,
		Zone:            zone(src),
	})
	if err != nil {
		return reading{}, err
	}
	return reading{entries: d.Entries(), feed: d.Origin(), rhythm: rhythmOf(d), repairs: d.Repairs, cut: d.Cut}, nil
}

// rhythmOf is what a feed asks of those who poll it.
func rhythmOf(d *document.Document) news.Rhythm {
	r := news.Rhythm{Every: d.TTL, SkipHours: d.SkipHours, SkipDays: d.SkipDays}
	switch {
	case d.UpdatePeriod > d.TTL:
		r.Every, r.By = d.UpdatePeriod, "sy:updatePeriod"
	case d.TTL > 0:
		r.By = "ttl"
	}
	return r
}

// zone is the configured one, nil where the language decides.
func zone(src news.Source) *time.Location {
	if src.Timezone == "" {
		return nil
	}
	z, _ := time.LoadLocation(src.Timezone) // feeds.yaml was checked; nil is by language
	return z
}

func pageOptions(src news.Source, contentType string, at time.Time) page.Options {
	return page.Options{ContentType: contentType, Language: src.Language, Zone: zone(src), Now: at}
}

// errDrift is the error of a list page on which nothing is found any more.
var errDrift = errors.New("the page was rebuilt, or is not the list")

// readList reads a list page by selectors. A list without entries is drift,
// never "no news".
func readList(src news.Source, by news.Page, a *answer) (reading, error) {
	list, err := page.Compile(selectors(by))
	if err != nil {
		return reading{}, err
	}
	found, err := list.Read(a.body, shown(a.url), pageOptions(src, a.header.Get("Content-Type"), a.at))
	if err != nil {
		return reading{}, err
	}
	r := reading{
		entries: found.Entries, next: found.Next, reserved: found.Reserved,
		feed: news.Origin{ID: src.URL, Title: found.Title, Link: shown(a.url), Language: found.Language, Updated: a.at},
	}
	for _, d := range found.Drift {
		r.drift = append(r.drift, d.String())
	}
	if found.Cut {
		r.repairs = append(r.repairs, "the page is longer than what is read of one")
	}
	if len(r.entries) == 0 {
		first := "no entry has a title and a link"
		if len(r.drift) > 0 {
			first = r.drift[0]
		}
		hint := "resume the source to have its list found anew, or give it page selectors"
		if src.Page != nil && !src.Page.Auto {
			hint = "mend the source's page selectors"
		}
		return r, &Error{Kind: Drift, Err: fmt.Errorf("%s: %w", first, errDrift), Hint: hint}
	}
	return r, nil
}

func selectors(p news.Page) page.Selectors {
	return page.Selectors{Items: p.Items, Title: p.Title, Link: p.Link, Date: p.Date,
		Summary: p.Summary, Category: p.Category, Next: p.Next, Layout: p.Layout}
}

// CheckMeta says what is wrong with where articles tell what they tell, nil
// when it can be used.
func CheckMeta(m news.Meta) error {
	if m == (news.Meta{}) { // as it is with most sources
		return nil
	}
	return page.CheckMeta(metaOf(m))
}

func metaOf(m news.Meta) page.Meta {
	return page.Meta{Title: m.Title, Date: m.Date, Image: m.Image, Author: m.Author,
		Source: m.Source, Country: m.Country, Category: m.Category}
}

// readAnything reads a page that is no feed, and names none, for the list on it.
func readAnything(src news.Source, st news.State, a *answer) (reading, error) {
	r, err := readDocument(src, st, a)
	refused, ok := errors.AsType[*document.Error](err)
	if !ok || refused.Kind != document.HTML || src.Page != nil {
		return r, err
	}
	list, noList := choose(src, a)
	if noList != nil {
		return r, err
	}
	return list, nil
}
