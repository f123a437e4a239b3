package publish

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"koreadesk/news"
	"koreadesk/publish/letter"
)

// Sent is where issues of newsletters are read from.
type Sent interface {
	// Issues are the names of a theme's issues, the oldest first.
	Issues(theme string) ([]string, error)
	// Issue is an issue as it was sent; ok is false where there is none.
	Issue(theme, name string) (issue news.Issue, ok bool, err error)
}

// Issue writes an issue of a theme's newsletter, as Atom, HTML and text, to be
// kept as it is. Its stories are those that entered between two cut-offs. An
// issue without Items has nothing to send. Refusals are the stories left out.
func (s *Site) Issue(theme, name string, from, cutoff time.Time, stories []Story) (news.Issue, []Refusal, error) {
	issue := news.Issue{Theme: theme, Name: name, Cutoff: whole(cutoff), Changed: whole(cutoff)}
	p, refused, err := s.letterPage(theme, stories)
	if err != nil || len(p.Entries) == 0 {
		return issue, refused, err
	}
	p.ID += "/issue/" + name
	p.Title += " · " + name
	p.Archive, p.Issue = "/issue/"+name, true
	p.Hubs, p.Updated = nil, whole(cutoff)
	l := s.letter(p, from, cutoff)
	l.Title, l.Name, l.Online = line(s.themes[theme].Title), name, p.URL(p.Archive)
	page, err := l.HTML()
	if err == nil {
		err = checkLetter(page)
	}
	if err != nil {
		return issue, refused, fmt.Errorf("issue %s of %s: %w", name, theme, err)
	}
	feed, err := s.formats()[0].sheet(p)
	if err != nil {
		return issue, refused, err
	}
	for _, e := range p.Entries {
		issue.Items = append(issue.Items, e.ID)
	}
	issue.Files = []news.IssueFile{{Suffix: "", Pieces: page}, {Suffix: ".atom", Pieces: p.pieces(feed.body, l.Words().Removed)}, {Suffix: ".txt", Pieces: l.Text()}}
	return issue, refused, nil
}

// Digest writes the stories of a theme as an issue has them, for any time.
func (s *Site) Digest(theme string, from, to time.Time, stories []Story) (page, text string, err error) {
	p, _, err := s.letterPage(theme, stories)
	if err != nil {
		return "", "", err
	}
	l := s.letter(p, from, to)
	pieces, err := l.HTML()
	if err == nil {
		err = checkLetter(pieces)
	}
	return body(pieces), body(l.Text()), err
}

func body(pieces []news.Piece) string {
	return string(news.Issue{Files: []news.IssueFile{{Pieces: pieces}}}.Body(""))
}

// letterPage is a page of stories that are all shown.
func (s *Site) letterPage(theme string, stories []Story) (*page, []Refusal, error) {
	t, ok := s.themes[theme]
	if !ok {
		return nil, nil, fmt.Errorf("theme %q is not in the configuration", theme)
	}
	p := s.newPage(t)
	refused := s.take(p, t, slices.DeleteFunc(slices.Clone(stories), func(st Story) bool { return !st.Gone.IsZero() }), nil)
	return p, refused, p.fault()
}

// letter is the page's stories: first those that are pinned, then by topic, the
// first of the tags in feeds.yaml that a story carries and that not every story
// of the theme does.
func (s *Site) letter(p *page, from, to time.Time) letter.Letter {
	t := s.themes[p.Theme]
	l := letter.Letter{Title: p.Title, Desk: p.Desk, Lang: s.words.Lang, Theme: p.URL(""), Period: s.words.Days(from, to)}
	byTopic := make(map[string][]letter.Story)
	var pinned []letter.Story
	for _, e := range p.Entries {
		if e.Pinned {
			pinned = append(pinned, s.letterStory(e))
			continue
		}
		topic := s.topic(t, e)
		byTopic[topic] = append(byTopic[topic], s.letterStory(e))
	}
	if len(pinned) > 0 {
		l.Topics = append(l.Topics, letter.Topic{Title: s.words.Pinned, Stories: pinned})
	}
	for _, tag := range s.setup.Tags {
		if stories := byTopic[tag.ID]; len(stories) > 0 {
			l.Topics = append(l.Topics, letter.Topic{Title: cmp.Or(line(tag.Title), tag.ID), Stories: stories})
		}
	}
	if rest := byTopic[""]; len(rest) > 0 {
		l.Topics = append(l.Topics, letter.Topic{Stories: rest})
	}
	return l
}

func (s *Site) topic(t news.Theme, e *entry) string {
	carries := func(id string) bool {
		return slices.ContainsFunc(e.Tags, func(l label) bool { return l.Term == id })
	}
	for _, id := range t.Any { // what the theme is made of comes first
		if _, configured := s.tags[id]; configured && carries(id) {
			return id
		}
	}
	for _, tag := range s.setup.Tags {
		if carries(tag.ID) && !slices.Contains(t.All, tag.ID) {
			return tag.ID
		}
	}
	return ""
}

// letterStory is an entry as a letter has it, with the day its source gave it.
func (s *Site) letterStory(e *entry) letter.Story {
	said := e.Published
	if !e.Issued.IsZero() {
		said = e.Issued
	}
	st := letter.Story{ID: e.ID, Title: e.Title, Link: e.Link, Lang: e.Lang, Source: e.Source.Name,
		Date: s.words.Day(said), Summary: e.Teaser(), Note: e.Note, Licence: e.Licence, Terms: e.Terms, Editor: e.Editor}
	for _, also := range e.Also {
		st.Also = append(st.Also, also.Title)
	}
	return st
}

// pieces parts a feed's bytes: what no entry says is escaped, so that the tags
// of an entry stand nowhere else. When the feed was updated is a piece, for what
// is taken out of it updates it.
func (p *page) pieces(feed []byte, removed string) (pieces []news.Piece) {
	rest := string(feed)
	const dated = "<updated>"
	if head, after, ok := strings.Cut(rest, dated); ok { // the feed's own comes first
		when, tail, _ := strings.Cut(after, "<")
		pieces = append(pieces, news.Piece{Text: head + dated}, news.Piece{Text: when, Gone: news.WhenGone})
		rest = "<" + tail
	}
	for _, e := range p.Entries {
		from := strings.Index(rest, "<entry")
		to := strings.Index(rest, "</entry>") + len("</entry>")
		gone := `<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="` + attribute(e.ID) + `" when="` + news.WhenGone +
			`"><at:comment>` + attribute(removed) + `</at:comment></at:deleted-entry>`
		pieces = append(pieces, news.Piece{Text: rest[:from]}, news.Piece{Item: e.ID, Text: rest[from:to], Gone: gone})
		rest = rest[to:]
	}
	return append(pieces, news.Piece{Text: rest})
}

// checkLetter reads a letter back: complete, and with nothing that could run, or
// that a mail program may drop behind its head.
func checkLetter(pieces []news.Piece) error {
	page := body(pieces[1:])
	if !strings.HasSuffix(strings.TrimSpace(page), "</html>") {
		return errors.New("cut short")
	}
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		t := z.Token()
		if slices.Contains([]string{"script", "style", "iframe", "object", "embed", "form", "base", "link"}, t.Data) && t.Type != html.TextToken {
			return fmt.Errorf("it has a %s element", t.Data)
		}
		for _, a := range t.Attr {
			if strings.HasPrefix(a.Key, "on") {
				return fmt.Errorf("it has a %s attribute", a.Key)
			}
		}
	}
	return nil
}
