package publish

import (
	"cmp"
	"html"
	"net/mail"
	"regexp"
	"strings"
	"time"

	"koreadesk/news"
	"koreadesk/news/text"
)

// How long what is said of an entry may be, in characters. What is longer was
// not meant for the place it stands in.
const (
	maxTitle   = 500
	maxSummary = 300
	maxName    = 120
)

// entry is one story as every format shows it. All text is plain and fit for
// XML, all addresses are absolute; Content alone is HTML.
type entry struct {
	ID        string
	Title     string
	Link      string    // the one alternate
	Via       string    // the lead's own entry id, where it is an address and not Link
	Related   []link    // every other address the story was seen at
	Also      []link    // the other sources that reported it, one address each
	Published time.Time // on the theme's clock
	Updated   time.Time
	Issued    time.Time // what the source said, where the theme's clock says otherwise
	Summary   string
	Content   string // HTML that came through text.Clean, or plain text escaped
	Lang      string
	Authors   []news.Person // never none
	Tags      []label
	Source    source
	Rights    string
	Licence   string // an address
	Terms     string // the name of a licence that has no address
	Note      string // the attribution its source asks for
	Editor    string // an editor's line
	Pinned    bool   // on top of what people read
	Image     *attachment
	Files     []attachment

	line uint64 // of the theme's ledger
	keep bool   // no archive holds it yet: it must not fall out of the page

	body string // the source's HTML, clean; Content adds the desk's lines
	made made   // what body was made of
	of   uint64 // print of the story that the whole was made of

	elements [2]element // in Atom feeds, the latest first
}

// link is an address and what it is called.
type link struct{ Href, Title string }

// label is a tag as readers see it.
type label struct {
	Term, Scheme, Label string
	Because             []string
}

// attachment is an enclosure, as its source described it.
type attachment struct {
	Href, Type string
	Length     int64 // bytes; 0 is unknown
}

// entry is the entry of a story in a theme, and its fault: the one of the theme's
// last page, in before, which had none, where the story is the same.
func (s *Site) entry(t news.Theme, story Story, before map[string]*entry) (e *entry, fault string) {
	of := s.printOf(story)
	last := before[legal(story.Item.ID)]
	if last == nil || last.of != of {
		e := s.newEntry(t, story, before)
		e.of = of
		return e, e.fault()
	}
	again := *last
	s.write(&again, again.body) // the last page may have had no room for all of it
	return &again, ""
}

// newEntry is the entry of a story in a theme. before are the entries of the
// theme's last page: HTML that was cleaned for it is not cleaned again.
func (s *Site) newEntry(t news.Theme, story Story, before map[string]*entry) *entry {
	i := story.Item
	conf := s.source(i.Source)
	e := &entry{
		ID:        legal(i.ID),
		Title:     cmp.Or(short(i.Title, maxTitle), short(i.Summary, 80)),
		Link:      alternate(i),
		Published: whole(t.At(i, story.Entered)),
		Lang:      cmp.Or(language(i.Title+i.Summary, i.Language, i.Origin.Language, conf.Language), undetermined),
		Source:    s.sourceOf(i, conf),
		Note:      line(story.Rights.Attribution),
		Tags:      s.labels(story.Verdict),
		Editor:    line(story.Note),
		Pinned:    story.Pinned,
	}
	e.Updated = whole(i.Updated)
	if e.Updated.Before(e.Published) {
		e.Updated = e.Published
	}
	if said := whole(i.Published); !unfit(said) && !said.Equal(e.Published) {
		e.Issued = said
	}
	if via := address(i.GUID); via != "" && via != e.Link && strings.HasPrefix(i.GUID, "http") {
		e.Via = via
	}
	e.Related, e.Also = s.sightings(i, e.Source.Name, e.Link)
	e.Authors = authors(i.Authors, e.Source.Name)
	e.Rights = cmp.Or(e.Note, e.Source.Rights)
	if e.Licence = address(story.Rights.Licence); e.Licence == "" {
		e.Terms = line(story.Rights.Licence)
		e.Rights = strings.TrimSpace(e.Rights + " " + e.Terms)
	}
	s.fill(e, i, story.Rights, before[e.ID])
	return e
}

// labels are the tags of a verdict as readers see them.
func (s *Site) labels(v news.Verdict) []label {
	labels := make([]label, len(v.Tags))
	for n, score := range v.Tags {
		labels[n] = label{
			Term:   line(score.Tag),
			Scheme: "tag:" + s.setup.Desk.Authority + ":tags",
			Label:  cmp.Or(line(s.tags[score.Tag].Title), line(score.Tag)),
		}
		for _, because := range score.Because {
			labels[n].Because = append(labels[n].Because, line(because))
		}
	}
	return labels
}

// sightings are the addresses a story was seen at besides the shown one, and
// the sources other than the lead, each with its first address. Feeds that are
// called the same are one source to readers.
func (s *Site) sightings(i news.Item, lead, shown string) (related, also []link) {
	addresses := map[string]bool{shown: true, "": true}
	sources := map[string]bool{i.Source: true}
	names := map[string]bool{lead: true}
	for _, seen := range i.Sightings {
		l := link{Href: address(seen.Link), Title: s.called(seen.Source, seen.Link)}
		if !addresses[l.Href] {
			addresses[l.Href] = true
			related = append(related, l)
		}
		if !sources[seen.Source] && !names[l.Title] {
			names[l.Title] = true
			also = append(also, l)
		}
		sources[seen.Source] = true
	}
	return related, also
}

// authors are the people an entry names, or else its source: an entry is never
// without an author. Their mail addresses are not republished.
func authors(people []news.Person, source string) []news.Person {
	var all []news.Person
	for _, p := range people {
		if name := short(named(p.Name), maxName); name != "" {
			all = append(all, news.Person{Name: name, URI: address(p.URI)})
		}
	}
	if len(all) == 0 {
		all = []news.Person{{Name: source}}
	}
	return all
}

// named is the name in what a feed gives as one: often a mail address, with the
// name behind it in parentheses (RSS 2.0) or before it.
func named(s string) string {
	if !strings.Contains(s, "@") {
		return s
	}
	if a, err := mail.ParseAddress(s); err == nil {
		return a.Name
	}
	return mailbox.ReplaceAllString(s, "")
}

// mailbox is a mail address within a text, with what sets it off.
var mailbox = regexp.MustCompile(`[<(\[]?[^\s<>()\[\]]+@[^\s<>()\[\]]+\.[^\s<>()\[\]]+[>)\]]?`)

// alternate is the one address of an article: as shown, or where the source
// gave none, another it was seen at.
func alternate(i news.Item) string {
	if a := address(i.Link); a != "" {
		return a
	}
	for _, seen := range i.Sightings {
		if a := address(seen.Link); a != "" {
			return a
		}
	}
	return address(i.GUID)
}

// short is plain text as one line of at most max characters.
func short(s string, max int) string { return line(text.Cut(line(s), max)) }

// paragraph is plain text as HTML.
func paragraph(s string) string { return "<p>" + html.EscapeString(s) + "</p>" }

// whole is an instant as feeds give it: UTC, whole seconds.
func whole(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }
