package fetcher

import (
	"context"
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// window is how long an answer may be too slow before it is ended.
const window = 10 * time.Second

// meter counts the bytes of an answer as they come over the wire.
type meter struct {
	r       io.Reader
	n       atomic.Int64
	resting atomic.Bool // the desk itself keeps the answer waiting
	rested  atomic.Bool // it did since the last look
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.n.Add(int64(n))
	return n, err
}

// rest does what keeps the answer waiting without its fault.
func (m *meter) rest(do func() error) error {
	begun := time.Now()
	m.resting.Store(true)
	err := do()
	if time.Since(begun) > window/100 {
		m.rested.Store(true)
	}
	m.resting.Store(false)
	return err
}

// watch cancels the request when a window passes in which the answer brought
// less than rate bytes a second. The returned function ends the watch.
func (m *meter) watch(ctx context.Context, rate int64, cancel context.CancelCauseFunc) func() {
	ctx, stop := context.WithCancel(ctx)
	go func() {
		tick := time.NewTicker(window)
		defer tick.Stop()
		var last int64
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			n := m.n.Load()
			excused := m.rested.Swap(false) || m.resting.Load()
			if n-last < rate*int64(window/time.Second) && !excused {
				cancel(fmt.Errorf("%w: less than %d bytes a second", errSlow, rate))
				return
			}
			last = n
		}
	}()
	return stop
}
