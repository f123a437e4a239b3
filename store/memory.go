package store

import (
	"sync"
	"time"

	"koreadesk/news"
)

// memory is what changes about a source between two configurations. There may be
// thousands, and one is looked at at a time: so its state is held as the record it
// is written as, a quarter of what it takes otherwise.
type memory struct {
	putting sync.Mutex // held from preparing a delivery until it is stored

	// Guarded by Store.mu.
	record []byte // of the state; replaced, never changed
	brief  Brief
	told   *news.State // the same, read, where its source is being polled; nil is not
	busy   bool        // claimed
	missed bool        // what it brought last could not be stored
	rev    uint64      // counts changes of state
}

// Brief is of a State what is asked of many sources at once.
type Brief struct {
	Polled, Next, NotUntil, Held time.Time
	Stopped, Reserved            bool
}

func briefOf(st *news.State) Brief {
	return Brief{st.Polled, st.Next, st.NotUntil, st.Held, st.Stopped, st.Reserved.Reserved}
}

// hold makes a state the present one; the caller holds Store.mu.
func (m *memory) hold(st *news.State, record []byte) {
	m.record, m.brief, m.told = record, briefOf(st), nil
}

// change is hold for a state that the file has, or is to have.
func (m *memory) change(st *news.State, record []byte) {
	m.hold(st, record)
	m.rev++
}

// alter replaces a source's state, which waits to be written from now on; the
// caller holds Store.mu.
func (s *Store) alter(k *known, st *news.State) {
	k.memory.change(st, encodeState(st))
	s.unwritten[k.number] = k.memory
}

// state is a source's present state; the caller holds Store.mu. It is a copy.
func (k *known) state() *news.State { return k.read(k.memory.record) }

func (k *known) read(record []byte) *news.State {
	st, _ := decodeState(record) // it was read when the file was opened, or written since
	st.Source = k.source.ID
	return st
}

// stateOf is a source's present state, for who does not change it: what the source
// was polled with is what its delivery is compared with, and is read once.
func (s *Store) stateOf(k *known) *news.State {
	m := k.memory
	s.mu.Lock()
	defer s.mu.Unlock()
	if m.told != nil && m.told.Source == k.source.ID {
		return m.told
	}
	st := k.state()
	if m.busy {
		m.told = st
	}
	return st
}
