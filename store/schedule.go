package store

import (
	"cmp"
	"context"
	"slices"

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
		late = append(late, lateState{number, m, m.record, m.rev})
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

// putLater stores a delivered state that may be written later, if it may.
func (s *Store) putLater(k *known, st *news.State) bool {
	before := s.stateOf(k)
	keepOwn(before, st)
	if !mayWait(before, st) {
		return false
	}
	s.mu.Lock()
	s.alter(k, st)
	s.mu.Unlock()
	s.writer.writeSoon()
	return true
}

// mayWait reports whether a change of state is nothing but a later schedule,
// which may be lost: the source would be asked again a little early. What the
// server asked for, failures and validators are not. NotUntil is part of the
// schedule where nothing failed: it is then the max-age of an answer.
//
// It is asked at every poll, so the fields are compared one by one: reflection
// takes longer than all else the store does for a source that has nothing new.
func mayWait(old, now *news.State) bool {
	return now.Failures == 0 && old.Failures == 0 && sameAnswers(old, now) && sameFare(old, now)
}

// sameAnswers compares what answers told: validators, where the source is and
// what it says of itself.
func sameAnswers(a, b *news.State) bool {
	return a.Source == b.Source && a.URL == b.URL && a.ETag == b.ETag && a.LastModified == b.LastModified &&
		a.BodyHash == b.BodyHash && a.Feed == b.Feed &&
		a.Asked == b.Asked && a.Moved == b.Moved && a.Moving == b.Moving &&
		a.Held == b.Held && a.HeldHost == b.HeldHost && a.Stopped == b.Stopped && a.Reserved == b.Reserved &&
		a.Rhythm.Every == b.Rhythm.Every && a.Rhythm.By == b.Rhythm.By &&
		slices.Equal(a.Rhythm.SkipHours, b.Rhythm.SkipHours) && slices.Equal(a.Rhythm.SkipDays, b.Rhythm.SkipDays) &&
		a.Robots.Site == b.Robots.Site && a.Robots.Until == b.Robots.Until && slices.Equal(a.Robots.Lines, b.Robots.Lines)
}

// sameFare compares how the source has fared, and how it is read.
func sameFare(a, b *news.State) bool {
	return a.New == b.New && a.Dated == b.Dated && a.Empty == b.Empty && a.Trouble == b.Trouble &&
		a.Reader == b.Reader && a.Choice == b.Choice &&
		a.Fetched == b.Fetched && a.Founder == b.Founder && a.Migrated == b.Migrated &&
		slices.Equal(a.History, b.History) && slices.Equal(a.Days, b.Days) && slices.Equal(a.Changes, b.Changes) &&
		slices.Equal(a.Listed, b.Listed) && slices.Equal(a.Drift, b.Drift) &&
		slices.Equal(a.Repairs, b.Repairs) && slices.Equal(a.Notes, b.Notes)
}
