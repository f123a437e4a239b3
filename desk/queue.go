package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"koreadesk/desk/control"
	"koreadesk/news"
	"koreadesk/store"
)

// Queue is what waits for an editor: pairs of items that may be one story,
// items that a theme wants approved, and items that were held back with their
// source's first fetch.
func (d *Desk) Queue(ctx context.Context) ([]control.Waiting, error) {
	waiting := []control.Waiting{}
	proposals, err := d.store.Queue()
	if err != nil {
		return nil, fmt.Errorf("queue: %w", err)
	}
	for _, p := range proposals {
		one, other := p.Items[0].Item, p.Items[1].Item
		waiting = append(waiting, control.Waiting{
			Kind: "one story?", Item: one.ID, Title: one.Title, Other: other.ID, OtherTitle: other.Title, Why: p.Why, Since: p.Since,
		})
	}
	curated, err := d.curated()
	if err != nil {
		return nil, err
	}
	themes := d.edition.Load().themes
	for record, err := range d.store.Items(store.Query{}) {
		if errors.Is(err, store.ErrDamaged) {
			continue // status names it
		}
		if err != nil {
			return waiting, err
		}
		if err := ctx.Err(); err != nil {
			return waiting, err
		}
		for _, theme := range waitsFor(themes, record) {
			i := record.Item
			waiting = append(waiting, control.Waiting{
				Kind: "approval", Item: i.ID, Title: i.Title, Why: "theme " + theme.ID + ": " + themeWhy(theme, record), Since: i.FirstSeen,
			})
		}
		if i := record.Item; i.Held && !curated.word[i.ID].Approved {
			waiting = append(waiting, control.Waiting{
				Kind: "held", Item: i.ID, Title: i.Title, Why: "came with the first fetch of " + i.Source + ", beyond first_fetch", Since: i.FirstSeen,
			})
		}
	}
	return waiting, nil
}

// waitsFor are the themes that would take an item if an editor approved it.
func waitsFor(themes []news.Theme, r store.Record) (list []news.Theme) {
	if r.Verdict.Hidden || r.Item.Held || r.Item.Erased || r.Item.Into != "" {
		return nil
	}
	for _, t := range themes {
		if t.Approval && (!t.Withdrawn || r.Item.Withdrawn.IsZero()) && t.Takes(r.Verdict.TagIDs()) && !slices.Contains(r.Verdict.Themes, t.ID) {
			list = append(list, t)
		}
	}
	return list
}
