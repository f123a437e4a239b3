package store

import (
	"bytes"
	"fmt"
	"time"

	"koreadesk/news"
)

// Configure makes these the sources that are polled. A source is known by its
// id, else by the first of its earlier ids (Was) that the file knows; what the
// file remembers is carried over. A changed URL drops validators and moves. A
// source that is no longer named is remembered with its last configuration.
// Those named when the file was born are its founders. The list is the store's
// from then on.
func (s *Store) Configure(sources []news.Source, now time.Time) error {
	s.configuring.Lock()
	defer s.configuring.Unlock()
	if err := uniqueSources(sources); err != nil {
		return err
	}
	if plan := s.planRoster(sources); s.enrolled(plan) {
		s.adopt(newRoster(plan), nil)
		return nil
	}
	var next *roster
	var states map[*memory]news.State
	err := s.write(func(w *work) error {
		next, states = nil, make(map[*memory]news.State)
		m := meta{w.tx.Bucket(bucketMeta)}
		configured, err := m.get(metaConfigured)
		if err != nil {
			return s.damaged(bucketMeta, metaConfigured, err)
		}
		plan := s.planRoster(sources)
		for _, k := range plan {
			if err := w.enrol(k, s.roster.Load().byNumber[k.number], configured == 0, states); err != nil {
				return err
			}
		}
		next = newRoster(plan)
		return m.set(metaConfigured, 1)
	})
	if err != nil {
		return fmt.Errorf("configure sources: %w", err)
	}
	s.adopt(next, states)
	return nil
}

// adopt makes a roster the one that counts, with the states of its new sources.
func (s *Store) adopt(next *roster, states map[*memory]news.State) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for m, st := range states {
		m.change(&st, encodeState(&st))
	}
	s.roster.Store(next)
}

// enrolled reports whether the file has all of a roster as it is: then a start
// writes nothing.
func (s *Store) enrolled(plan []*known) bool {
	was := s.roster.Load().byNumber
	for _, k := range plan {
		old := was[k.number]
		if old == nil || old.source.ID != k.source.ID || !bytes.Equal(encodeRoll(old.roll), encodeRoll(k.roll)) {
			return false
		}
	}
	return len(plan) > 0
}

func uniqueSources(sources []news.Source) error {
	seen := make(map[string]bool, len(sources))
	for _, src := range sources {
		if src.ID == "" || seen[src.ID] {
			return fmt.Errorf("configure sources: source %q is named twice or has no id", src.ID)
		}
		seen[src.ID] = true
	}
	return nil
}

// planRoster matches the sources with what the file knows. A source the file
// does not know has number 0 still.
func (s *Store) planRoster(sources []news.Source) []*known {
	have := s.roster.Load().byNumber
	old := make(map[string]*known, len(have))
	for _, k := range have {
		old[k.source.ID] = k
	}
	named := make(map[string]bool, len(sources))
	for _, src := range sources {
		named[src.ID] = true
	}
	plan := make([]*known, 0, max(len(sources), len(have)))
	for rank, src := range sources {
		k := &known{rank: rank, configured: true}
		from := src.ID
		for _, was := range src.Was {
			if old[from] == nil && !named[was] {
				from = was
			}
		}
		if was := old[from]; was != nil {
			k.number, k.root, k.memory = was.number, was.root, was.memory
			delete(old, from)
		} else {
			k.root, k.memory = firstID(src), new(memory)
		}
		k.source = &sources[rank]
		plan = append(plan, k)
	}
	for _, k := range old {
		plan = append(plan, &known{roll: k.roll, memory: k.memory})
	}
	return plan
}

// firstID is the oldest id of a source, so that a lost file polled again gives
// the same item ids after a renaming. Was names the oldest first.
func firstID(src news.Source) string {
	if len(src.Was) > 0 {
		return src.Was[0]
	}
	return src.ID
}

// enrol writes a source's line where it changed, and its state where a new URL
// makes it a new one.
func (w *work) enrol(k, old *known, founder bool, states map[*memory]news.State) error {
	b := w.tx.Bucket(bucketSources)
	b.FillPercent = bulkPage // seldom one comes between others
	if old == nil {
		n, err := b.NextSequence()
		if err != nil {
			return err
		}
		k.number = uint32(n)
		st := news.State{Source: k.source.ID, Founder: founder}
		states[k.memory] = st
		if err := w.putState(k.number, st); err != nil {
			return err
		}
	} else if old.source.ID != k.source.ID {
		if err := b.Delete([]byte(old.source.ID)); err != nil {
			return err
		}
	}
	if old != nil && old.source.URL != k.source.URL {
		st := moved(*w.s.stateOf(k))
		st.Source = k.source.ID
		states[k.memory] = st
		if err := w.putState(k.number, st); err != nil {
			return err
		}
	}
	id := []byte(k.source.ID)
	v := frame(id, encodeRoll(k.roll))
	if bytes.Equal(b.Get(id), v) {
		return nil
	}
	return b.Put(id, v)
}

// moved is what is left of a state when the source has another URL: nothing
// that belongs to an address, everything that belongs to the source.
func moved(st news.State) news.State {
	return news.State{
		Source: st.Source, Feed: st.Feed, New: st.New, OK: st.OK, History: st.History,
		Days: st.Days, Dated: st.Dated, Changes: st.Changes,
		Fetched: st.Fetched, Founder: st.Founder, Notes: st.Notes, Migrated: st.Migrated,
	}
}

func (w *work) putState(number uint32, st news.State) error {
	return w.putEncoded(number, encodeState(&st))
}

func (w *work) putEncoded(number uint32, state []byte) error {
	k := key4(number)
	return w.tx.Bucket(bucketStates).Put(k, frame(k, state))
}
