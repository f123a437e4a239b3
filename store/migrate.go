package store

import (
	"errors"
	"fmt"
	"time"

	"koreadesk/news/text"
)

// leastMigration is of how many entries a document must be for a migration to
// be recognised in it.
const leastMigration = 5

// migrate recognises entries that come under new names where most of a document
// does. moved are those that were known by their links; of the others, one is an
// old item when it has its title and day, or its text.
func (p *parcel) migrate(w *work, all []found, taken map[uint64]bool, moved []int) error {
	var fresh []int
	for n, a := range p.arrivals {
		if !a.same && !a.twin && !a.entry.Again && all[n].num == 0 && !all[n].broken {
			fresh = append(fresh, n)
		}
	}
	most := func(count int) bool { return 2*count > len(p.arrivals) }
	if len(p.arrivals) < leastMigration || !most(len(moved)+len(fresh)) || !p.before.Fetched {
		return p.stragglers(w, all, taken, fresh, p.before.Migrated)
	}
	if err := p.takeUnchanged(w, taken); err != nil {
		return err
	}
	old := make(map[int]found)
	for _, n := range fresh {
		f, err := p.formerly(w, p.arrivals[n], taken)
		if err != nil {
			return err
		}
		if f.num != 0 {
			old[n] = f
		}
	}
	if !most(len(moved) + len(old)) {
		return p.stragglers(w, all, taken, fresh, p.before.Migrated)
	}
	for _, n := range moved {
		all[n].moved = true
	}
	for n, f := range old {
		all[n] = f
	}
	p.receipt.Migrated = len(moved) + len(old)
	p.notes = append(p.notes, notice{"Moved", fmt.Sprintf("on %s %d of %d entries came under new names and were recognised by link, title and date, or text",
		p.delivery.At.UTC().Format("2006-01-02"), p.receipt.Migrated, len(p.arrivals))})
	return nil
}

// formerly is the item of its source an entry was under other names. What was
// merged into another item is found beside that one's own entry, and notes
// itself as taken.
func (p *parcel) formerly(w *work, a *arrival, taken map[uint64]bool) (found, error) {
	if a.dated != nil {
		num, _, err := w.byKey(a.dated)
		if err != nil && !errors.Is(err, ErrDamaged) {
			return found{}, err
		}
		part, _, _ := w.index(bucketKeys, a.dated[:]) // byKey has said what is wrong
		if num != 0 && !taken[part] {
			taken[part] = true
			return found{num: num, by: kindDated, moved: true, aside: part != num}, nil
		}
		// A part that was retold since it was merged has its title from the whole.
		if h, err := w.head(num); num != 0 && err == nil && h.titled(p.known.number, a.entry.Title) {
			return found{num: num, by: kindDated, moved: true, aside: true}, nil
		}
	}
	undated := *a // a site that moves may date everything anew
	undated.telling, undated.weighed = a.telling.Undated(), nil
	near, err := p.kin(w, &undated)
	if err != nil {
		return found{}, err
	}
	for _, k := range near {
		if k.same && k.h.sees(p.known.number) && !taken[k.num] {
			taken[k.num] = true
			return found{num: k.h.item.Num, by: kindText, moved: true, aside: k.num != k.h.item.Num}, nil
		}
	}
	return found{}, nil
}

// stragglers recognises what was not in the document in which the source was seen
// to have moved: an entry with the title and the day of an item that was seen
// under no name since.
func (p *parcel) stragglers(w *work, all []found, taken map[uint64]bool, fresh []int, since time.Time) error {
	if len(fresh) == 0 || since.IsZero() {
		return nil
	}
	if err := p.takeUnchanged(w, taken); err != nil {
		return err
	}
	for _, n := range fresh {
		a := p.arrivals[n]
		if a.dated == nil || a.entry.Published.IsZero() { // then it is a title alone
			continue
		}
		num, _, err := w.byKey(a.dated)
		if unlessDamaged(err) != nil {
			return err
		}
		part, _, _ := w.index(bucketKeys, a.dated[:]) // byKey has said what is wrong
		h, err := w.head(num)
		if num == 0 || taken[num] || err != nil || h != nil && h.seenSince(p.known.number, since) {
			continue
		}
		taken[num] = true
		all[n] = found{num: num, by: kindDated, moved: true, aside: part != num}
	}
	return nil
}

// seenSince reports whether an item got a name from a source then or later.
func (h *head) seenSince(source uint32, since time.Time) bool {
	for n, s := range h.item.Sightings {
		if h.seers[n] == source && !s.Seen.Before(second(since)) {
			return true
		}
	}
	return false
}

// takeUnchanged notes which items the unchanged entries of a document are.
func (p *parcel) takeUnchanged(w *work, taken map[uint64]bool) error {
	for _, a := range p.arrivals {
		if !a.same {
			continue
		}
		num, _, err := w.byKey(&a.listed.known)
		if err != nil && !errors.Is(err, ErrDamaged) {
			return err
		}
		taken[num] = true
	}
	return nil
}

// titled reports whether the item, if there is one, has an entry of a source
// under this title.
func (h *head) titled(source uint32, title string) bool {
	if h == nil {
		return false
	}
	for n, s := range h.item.Sightings {
		if h.seers[n] == source && text.Fold(s.Title) == text.Fold(title) {
			return true
		}
	}
	return false
}
