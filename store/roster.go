package store

import (
	"bytes"
	"cmp"
	"slices"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// roster is the sources as one configuration has them. It never changes; a
// Configure puts another in its place.
type roster struct {
	byID     map[string]*known // configured
	byNumber map[uint32]*known // configured and removed
	order    []*known          // configured, as in feeds.yaml
	removed  []*known          // by number
}

// known is a source the file knows.
type known struct {
	roll
	rank       int // in feeds.yaml
	configured bool
	memory     *memory
}

func newRoster(all []*known) *roster {
	r := &roster{byID: make(map[string]*known, len(all)), byNumber: make(map[uint32]*known, len(all))}
	for _, k := range all {
		r.byNumber[k.number] = k
		if k.configured {
			r.byID[k.source.ID] = k
			r.order = append(r.order, k)
		} else {
			r.removed = append(r.removed, k)
		}
	}
	slices.SortFunc(r.order, func(a, b *known) int { return cmp.Compare(a.rank, b.rank) })
	slices.SortFunc(r.removed, func(a, b *known) int { return cmp.Compare(a.number, b.number) })
	return r
}

// find is the configured source with this id, or the one it goes by now; what
// was polled under an earlier id belongs to it. Else it is a removed one, or nil.
func (r *roster) find(id string) *known {
	if k := r.byID[id]; k != nil {
		return k
	}
	for _, k := range r.order {
		if slices.Contains(k.source.Was, id) {
			return k
		}
	}
	for _, k := range r.removed {
		if k.source.ID == id {
			return k
		}
	}
	return nil
}

// count is how many sources are configured and polled.
func (r *roster) count() (n int) {
	for _, k := range r.order {
		if k.polled() {
			n++
		}
	}
	return n
}

// load reads sources, states and origins. Until Configure says otherwise every
// source counts as removed: its items are whole, nothing of it is polled.
func (s *Store) load(tx *bbolt.Tx) error {
	if err := first(s.origins.load(s, tx), s.loadBlocks(tx), s.beginRecent(tx)); err != nil {
		return err
	}
	var all []*known
	var room news.State
	err := tx.Bucket(bucketSources).ForEach(func(k, v []byte) error {
		b, err := s.press.unframe(k, v)
		if err != nil {
			return s.damaged(bucketSources, k, err)
		}
		r, err := decodeRoll(b)
		if err != nil {
			return s.damaged(bucketSources, k, err)
		}
		m := new(memory)
		m.record = s.stateRecord(tx, r, again(&room))
		m.brief = briefOf(&room)
		all = append(all, &known{roll: r, memory: m})
		return nil
	})
	s.roster.Store(newRoster(all))
	return err
}

// stateRecord reads a source's state into st, and returns its record. A damaged one
// is named and begun afresh: it costs one unconditional request, no item.
func (s *Store) stateRecord(tx *bbolt.Tx, r roll, st *news.State) []byte {
	k := key4(r.number)
	v := tx.Bucket(bucketStates).Get(k)
	if v == nil {
		return nil
	}
	b, err := s.press.unframe(k, v)
	if err == nil {
		err = readState(b, st)
	}
	if err != nil {
		_ = s.damaged(bucketStates, k, err)
		*st = news.State{Fetched: true}
		return encodeState(st)
	}
	return bytes.Clone(b)
}

// Sources returns the configured sources as in feeds.yaml, and those that were
// removed from it with their last configuration: their items keep tags and
// rights. That of what editors found stands with these: it is not polled either.
func (s *Store) Sources() (configured, removed []news.Source) {
	for _, k := range s.roster.Load().order {
		if k.polled() {
			configured = append(configured, *k.source)
		}
	}
	return configured, s.Removed()
}

// Removed returns those of Sources that are not polled.
func (s *Store) Removed() (removed []news.Source) {
	r := s.roster.Load()
	for _, k := range r.order {
		if !k.polled() {
			removed = append(removed, *k.source)
		}
	}
	for _, k := range r.removed {
		removed = append(removed, *k.source)
	}
	return removed
}

// States returns the states of the configured sources as in feeds.yaml.
func (s *Store) States() []news.State {
	return s.StatesWhere(func(Brief) bool { return true })
}

// StatesWhere returns those of which that is so: of many sources few are looked at.
func (s *Store) StatesWhere(wanted func(Brief) bool) []news.State {
	r := s.roster.Load()
	s.mu.Lock()
	defer s.mu.Unlock()
	var states []news.State
	for _, k := range r.order {
		if k.polled() && wanted(k.memory.brief) {
			states = append(states, *k.state())
		}
	}
	return states
}

// Remembered returns the states of all sources the file knows, those no longer
// configured included.
func (s *Store) Remembered() []news.State {
	r := s.roster.Load()
	return s.statesOf(slices.Concat(r.order, r.removed))
}

// statesOf returns the states of those that are polled.
func (s *Store) statesOf(sources []*known) []news.State {
	s.mu.Lock()
	defer s.mu.Unlock()
	states := make([]news.State, 0, len(sources))
	for _, k := range sources {
		if k.polled() {
			states = append(states, *k.state())
		}
	}
	return states
}

// polled reports whether a source is one that is polled.
func (k *known) polled() bool { return k.source.ID != news.ByHand }

// State returns the state of a configured source.
func (s *Store) State(id string) (news.State, bool) {
	if st := s.Recall(id); st != nil {
		return *st, true
	}
	return news.State{}, false
}

// Recall is State for who has a small stack; nil where there is none. It is not to
// be changed: of a claimed source the same is used again when its delivery comes.
func (s *Store) Recall(id string) *news.State {
	k := s.roster.Load().byID[id]
	if k == nil {
		return nil
	}
	return s.stateOf(k)
}

// Brief returns of it what is asked often.
func (s *Store) Brief(id string) (Brief, bool) {
	k := s.roster.Load().byID[id]
	if k == nil {
		return Brief{}, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return k.memory.brief, true
}
