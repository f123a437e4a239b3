package store

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"time"

	"koreadesk/news"
)

// lateState is a state whose schedule has changed since it was last written.
type lateState struct {
	number uint32
	memory *memory
	record []byte // of the state
	rev    uint64
}

// late collects the states that wait to be written.
func (s *Store) late() (late []lateState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for number, m := range s.unwritten {
		late = append(late, lateState{number, m, encodeState(m.state), m.rev})
	}
	slices.SortFunc(late, func(a, b lateState) int { return cmp.Compare(a.number, b.number) })
	return late
}

// wrote notes that they are in the file.
func (s *Store) wrote(late []lateState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range late {
		if l.memory.rev == l.rev {
			delete(s.unwritten, l.number)
		}
	}
}

// Flush writes the schedules that wait; without it they are written within
// 30 s, with any other transaction, and by Close.
func (s *Store) Flush() error {
	if len(s.late()) == 0 {
		return nil
	}
	return s.perform(context.Background(), &job{shared: true, do: func(*work) error { return nil }})
}

// mayWait reports whether a change of state is nothing but a later schedule,
// which may be lost: the source would be asked again a little early. What the
// server asked for, failures and validators are not.
func mayWait(old, now news.State) bool {
	if now.Failures > 0 || old.Failures > 0 {
		return false
	}
	return reflect.DeepEqual(timeless(old), timeless(now))
}

// timeless is a state without its schedule. NotUntil is part of the schedule
// where nothing failed: it is then the max-age of an answer.
func timeless(st news.State) news.State {
	st.Polled, st.OK, st.Next, st.NotUntil = time.Time{}, time.Time{}, time.Time{}, time.Time{}
	st.Interval, st.Because = 0, ""
	return st
}
