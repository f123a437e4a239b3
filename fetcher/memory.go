package fetcher

import (
	"context"
	"sync/atomic"

	"golang.org/x/sync/semaphore"
)

// memory bounds the bytes of all bodies together. Bodies grow as they are read,
// from a common pool; when the pool is used up they line up for a last lane,
// in which one body at a time may grow to the limit of a single document. So
// one can always finish and give back what it holds: nobody waits in a ring.
type memory struct {
	pool *semaphore.Weighted
	lane *semaphore.Weighted
	size int64        // of the pool
	held atomic.Int64 // of it
}

// roomy reports whether little of the memory is held.
func (m *memory) roomy() bool { return m.held.Load() <= m.size/16 }

func newMemory(all, one int64) *memory {
	return &memory{pool: semaphore.NewWeighted(all - one), lane: semaphore.NewWeighted(1), size: all - one}
}

// share is what one body holds of the memory, and the place of its request: those
// that wait for a parser are no more than may be asked for at a time.
type share struct {
	m      *memory
	pooled int64
	lane   bool
	place  *places // nil is none
}

// grow takes n bytes more, waiting for them when it must.
func (s *share) grow(ctx context.Context, n int64) error {
	if s.lane {
		return nil
	}
	if s.take(n) {
		return nil
	}
	if err := s.m.lane.Acquire(ctx, 1); err != nil {
		return err
	}
	if s.take(n) { // given back by others while this one waited
		s.m.lane.Release(1)
		return nil
	}
	s.lane = true
	return nil
}

func (s *share) take(n int64) bool {
	if !s.m.pool.TryAcquire(n) {
		return false
	}
	s.m.held.Add(n)
	s.pooled += n
	return true
}

// free gives all of it back. It may be called more than once.
func (s *share) free() {
	if s.pooled > 0 {
		s.m.held.Add(-s.pooled)
		s.m.pool.Release(s.pooled)
		s.pooled = 0
	}
	if s.lane {
		s.m.lane.Release(1)
		s.lane = false
	}
	if s.place != nil { // at last: who is let in depends on what is held
		s.place.give()
		s.place = nil
	}
}
