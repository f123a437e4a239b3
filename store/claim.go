package store

import (
	"cmp"
	"slices"
	"time"

	"koreadesk/news"
)

// Claim hands out the states of sources that are due, the longest overdue
// first, and marks them as being polled: no other Claim gives them out before
// Put or Release. It works in memory. Unknown sources in the Ask are passed
// over.
func (s *Store) Claim(now time.Time, a Ask) []news.State {
	due := s.claim(now, a)
	return s.statesOf(due)
}

// ClaimEach is Claim for who looks at one after another, in the same order: a state
// is there until each returns.
func (s *Store) ClaimEach(now time.Time, a Ask, each func(*news.State)) {
	var room news.State
	for _, k := range s.claim(now, a) {
		s.mu.Lock()
		record := k.memory.record
		s.mu.Unlock()
		st := again(&room)
		_ = readState(record, st) // it was read when the file was opened, or written since
		st.Source = k.source.ID
		each(st)
	}
}

// claim marks as being polled those that are due.
func (s *Store) claim(now time.Time, a Ask) []*known {
	r := s.roster.Load()
	from := r.order
	if len(a.Sources) > 0 {
		from = nil
		for _, k := range r.order {
			if slices.Contains(a.Sources, k.source.ID) {
				from = append(from, k)
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var due []*known
	for _, k := range from {
		if k.polled() && !k.memory.busy && a.wants(k.memory.brief, now) {
			due = append(due, k)
		}
	}
	slices.SortStableFunc(due, func(a, b *known) int { return cmp.Compare(a.dueAt().UnixNano(), b.dueAt().UnixNano()) })
	if a.Most > 0 && len(due) > a.Most {
		due = due[:a.Most]
	}
	for _, k := range due {
		k.memory.busy = true
	}
	return due
}

// wants reports whether a source may be asked now.
func (a Ask) wants(st Brief, now time.Time) bool {
	switch {
	case a.Force:
		return !st.Held.After(now)
	case st.Stopped || st.NotUntil.After(now) || st.Held.After(now):
		return false
	}
	return a.All || !st.Next.After(now)
}

// dueAt is when a source is to be asked next; the caller holds Store.mu.
func (k *known) dueAt() time.Time {
	at := k.memory.brief.Next
	for _, t := range []time.Time{k.memory.brief.NotUntil, k.memory.brief.Held} {
		if t.After(at) {
			at = t
		}
	}
	if at.IsZero() {
		return time.Unix(0, 0)
	}
	return at
}

// Due returns the next instant at which a source that is not being polled is
// due; ok is false when there is none to wait for.
func (s *Store) Due() (next time.Time, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.roster.Load().order {
		if !k.polled() || k.memory.busy || k.memory.brief.Stopped {
			continue
		}
		if at := k.dueAt(); !ok || at.Before(next) {
			next, ok = at, true
		}
	}
	return next, ok
}

// Postpone puts off the next poll of a source without a poll, and says why. It
// works in memory: after a restart the schedule as last written holds.
func (s *Store) Postpone(source string, until time.Time, because string) {
	k := s.roster.Load().byID[source]
	if k == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	st := k.state()
	st.Next, st.Because = until, because
	k.memory.hold(st, encodeState(st))
}

// Release gives a claimed source back without a delivery.
func (s *Store) Release(source string) {
	if k := s.roster.Load().find(source); k != nil {
		s.release(k)
	}
}

func (s *Store) release(k *known) {
	s.mu.Lock()
	k.memory.busy, k.memory.told = false, nil
	s.mu.Unlock()
}
