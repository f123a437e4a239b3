package desk

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"koreadesk/desk/control"
	"koreadesk/store"
)

// How long a stopping desk waits: for polls under way to end by themselves,
// then for readers of its pages. Together they stay within the 10 seconds
// after which an operator loses patience.
const (
	pollGrace = 6 * time.Second
	pageGrace = 2 * time.Second
)

// Serve runs the desk until ctx ends: it polls what is due, settles and builds
// what came, serves the pages on the public listener, the operator on the
// private one (nil: none), and commands on the control socket. Ended by ctx, it
// returns nil.
func (d *Desk) Serve(ctx context.Context, public, private net.Listener) error {
	if err := d.complete(ctx); err != nil {
		return errors.Join(err, shut(public), shut(private))
	}
	socket, err := control.Listen(ctx, d.edition.Load().config.DataPath())
	if err != nil {
		return errors.Join(err, shut(public), shut(private))
	}
	d.beat()
	d.running.Store(true)
	defer d.running.Store(false)
	// Polls outlive ctx by a grace, so that what is nearly read is not lost.
	polling, abandon := context.WithCancel(context.WithoutCancel(ctx))
	defer abandon()
	// And commands are answered as long as the data file is held.
	answering, hush := context.WithCancel(context.WithoutCancel(ctx))
	defer hush()
	parts, ctx := errgroup.WithContext(ctx)
	parts.Go(func() error { return d.servePages(ctx, public) })
	parts.Go(func() error { return d.serveControl(answering, socket) })
	parts.Go(func() error {
		defer hush()
		return d.pollLoop(ctx, polling, abandon)
	})
	parts.Go(func() error { return d.settleLoop(ctx) })
	parts.Go(func() error { return d.pruneLoop(ctx) })
	parts.Go(func() error { return d.treeLoop(ctx) })
	parts.Go(func() error { d.hubs.Run(ctx); return nil })
	if private != nil {
		parts.Go(func() error { return d.servePrivate(ctx, private) })
	}
	d.log.Info("serving", "address", "http://"+public.Addr().String()+"/",
		"sources", len(d.edition.Load().sources), "themes", len(d.edition.Load().themes))
	parts.Go(func() error { return d.supervise(ctx) })
	err = parts.Wait()
	if err == nil {
		_, err = d.Settle(context.WithoutCancel(ctx))
	}
	if _, err := d.plantTree(); err != nil {
		d.log.Error("the static tree is not up to date", "error", err)
	}
	d.log.Info("stopped")
	return err
}

// errEnding is the answer to a command that would begin new work.
var errEnding = errors.New("the desk is stopping; start it again, or wait until it has stopped")

// servePages answers readers.
func (d *Desk) servePages(ctx context.Context, listener net.Listener) error {
	server := patient(d.handler())
	server.ConnContext = withWire
	return serveUntil(ctx, wires{listener}, pageGrace, server)
}

// patient is a server that gives whoever asks time, and not for ever.
func patient(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       120 * time.Second,
		MaxHeaderBytes:    16 << 10,
	}
}

// serveControl answers commands.
func (d *Desk) serveControl(ctx context.Context, socket net.Listener) error {
	return serveUntil(ctx, socket, pageGrace, d.controlServer(ctx, d))
}

// controlServer answers commands by a desk; what they ask for ends with ctx.
func (d *Desk) controlServer(ctx context.Context, desk control.Desk) *http.Server {
	owner := control.Owner{Data: d.edition.Load().config.DataPath(), Authority: d.store.Authority()}
	return &http.Server{
		Handler:           control.Handler(owner, desk),
		ReadHeaderTimeout: 5 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ConnContext:       control.Accepted,
	}
}

// handler serves the current site, whichever that is when the request comes.
func (d *Desk) handler() http.Handler {
	health := http.NewServeMux()
	d.handleHealth(health)
	return d.metrics.count(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path { // a mux takes as long as a 304
		case "/healthz", "/readyz":
			w.Header().Set("X-Content-Type-Options", "nosniff")
			health.ServeHTTP(w, r)
		default:
			d.site.Load().ServeHTTP(w, r)
		}
	}))
}

// handleHealth answers whether the desk is alive, and whether it can work.
func (d *Desk) handleHealth(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "alive") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if err := d.store.Ping(); err != nil {
			http.Error(w, "the data file does not answer: "+err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
}

// pollLoop polls every source when it is due, until ctx ends; then it waits a
// grace for the polls under way and abandons the rest.
func (d *Desk) pollLoop(ctx, polling context.Context, abandon context.CancelFunc) error {
	var polls sync.WaitGroup
	d.spread(d.edition.Load(), time.Now())
	for awake := time.Now(); ctx.Err() == nil; {
		d.beat()
		e, now := d.edition.Load(), time.Now()
		// Round(0) drops the monotonic reading, which stands still while the
		// machine sleeps.
		switch slept := now.Round(0).Sub(awake.Round(0)); {
		case slept > 2*maxWait:
			d.spread(e, now)
		case slept < 0:
			if err := d.rewind(now); err != nil {
				d.log.Error("the clock was set back, and sources wait for it", "error", err)
			}
		}
		awake = now
		d.pollAll(polling, e, d.claim(e, now, store.Ask{}), &polls, func(control.PollLine) {})
		d.waitDue(ctx)
	}
	d.ending.Store(true)
	timer := time.AfterFunc(pollGrace, abandon)
	defer timer.Stop()
	polls.Wait()
	return nil
}

// maxWait bounds a sleep of the loops: the wall clock may be set, and a
// machine may sleep, while a timer only counts.
const maxWait = 30 * time.Second

// waitDue sleeps until the next source is due, or is made so. It says how long
// it may sleep before it asks which source comes next, so that a poll that ends
// meanwhile and is soon due again is not overslept.
func (d *Desk) waitDue(ctx context.Context) {
	wait := maxWait
	d.wakes.Store(time.Now().Add(maxWait).UnixNano())
	if next, ok := d.store.Due(); ok {
		// At least a tenth of a second, so that a source that is due and
		// cannot be claimed does not make the loop spin.
		wait = min(maxWait, max(time.Until(next), 100*time.Millisecond))
	}
	d.wakes.Store(time.Now().Add(wait).UnixNano())
	select {
	case <-ctx.Done():
	case <-d.hurry:
	case <-time.After(wait):
	}
}

// settleLoop settles whenever something arrived, and rebuilds the pages whose
// windows moved by themselves.
func (d *Desk) settleLoop(ctx context.Context) error {
	var closes time.Time // when the next issue does
	for {
		wait := maxWait
		if next := d.nextRebuild(); !next.IsZero() {
			wait = min(maxWait, max(time.Until(next), 0))
		}
		now := time.Now()
		if !closes.IsZero() && !closes.After(now) {
			d.closeIssues(ctx, now)
		}
		if closes = d.edition.Load().nextIssue(now); !closes.IsZero() {
			wait = min(wait, closes.Sub(now)+time.Millisecond)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-d.nudge:
			if _, err := d.Settle(ctx); err != nil && ctx.Err() == nil {
				d.log.Error("settling failed; it is tried again with the next arrival", "error", err)
			}
		case <-time.After(wait):
			d.saveMarks()
			d.closeIssues(ctx, time.Now()) // whatever was missed
			if err := d.rebuildDue(ctx, time.Now()); err != nil && ctx.Err() == nil {
				d.log.Error("pages could not be rebuilt", "error", err)
			}
		}
	}
}

// wake tells the settle loop that something waits in the journal.
func (d *Desk) wake() {
	select {
	case d.nudge <- struct{}{}:
	default: // it knows already
	}
}
