package desk

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"koreadesk/desk/config"
	"koreadesk/desk/control"
	"koreadesk/fetcher/document"
	"koreadesk/news"
)

// Tried is one entry of a document as the desk would take it.
type Tried struct {
	Title     string            `json:"title"`
	Link      string            `json:"link"`
	GUID      string            `json:"guid"`
	Published *time.Time        `json:"published"`
	Language  string            `json:"language"`
	Summary   string            `json:"summary"`
	Tags      []control.ItemTag `json:"tags"`
	Themes    []string          `json:"themes"`
	Fault     string            `json:"fault,omitempty"` // the rules failed on it
}

// Try fetches one feed, or reads it from a file, and shows what the desk would
// make of each entry under the configuration at path, or under the built-in
// tags when path is "". Nothing is stored.
//
// What publishers asked of the desk holds here as well: a source that is to be
// left alone (Retry-After) is an error, and one that is gone (410) is asked all
// the same, with a note.
func Try(ctx context.Context, path, version, ref string) (Trial, error) {
	rules, err := openRules(path, version)
	if err != nil {
		return Trial{}, err
	}
	source := rules.source(ctx, ref)
	var trial Trial
	if onWeb(ref) {
		if trial.Note, err = rules.permit(ctx, source); err != nil {
			return Trial{}, err
		}
		leave, err := rules.turn(ctx, ref)
		if err != nil {
			return trial, err
		}
		defer leave()
	}
	entries, origin, err := rules.read(ctx, ref, source)
	if err != nil {
		return trial, err
	}
	trial.Origin, trial.Entries = origin, make([]Tried, len(entries))
	for n, entry := range entries {
		trial.Entries[n] = rules.try(entry, source)
	}
	return trial, nil
}

// Trial is what a try came to.
type Trial struct {
	Origin  news.Origin // what the feed says of itself
	Entries []Tried
	Note    string // what an operator should know before asking again; "" is nothing
}

// source is the configured one at that address, with all it asks for and says
// of itself; else one nobody has described. On one's own network it is asked
// where that is what was typed, and not because a public address leads there.
func (r *rules) source(ctx context.Context, ref string) news.Source {
	for _, id := range slices.Sorted(maps.Keys(r.sources)) {
		if s := r.sources.of(id); s.URL == ref {
			return s
		}
	}
	u, err := url.Parse(ref)
	return news.Source{ID: "try", URL: ref, AllowPrivate: err == nil && r.fetcher.Private(ctx, u.Hostname())}
}

func onWeb(ref string) bool {
	return strings.HasPrefix(ref, "http://") || strings.HasPrefix(ref, "https://")
}

func (r *rules) read(ctx context.Context, ref string, source news.Source) ([]news.Entry, news.Origin, error) {
	if onWeb(ref) {
		return r.fetch(ctx, source)
	}
	body, err := os.ReadFile(ref)
	if err != nil {
		return nil, news.Origin{}, fmt.Errorf("%s is no address and cannot be read as a file (%w): give an http or https address, or a file", ref, config.Cause(err))
	}
	absolute, err := filepath.Abs(ref)
	if err != nil {
		return nil, news.Origin{}, err
	}
	doc, err := document.Parse(body, document.Options{URL: (&url.URL{Scheme: "file", Path: absolute}).String()})
	if err != nil {
		return nil, news.Origin{}, fmt.Errorf("%s: %w", ref, err)
	}
	return doc.Entries(), doc.Origin(), nil
}

// fetch asks the source once. Where a page is instead of a feed nobody has
// described it as such, for the list on it; as a source it would be asked for
// only where robots.txt allows it.
func (r *rules) fetch(ctx context.Context, source news.Source) ([]news.Entry, news.Origin, error) {
	now := time.Now()
	delivery, err := r.fetcher.Fetch(ctx, source, news.State{Source: source.ID}, now)
	if err == nil && source.Page == nil && delivery.State.Choice.Page.Items != "" {
		var may bool
		if may, err = r.fetcher.Robots().Allowed(ctx, source, source.URL, now); err == nil && !may {
			err = fmt.Errorf("%s is a page, and the site's robots.txt asks that it not be fetched", source.URL)
		}
	}
	return delivery.Entries, delivery.Feed, err
}

func (r *rules) try(entry news.Entry, source news.Source) Tried {
	// An item as the store would found it, as far as the rules look at it.
	item := news.Item{
		Title: entry.Title, Summary: entry.Summary, Body: entry.Content, Language: entry.Language,
		Categories: entry.Categories, Source: source.ID, Sightings: []news.Sighting{{Source: source.ID}},
	}
	scores, fault := tagged(r.tagger, subject(item, map[string][]string{source.ID: source.Tags}))
	verdict := news.Judge(item, scores, nil, r.themes)
	tried := Tried{
		Title: entry.Title, Link: entry.Link, GUID: entry.GUID, Published: orNil(entry.Published),
		Language: entry.Language, Summary: entry.Summary, Tags: itemTags(verdict.Tags), Themes: verdict.Themes,
		Fault: fault,
	}
	if tried.Themes == nil {
		tried.Themes = []string{}
	}
	return tried
}
