package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"koreadesk/desk/control"
	"koreadesk/news"
	"koreadesk/news/text"
	"koreadesk/store"
)

// Items lists what is held, newest first, with the reasons for each tag made
// anew from the text.
func (d *Desk) Items(ctx context.Context, ask control.ItemsAsk, each func(control.Item) error) error {
	e := d.edition.Load()
	if err := e.mayAsk(ask); err != nil {
		return err
	}
	query := store.Query{Source: ask.Source, Tag: ask.Tag, Theme: ask.Theme, Since: ask.Since, Most: ask.Most}
	var faults []error // of damaged records: the rest is listed all the same
	for record, err := range d.store.Items(query) {
		if errors.Is(err, store.ErrDamaged) {
			faults = append(faults, err)
			continue
		}
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		line, err := d.line(e, record)
		if errors.Is(err, store.ErrDamaged) {
			faults = append(faults, err)
			continue
		}
		if err != nil {
			return err
		}
		if err := each(line); err != nil {
			return err
		}
	}
	return errors.Join(faults...)
}

// line is the record as it is listed. Reasons are not stored: they follow from
// the text and the rules, and the verdict says which tags stand.
func (d *Desk) line(e *edition, record store.Record) (control.Item, error) {
	item := record.Item
	if len(record.Verdict.Tags) > 0 && item.Body.IsZero() {
		whole, err := d.store.Load([]uint64{item.Num}, true)
		if err != nil {
			return control.Item{}, err
		}
		if len(whole) > 0 { // else it was forgotten a moment ago
			item.Body = whole[0].Item.Body
		}
	}
	curated, err := d.curated()
	if err != nil {
		return control.Item{}, err
	}
	decision := curated.word[item.ID]
	line := control.Item{
		ID: item.ID, Title: decision.Applied(item).Title, Link: item.Link, Source: item.Source, Language: e.language(item),
		Published: dated(item), Updated: item.Updated, FirstSeen: item.FirstSeen,
		Themes: slices.Clone(record.Verdict.Themes), Hidden: record.Verdict.Hidden,
		Held: item.Held && !decision.Approved, Pinned: decision.Pinned.After(time.Now()),
		Withdrawn: orNil(item.Withdrawn), Erased: item.Erased,
		Tags: itemTags(e.because(item, record.Verdict)), Sightings: []control.ItemSource{},
	}
	if line.Themes == nil {
		line.Themes = []string{}
	}
	for _, s := range item.Sightings {
		line.Sightings = append(line.Sightings, control.ItemSource{Source: s.Source, GUID: s.GUID, Link: s.Link, Title: s.Title, Seen: s.Seen})
	}
	return line, nil
}

// Show is one item whole.
func (d *Desk) Show(_ context.Context, ref string) (control.Shown, error) {
	record, err := d.store.Find(ref)
	if err != nil {
		return control.Shown{}, err
	}
	line, err := d.line(d.edition.Load(), record)
	if err != nil {
		return control.Shown{}, err
	}
	item := record.Item
	shown := control.Shown{
		Item: line, Summary: item.Summary, Origin: item.Origin.Title, Text: text.Plain(item.Body),
		Authors: item.Authors, Categories: item.Categories, Enclosures: item.Enclosures,
		Aliases: item.Aliases, Of: item.Of, Version: item.Version, Versions: []control.ShownVersion{},
	}
	if item.Title != line.Title {
		shown.Own = item.Title
	}
	versions, err := d.store.Versions(item.Num)
	if err != nil {
		return control.Shown{}, err
	}
	for _, v := range versions {
		shown.Versions = append(shown.Versions, control.ShownVersion{N: v.N, Title: v.Title, Text: text.Plain(v.Body), From: v.From})
	}
	shown.Edits, err = d.store.Edits(item.ID)
	return shown, err
}

// Explain is why an item has its tags and themes, or has none.
func (d *Desk) Explain(_ context.Context, ref string) (control.Explained, error) {
	record, err := d.store.Find(ref)
	if err != nil {
		return control.Explained{}, err
	}
	e := d.edition.Load()
	line, err := d.line(e, record)
	if err != nil {
		return control.Explained{}, err
	}
	edits, err := d.store.Edits(record.Item.ID)
	if err != nil {
		return control.Explained{}, err
	}
	about := subject(record.Item, e.sourceTags)
	why := control.Explained{Item: line, Edits: edits, Decided: news.Decide(renamings(e.tags).edits(edits)).Tags,
		Read: control.Read{Title: about.Title, Summary: about.Summary, Content: about.Content, Categories: about.Categories}}
	why.Fault = failing(func() { why.Explanation = e.tagger.Explain(about) })
	for _, theme := range e.themes {
		in := slices.Contains(record.Verdict.Themes, theme.ID)
		why.Themes = append(why.Themes, control.ThemeReason{Theme: theme.ID, In: in, Why: themeReason(theme, record)})
	}
	return why, nil
}

// themeReason says in words what a theme's conditions make of an item.
func themeReason(theme news.Theme, record store.Record) string {
	switch tags := record.Verdict.TagIDs(); {
	case record.Item.Erased:
		return "it was taken down"
	case record.Verdict.Hidden:
		return "an editor hid it"
	case theme.Withdrawn && !record.Item.Withdrawn.IsZero():
		return "its source took it back"
	case record.Item.Held && len(record.Verdict.Themes) == 0:
		return "held: it came with its source's first fetch, beyond first_fetch"
	case theme.Approval && theme.Takes(tags) && !slices.Contains(record.Verdict.Themes, theme.ID):
		return "waits for an editor: koreadesk edit approve lets it in"
	}
	return themeWhy(theme, record)
}

// themeWhy says what a theme's conditions make of an item's tags.
func themeWhy(theme news.Theme, record store.Record) string {
	tags := record.Verdict.TagIDs()
	has := func(tag string) bool { return slices.Contains(tags, tag) }
	lacks := func(tag string) bool { return !has(tag) }
	switch {
	case slices.ContainsFunc(theme.All, lacks):
		return "lacks " + strings.Join(keep(theme.All, lacks), ", ")
	case slices.ContainsFunc(theme.None, has):
		return "carries " + strings.Join(keep(theme.None, has), ", ")
	case len(theme.Any) > 0 && !slices.ContainsFunc(theme.Any, has):
		return "carries none of " + strings.Join(theme.Any, ", ")
	case len(theme.All)+len(theme.Any) == 0:
		return "the theme takes every item"
	default:
		return "carries " + strings.Join(append(slices.Clone(theme.All), keep(theme.Any, has)...), ", ")
	}
}

func keep(list []string, want func(string) bool) []string {
	var kept []string
	for _, s := range list {
		if want(s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// dated is the date of an item as the feeds have it, nil when its source gave
// none: one that lies in the future is that of its arrival.
func dated(item news.Item) *time.Time {
	if item.Published.IsZero() {
		return nil
	}
	at := item.Date()
	return &at
}

func orNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
