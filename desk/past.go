package desk

import (
	"errors"
	"slices"
	"time"

	"koreadesk/news"
	"koreadesk/publish"
	"koreadesk/store"
)

// past gives a site what has left its windows, as it stands in the store.
type past struct {
	desk    *Desk
	edition *edition
}

// Lines implements publish.Past.
func (p past) Lines(theme string) (uint64, error) { return p.desk.store.Lines(theme) }

// Archived implements publish.Past.
func (p past) Archived(theme string, from uint64, most int) ([]publish.Story, error) {
	places, err := p.desk.store.Places(theme, from, most)
	if err != nil && !errors.Is(err, store.ErrDamaged) {
		return nil, err
	}
	return p.desk.told(p.edition, places, time.Now())
}

// Held implements publish.Past. The newest lines are the last to be forgotten.
func (p past) Held(theme string, from uint64, most int) (bool, error) {
	const step = 10
	for least := from + uint64(most); least > from; {
		least -= min(step, least-from)
		places, err := p.desk.store.Places(theme, least, step)
		if err != nil && !errors.Is(err, store.ErrDamaged) {
			return false, err
		}
		nums := make([]uint64, len(places))
		for n, place := range places {
			nums[n] = place.Item
		}
		records, err := p.desk.store.Load(nums, false)
		if len(records) > 0 || err != nil { // a damaged one may be mended
			return true, nil
		}
	}
	return false, nil
}

// told are the items of a ledger's lines with all that a page of some instant
// shows of them; those of which nothing is left are left out.
func (d *Desk) told(e *edition, places []news.Place, at time.Time) ([]publish.Story, error) {
	nums := make([]uint64, len(places))
	for n, p := range places {
		nums[n] = p.Item
	}
	records, err := d.store.Load(nums, true)
	if err != nil && !errors.Is(err, store.ErrDamaged) {
		return nil, err
	}
	held := make(map[uint64]store.Record, len(records))
	for _, r := range records {
		held[r.Item.Num] = r
	}
	curated, err := d.curated()
	if err != nil {
		return nil, err
	}
	var stories []publish.Story
	for _, p := range places {
		r, ok := held[p.Item]
		if !ok || curated.lost[r.Item.ID] && gone(r, p).IsZero() {
			continue
		}
		r.Verdict.Tags = e.because(r.Item, r.Verdict)
		r.Item.Language = e.language(r.Item)
		item, note, pinned := curated.curate(r, at)
		stories = append(stories, publish.Story{
			Item: item, Verdict: r.Verdict, Line: p.N, Entered: p.Entered, Rights: d.rights(e, item.Source), Gone: gone(r, p),
			Note: note, Pinned: pinned,
		})
	}
	return stories, nil
}

// gone is since when an item must not be shown any more, zero while it may. One
// that only left a theme, because its tags or the rules changed, is not gone:
// it may stand in others, under the same id.
func gone(r store.Record, p news.Place) time.Time {
	dead := r.Verdict.Hidden || r.Item.Erased || r.Item.Into != ""
	switch {
	case !p.Left.IsZero() && (dead || !r.Item.Withdrawn.IsZero()): // a theme may keep what was withdrawn
		return p.Left
	case dead:
		return r.Item.Updated
	}
	return time.Time{}
}

// How long, and of how many that left last, a feed says that an entry is gone.
const (
	stubFor  = 30 * 24 * time.Hour
	mostLeft = 500
)

// withdrawn are the stories that were in a theme not long ago and are gone, and
// the first instant at which one of them is no longer worth a word.
func (d *Desk) withdrawn(e *edition, theme news.Theme, now time.Time) (stories []publish.Story, until time.Time, err error) {
	left, err := d.store.Left(theme.ID, now.Add(-stubFor), mostLeft)
	if err != nil && !errors.Is(err, store.ErrDamaged) {
		return nil, until, err
	}
	if len(left) == 0 {
		return nil, until, nil
	}
	seen := make(map[uint64]bool) // one that left, came back and left again left last
	left = slices.DeleteFunc(left, func(p news.Place) bool {
		again := seen[p.Item]
		seen[p.Item] = true
		return again
	})
	all, err := d.told(e, left, now)
	for _, s := range all {
		if s.Gone.IsZero() || !s.Gone.After(now.Add(-stubFor)) {
			continue
		}
		stories = append(stories, s)
		if ends := s.Gone.Add(stubFor); until.IsZero() || ends.Before(until) {
			until = ends
		}
	}
	return stories, until, err
}
