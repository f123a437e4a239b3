package publish

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"koreadesk/news"
)

// page is what a theme shows, before it is written in any format. Every file
// of the theme is written from the same page.
type page struct {
	Theme    string // id
	ID       string // of the feed
	Title    string
	Subtitle string
	Lang     string
	Base     string // of all addresses of the desk, without a slash at its end
	Root     string // stands before the theme's paths: "", or "/" and its token
	Archive  string // "/archive/7" of an archive, "/issue/2026-W47" of an issue, "" of the current page
	Issue    bool   // Archive is an issue's, or that of the feed of issues
	Desk     string // its title
	Author   news.Person
	Updated  time.Time
	Entries  []*entry
	Stubs    []stub   // what was shown once and is gone
	Full     uint64   // how many archives of the theme are full; of an archive: those before it
	Issues   []string // names of the theme's issues, the oldest first
	Hubs     []string // of WebSub
	Private  bool     // for those who know its token

	changed time.Time // when the feed's bytes last changed
	built   time.Time // when this state of it came to be

	before, after       uint64 // the nearest archives of which something is left
	hasBefore, hasAfter bool   // and whether there are any

	known map[string]*entry // by id, with those that later fell out: their HTML is clean
	feed  []byte            // as Atom, where it has been written to see how large it is
}

// URL is the address of one of the page's files: "" for the HTML page, or
// ".atom", ".rss", ".json".
func (p *page) URL(suffix string) string { return p.Base + p.Root + "/" + p.Theme + suffix }

// Up leads from the page's files to the desk's own, as a relative address.
func (p *page) Up() string {
	up := strings.Repeat("../", strings.Count(p.Root+p.Archive, "/"))
	if up == "" {
		return "./"
	}
	return up
}

// Pinned are the entries that editors keep in sight; a page for people shows
// them first, a feed where they stand.
func (p *page) Pinned() (pinned []*entry) {
	for _, e := range p.Entries {
		if e.Pinned {
			pinned = append(pinned, e)
		}
	}
	return pinned
}

// Days are the other entries by UTC day, in the order of the page.
func (p *page) Days() []dayOf {
	var days []dayOf
	for _, e := range p.Entries {
		if e.Pinned {
			continue
		}
		d := e.Published.Truncate(24 * time.Hour)
		if n := len(days); n == 0 || !days[n-1].Day.Equal(d) {
			days = append(days, dayOf{Day: d})
		}
		last := &days[len(days)-1]
		last.Entries = append(last.Entries, e)
	}
	return days
}

// dayOf is what a page shows of one UTC day.
type dayOf struct {
	Day     time.Time
	Entries []*entry
}

// first is the page with its first k entries only.
func (p *page) first(k int) *page {
	cut := *p
	cut.Entries = p.Entries[:min(k, len(p.Entries))]
	cut.feed = nil
	cut.Full, cut.hasBefore = 0, false // what a shortened page leaves out is in no archive yet
	return &cut
}

// newPage is a page without entries.
func (s *Site) newPage(t news.Theme) *page {
	d := s.setup.Desk
	author := d.Author
	author.Name = cmp.Or(author.Name, d.Title)
	hubs := s.setup.Hubs
	if !t.Token.IsZero() {
		hubs = nil // a hub would learn the token
	}
	return &page{
		Hubs:     hubs,
		Theme:    t.ID,
		ID:       "tag:" + d.Authority + ":theme/" + t.ID,
		Title:    line(t.Title),
		Subtitle: s.words.subtitle(line(d.Title)),
		Lang:     s.words.Lang,
		Base:     s.base,
		Root:     s.root(t.ID),
		Private:  !t.Token.IsZero(),
		Desk:     line(d.Title),
		Author:   author,
		Updated:  birth(d.Authority),
		known:    make(map[string]*entry),
	}
}

// take fills the page: every story becomes an entry that passes the gate or is
// refused; newest first by the theme's clock, to the second, then by id. before
// are the entries of the theme's last page.
func (s *Site) take(p *page, t news.Theme, stories []Story, before map[string]*entry) []Refusal {
	var refused []Refusal
	for _, story := range stories {
		if !story.Gone.IsZero() {
			p.bury(story)
			continue
		}
		e, why := s.entry(t, story, before)
		if why == "" && p.known[e.ID] != nil {
			why = "its id is on the page already"
		}
		if why != "" {
			refused = append(refused, Refusal{Theme: t.ID, Item: story.Item.ID, Why: why})
			continue
		}
		e.line, e.keep = story.Line, story.Pinned || story.Line >= p.Full*archiveSize && s.setup.Past != nil
		p.Entries = append(p.Entries, e)
		p.known[e.ID] = e
	}
	p.Stubs = slices.DeleteFunc(p.Stubs, func(b stub) bool { return p.known[b.ID] != nil })
	slices.SortFunc(p.Entries, func(a, b *entry) int {
		return cmp.Or(b.Published.Compare(a.Published), strings.Compare(a.ID, b.ID))
	})
	slices.SortFunc(p.Stubs, func(a, b stub) int {
		return cmp.Or(b.When.Compare(a.When), strings.Compare(a.ID, b.ID))
	})
	p.date(p.Updated)
	return refused
}

// date sets Updated to the newest change of the page, or to birth where the
// page is empty.
func (p *page) date(birth time.Time) {
	p.Updated = time.Time{}
	for _, e := range p.Entries {
		p.Updated = later(p.Updated, e.Updated)
	}
	for _, b := range p.Stubs {
		p.Updated = later(p.Updated, b.When)
	}
	if p.Updated.IsZero() {
		p.Updated = birth
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// birth is the date in an authority (RFC 4151, section 2.1), the one instant an
// empty page can always be dated with.
func birth(authority string) time.Time {
	_, date, _ := strings.Cut(authority, ",")
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, date); err == nil {
			return t
		}
	}
	return time.Unix(0, 0).UTC()
}

// rhythm is how long a copy of the page is good for: a fraction of the usual
// gap between its newest entries, between two minutes and half an hour.
func (p *page) rhythm() time.Duration {
	n := min(len(p.Entries), 10)
	if n < 2 {
		return mostRhythm
	}
	span := p.Entries[0].Published.Sub(p.Entries[n-1].Published)
	return max(leastRhythm, min(mostRhythm, span/time.Duration(4*(n-1)))).Truncate(time.Second)
}

// The bounds of a rhythm.
const (
	leastRhythm = 2 * time.Minute
	mostRhythm  = 30 * time.Minute
)

// seconds is a duration as a header carries it.
func seconds(d time.Duration) string { return strconv.Itoa(int(d / time.Second)) }
