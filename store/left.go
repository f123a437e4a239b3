package store

import (
	"errors"
	"slices"
	"sort"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// lefts remembers which lines of the ledgers ended not long ago: a build of a
// page asks for them each time, and to find them a ledger is read whole.
type lefts struct {
	mu    sync.Mutex
	known map[string]leftSince
	turns map[string]uint64 // counts a theme's transactions that ended a stay
}

// leftSince is what ended after an instant, the newest first.
type leftSince struct {
	since  time.Time
	places []news.Place
}

// Left are the lines of a theme's ledger whose items left it after an instant,
// at most so many, the last to leave first; wherever in the ledger they stand.
func (s *Store) Left(theme string, since time.Time, most int) ([]news.Place, error) {
	s.lefts.mu.Lock()
	l, ok := s.lefts.known[theme]
	turn := s.lefts.turns[theme]
	s.lefts.mu.Unlock()
	var err error
	if !ok || since.Before(l.since) {
		if l, err = s.findLeft(theme, since); unlessDamaged(err) != nil {
			return nil, err
		}
		s.lefts.keep(theme, turn, l)
	}
	n := sort.Search(len(l.places), func(n int) bool { return !l.places[n].Left.After(since) })
	return slices.Clone(l.places[:min(n, most)]), err
}

func (s *Store) findLeft(theme string, since time.Time) (leftSince, error) {
	found := leftSince{since: since}
	var faults []error
	err := s.view(func(tx *bbolt.Tx) error {
		l, err := s.readLedger(tx, theme)
		if l == nil || err != nil {
			return err
		}
		name := l.part(bucketLog)
		return l.log.ForEach(func(k, v []byte) error {
			if b, err := s.press.unframe(k, v); err == nil && !saysLeft(b) {
				return nil
			}
			p, err := s.placeOf(name, k, v)
			if err != nil {
				faults = append(faults, err)
			} else if p.Left.After(since) {
				found.places = append(found.places, p)
			}
			return unlessDamaged(err)
		})
	})
	slices.SortStableFunc(found.places, func(a, b news.Place) int { return b.Left.Compare(a.Left) })
	return found, errors.Join(err, errors.Join(faults...))
}

// keep remembers what was found, unless a stay has ended since it was looked for.
func (a *lefts) keep(theme string, turn uint64, l leftSince) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.known == nil {
		a.known = make(map[string]leftSince)
	}
	if a.turns[theme] == turn {
		a.known[theme] = l
	}
}

// forget has ledgers read anew: stays in them have ended.
func (a *lefts) forget(themes map[string]bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.turns == nil {
		a.turns = make(map[string]uint64)
	}
	for theme := range themes {
		a.turns[theme]++
		delete(a.known, theme)
	}
}
