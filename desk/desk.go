package desk

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"koreadesk/desk/control"
	"koreadesk/publish"
	"koreadesk/store"
)

// Options is what a desk is opened with.
type Options struct {
	Config  string        // path of feeds.yaml
	Version string        // of the program: in the User-Agent and in status
	Create  bool          // make the data file where there is none
	Wait    time.Duration // for another process to let go of it; 0 is not at all
	Log     *slog.Logger
}

// Desk is a desk that owns its data file. Its methods may be called from
// several goroutines.
type Desk struct {
	options Options
	log     *slog.Logger
	metrics *metrics
	store   *store.Store

	turn     sync.Mutex // settle, build and reload: one at a time
	edition  atomic.Pointer[edition]
	site     atomic.Pointer[publish.Site]
	curation lastWord // what editors decided
	pages    pages    // what is built; guarded by turn
	refused  refusals // what the gate left out
	hubs     *publish.Pinger
	plant    chan struct{} // the static tree is to be written
	nudge    chan struct{} // something waits in the journal
	hurry    chan struct{} // a source was made due
	wakes    atomic.Int64  // Unix nanoseconds until which the poll loop sleeps
	running  atomic.Bool   // serving: status says so
	received atomic.Bool   // a command that answers others meanwhile has begun to
	company  atomic.Pointer[company]
	ending   atomic.Bool  // no new work is taken
	stale    atomic.Bool  // what may be shown has changed: every page is to be built
	opened   time.Time    // by the monotonic clock
	pulsed   atomic.Int64 // nanoseconds since then at which the poll loop last went round
}

var _ control.Desk = (*Desk)(nil)

// Open opens the desk of a configuration: it takes the data file, applies the
// configuration where it differs from the one the file was last used with,
// and settles what waits. The error of a file another process holds is
// store.ErrLocked.
func Open(ctx context.Context, o Options) (*Desk, error) {
	e, err := newEdition(o.Config, o.Version)
	if err != nil {
		return nil, err
	}
	s, err := openStore(e, o)
	if err != nil {
		return nil, err
	}
	d := &Desk{options: o, log: o.Log, store: s, nudge: make(chan struct{}, 1), hurry: make(chan struct{}, 1), opened: time.Now(),
		plant: make(chan struct{}, 1), hubs: publish.NewPinger(o.Version, o.Log)}
	d.metrics = newMetrics(d)
	if err := d.start(ctx, e); err != nil {
		s.Close()
		return nil, err
	}
	return d, nil
}

func openStore(e *edition, o Options) (*store.Store, error) {
	// The store takes 0 for its own patience.
	wait := max(o.Wait, time.Millisecond)
	return store.Open(e.config.DataPath(), store.Options{Authority: e.desk.Authority, Create: o.Create, Wait: wait})
}

func (d *Desk) start(ctx context.Context, e *edition) error {
	d.turn.Lock()
	defer d.turn.Unlock()
	now := time.Now()
	if err := d.store.Configure(e.all, now); err != nil {
		return fmt.Errorf("sources: %w", err)
	}
	if err := d.rewind(now); err != nil {
		return fmt.Errorf("sources: %w", err)
	}
	e.fetcher.Recall(d.lately(e, now), now)
	if err := d.adopt(ctx, e, now, d.retagging); err != nil {
		return err
	}
	if _, err := d.settle(ctx); err != nil {
		return err
	}
	return d.send(ctx, e, now)
}

// Close writes what is only in memory and lets go of the data file.
func (d *Desk) Close() error {
	d.company.Load().dismiss()
	d.saveMarks()
	d.edition.Load().fetcher.Close()
	return d.store.Close()
}
