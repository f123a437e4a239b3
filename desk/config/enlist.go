package config

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"koreadesk/news/text"
)

// Enlist makes sources of subscriptions, for a configuration that has some
// already. Folders and categories become tags. notes tell what was passed over
// and why, a line each.
func (c *Config) Enlist(list []Subscription, k Known) (added []Source, notes []string) {
	e := &enlisting{urls: make(map[string]string), ids: make(map[string]bool), ruled: make(map[string]bool), noted: make(map[string]bool)}
	for _, s := range c.Sources {
		e.urls[sameAddress(s.URL)] = s.ID
		for _, id := range append([]string{s.ID}, s.Was...) {
			e.ids[id] = true
		}
	}
	for _, id := range k.Vocabularies {
		e.ruled[id] = true
	}
	for _, t := range c.Tags {
		e.ruled[t.ID] = t.Vocabulary != "" || len(t.Terms)+len(t.Categories) > 0
	}
	for _, sub := range list {
		if problem, _ := webAddress(sub.URL); problem != "" {
			e.note(text.Cut(sub.Title, longestTitle) + ": " + problem)
			continue
		}
		same := sameAddress(sub.URL)
		if id, known := e.urls[same]; known {
			e.note(fmt.Sprintf("%s is source %s already", quotedAddress(sub.URL), id))
			continue
		}
		s := e.source(sub)
		e.urls[same] = s.ID
		added = append(added, s)
	}
	return added, e.notes
}

const longestTitle = 200 // characters

// enlisting is what is taken, and what is to be told.
type enlisting struct {
	urls  map[string]string // by sameAddress: the source's id
	ids   map[string]bool
	ruled map[string]bool // tags that are given by rule
	noted map[string]bool
	notes []string
}

func (e *enlisting) note(line string) {
	if !e.noted[line] {
		e.noted[line] = true
		e.notes = append(e.notes, line)
	}
}

func (e *enlisting) source(sub Subscription) Source {
	s := Source{ID: e.id(sub), Title: text.Cut(sub.Title, longestTitle), URL: sub.URL}
	if s.Title == "" {
		s.Title = hostOf(sub.URL)
	}
	if tag, err := language.Parse(sub.Language); err == nil && !strings.EqualFold(sub.Language, "kr") {
		s.Language = tag.String()
	}
	for _, category := range sub.Categories {
		switch id := shortID(category); {
		case id == "" || slices.Contains(s.Tags, id):
		case e.ruled[id]: // it would put every item of the source under that rule's tag
			e.note("the folder or category " + quoted(category) + " is not taken over: the tag " + id + " is given by rule")
		default:
			s.Tags = append(s.Tags, id)
		}
	}
	return s
}

// id is one nobody has yet: of the title, else of the host.
func (e *enlisting) id(sub Subscription) string {
	id := shortID(sub.Title)
	if id == "" {
		id = shortID(strings.TrimPrefix(hostOf(sub.URL), "www."))
	}
	if id == "" {
		id = "source"
	}
	for n, first := 2, id; e.ids[id]; n++ {
		id = fmt.Sprintf("%s-%d", first, n)
	}
	e.ids[id] = true
	return id
}

// shortID is an id with room for a number, cut between two words.
func shortID(s string) string {
	const most = longestID - 8
	id := asID(s)
	if len(id) > most {
		id = id[:most]
		if cut := strings.LastIndexByte(id, '-'); cut > most/2 {
			id = id[:cut]
		}
	}
	return strings.Trim(id, "-")
}
