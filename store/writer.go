package store

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"go.etcd.io/bbolt"
)

const (
	mostGroup  = 4000             // items in one transaction
	flushAfter = 30 * time.Second // how long a schedule may wait to be written
	probeAfter = 10 * time.Second // how long a failure stands before room is looked for
)

// job is something to be written. Jobs of deliveries share a transaction with
// all that arrived while the last one ran; any other has one of its own.
type job struct {
	do    func(w *work) error
	after func() // once it is durable, in the writer; may be nil
	err   error
	done  chan struct{}

	shared bool
	rank   int // of its source in feeds.yaml: the order within a group
	size   int // items
}

// writer is the one goroutine that writes.
type writer struct {
	s    *Store
	wake chan struct{} // has room for one

	mu      sync.Mutex
	waiting []*job
	flushAt bool // a schedule waits: the clock runs
	closing bool
	failure error // stands until there is room again

	ended chan struct{}
}

func startWriter(s *Store) *writer {
	w := &writer{s: s, wake: make(chan struct{}, 1), ended: make(chan struct{})}
	go w.run()
	return w
}

func (w *writer) poke() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// submit queues a job; false means the writer has ended.
func (w *writer) submit(j *job) bool {
	j.done = make(chan struct{})
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closing {
		return false
	}
	w.waiting = append(w.waiting, j)
	w.poke()
	return true
}

// withdraw takes a job back that was not begun.
func (w *writer) withdraw(j *job) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := slices.Index(w.waiting, j)
	if n < 0 {
		return false
	}
	w.waiting = slices.Delete(w.waiting, n, n+1)
	return true
}

// perform submits a job and waits until it is durable. A job that was begun is
// waited for even when ctx ends: it takes milliseconds.
func (s *Store) perform(ctx context.Context, j *job) error {
	if !s.writer.submit(j) {
		return tell(ErrClosed, nil, "data file %s is closed", s.path)
	}
	select {
	case <-j.done:
		return j.err
	case <-ctx.Done():
		if s.writer.withdraw(j) {
			return context.Cause(ctx)
		}
		<-j.done
		return j.err
	}
}

// write runs do in a transaction of its own.
func (s *Store) write(do func(w *work) error) error {
	return s.perform(context.Background(), &job{do: do})
}

// writeSoon asks for a flush of the schedules within flushAfter.
func (w *writer) writeSoon() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.flushAt {
		w.flushAt = true
		w.poke()
	}
}

func (w *writer) run() {
	defer close(w.ended)
	var clock <-chan time.Time
	for {
		select {
		case <-w.wake:
		case <-clock:
			clock = nil
			_ = w.transact(nil) // Ping tells when it failed
			w.look()
		}
		for group := w.take(); len(group) > 0; group = w.take() {
			w.commit(group)
		}
		soon, ending := w.next()
		switch {
		case ending:
			_ = w.transact(nil) // stop tells when it failed
			return
		case clock != nil:
		case w.failed() != nil:
			clock = time.After(probeAfter)
		case soon:
			clock = time.After(flushAfter)
		}
	}
}

// next says whether the clock of the schedules is to be started, and whether
// the writer is to end: it is when nothing waits any more.
func (w *writer) next() (soon, ending bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	soon, w.flushAt = w.flushAt, false
	if w.closing && len(w.waiting) > 0 {
		w.poke()
		return soon, false
	}
	return soon, w.closing
}

// take returns the next group: one job that wants a transaction of its own, or
// all waiting deliveries up to mostGroup items, in the order of feeds.yaml.
func (w *writer) take() []*job {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.waiting) == 0 {
		return nil
	}
	if !w.waiting[0].shared {
		j := w.waiting[0]
		w.waiting = w.waiting[1:]
		return []*job{j}
	}
	var group, rest []*job
	size := 0
	for _, j := range w.waiting {
		if j.shared && (len(group) == 0 || size+j.size <= mostGroup) {
			group = append(group, j)
			size += j.size
		} else {
			rest = append(rest, j)
		}
	}
	w.waiting = rest
	slices.SortStableFunc(group, func(a, b *job) int { return cmp.Compare(a.rank, b.rank) })
	return group
}

// commit writes a group. When it fails, its jobs are tried one by one, so that
// the one at fault does not take the others with it.
func (w *writer) commit(group []*job) {
	err := w.transact(group)
	if err != nil && len(group) > 1 {
		for _, j := range group {
			j.err = w.transact([]*job{j})
		}
	} else {
		for _, j := range group {
			j.err = err
		}
	}
	for _, j := range group {
		if j.err == nil && j.after != nil {
			j.after()
		}
		close(j.done)
	}
}

// transact runs jobs in one transaction, which also takes the schedules that
// wait to be written.
func (w *writer) transact(jobs []*job) error {
	late := w.s.late()
	if len(jobs) == 0 && len(late) == 0 {
		return nil
	}
	var unit *work
	var refused error // by a job itself: no fault of the file
	err := w.s.update(func(tx *bbolt.Tx) error {
		unit = newWork(w.s, tx)
		for _, l := range late { // before the jobs: what they say of the same source is newer
			if err := unit.putEncoded(l.number, l.record); err != nil {
				return err
			}
		}
		for _, j := range jobs {
			if refused = j.do(unit); refused != nil {
				return refused
			}
		}
		return unit.flush()
	})
	if err == nil {
		unit.committed()
		w.s.wrote(late)
	} else if unit != nil {
		w.s.stories.drop(unit.signed)
	}
	switch {
	case err == nil:
		w.look()
	case refused == nil:
		w.fail(err)
	}
	return err
}

// stop writes what waits and ends the goroutine.
func (w *writer) stop() error {
	w.mu.Lock()
	w.closing = true
	w.poke()
	w.mu.Unlock()
	<-w.ended
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.failure
}
