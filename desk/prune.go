package desk

import (
	"context"
	"fmt"
	"maps"
	"time"

	"koreadesk/publish"
	"koreadesk/store"
)

// When a running desk forgets what is old: soon after it was started, so that
// one that is restarted every night does it as well, then once a day.
const (
	firstPrune = 10 * time.Minute
	everyPrune = 24 * time.Hour
)

// pruneLoop forgets what is old, until ctx ends.
func (d *Desk) pruneLoop(ctx context.Context) error {
	for wait := firstPrune; ; wait = everyPrune {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
			if _, err := d.Prune(ctx, time.Now()); err != nil && ctx.Err() == nil {
				d.log.Error("what is old was not forgotten; it is tried again tomorrow", "error", err)
			}
		}
	}
}

// pruneDue forgets what is old if that was not done for a day: of a desk that no
// daemon runs, polls have to do it.
func (d *Desk) pruneDue(ctx context.Context, now time.Time) error {
	last, err := d.store.Pruned()
	if err == nil && now.Sub(last) >= everyPrune {
		_, err = d.Prune(ctx, now)
	}
	return err
}

// Prune forgets the items whose time is over by retain and that no page shows,
// and returns how many.
func (d *Desk) Prune(ctx context.Context, now time.Time) (int, error) {
	e := d.edition.Load()
	shown, err := d.shown(e, now)
	if err != nil {
		return 0, fmt.Errorf("prune: %w", err)
	}
	keep := e.config.Retain
	count, err := d.store.Prune(ctx, store.Retention{
		Items: keep.Items.Std(), Rejected: keep.Rejected.Std(), Keep: func(num uint64) bool { return shown[num] },
	}, now)
	if count > 0 {
		d.log.Info("items forgotten", "items", count)
	}
	return count, err
}

// shown are the items that a page shows, or that an editor keeps in sight.
func (d *Desk) shown(e *edition, now time.Time) (map[uint64]bool, error) {
	shown := make(map[uint64]bool)
	for _, theme := range e.themes {
		members, _, err := publish.Window(sound{d.store, d.log}, theme, now)
		if err != nil {
			return nil, err
		}
		for _, m := range members {
			shown[m.Item] = true
		}
	}
	curated, err := d.curated()
	if err != nil {
		return nil, err
	}
	kept := maps.Clone(curated.lost)
	for id, decision := range curated.word {
		if decision.Pinned.After(now) {
			kept[id] = true
		}
	}
	for id := range kept {
		if r, err := d.store.Find(id); err == nil {
			shown[r.Item.Num] = true
		}
	}
	return shown, nil
}
