package desk

import (
	"context"
	"fmt"
	"time"

	systemd "github.com/coreos/go-systemd/v22/daemon"
)

// The desk tells systemd how it fares (sd_notify(3)): READY=1 when the data
// file is open, the pages are built and the listeners are up; STATUS= with what
// it holds; WATCHDOG=1 as long as it lives; STOPPING=1 when it ends. Without
// NOTIFY_SOCKET nobody is told.

// statusEvery is how often the status line is brought up to date.
const statusEvery = 10 * time.Second

// pulse is how long the poll loop may be silent and still be alive: it wakes
// at least every maxWait.
const pulse = 3 * maxWait

func (d *Desk) tell(state string) {
	if _, err := systemd.SdNotify(false, state); err != nil {
		d.log.Debug("systemd could not be told", "error", err)
	}
}

// supervise says that the desk is ready, and how it fares until ctx ends.
func (d *Desk) supervise(ctx context.Context) error {
	watchdog, err := systemd.SdWatchdogEnabled(false)
	if err != nil {
		d.log.Warn("the watchdog of systemd cannot be fed", "error", err)
	}
	every := statusEvery
	if watchdog > 0 {
		every = min(every, watchdog/3)
	}
	last := d.summary()
	d.tell(systemd.SdNotifyReady + "\nSTATUS=" + last)
	ticks := time.NewTicker(every)
	defer ticks.Stop()
	for {
		select {
		case <-ctx.Done():
			d.tell(systemd.SdNotifyStopping + "\nSTATUS=stopping; polls under way are given a moment")
			return nil
		case <-ticks.C:
		}
		if now := d.summary(); now != last {
			last = now
			d.tell("STATUS=" + now)
		}
		if watchdog > 0 {
			d.feed()
		}
	}
}

// feed tells the watchdog that the desk lives: the data file can be read, and
// the poll loop goes round. A read that hangs feeds nobody either.
func (d *Desk) feed() {
	if _, err := d.store.Marks(); err != nil {
		d.log.Error("the watchdog is not fed: the data file cannot be read", "error", err)
		return
	}
	if still := d.sincePulse(); still > pulse {
		d.log.Error("the watchdog is not fed: the poll loop stands still", "for", still.Round(time.Second))
		return
	}
	d.tell(systemd.SdNotifyWatchdog)
}

// moreTime is what starting may take beyond what the unit grants, while it
// goes on.
const moreTime = 2 * time.Minute

// retagging tells how far new rules have got; at a start systemd is asked for
// patience.
func (d *Desk) retagging(done, total int) {
	d.log.Debug("items under the new rules", "done", done, "total", total)
	if !d.running.Load() {
		d.tell(fmt.Sprintf("EXTEND_TIMEOUT_USEC=%d\nSTATUS=settling under new rules, item %d of %d", moreTime.Microseconds(), done, total))
	}
}

// beat notes that the poll loop goes round. The monotonic clock counts: the
// wall clock may be set.
func (d *Desk) beat() { d.pulsed.Store(int64(time.Since(d.opened))) }

func (d *Desk) sincePulse() time.Duration {
	return time.Since(d.opened) - time.Duration(d.pulsed.Load())
}

// summary is the desk in one line.
func (d *Desk) summary() string {
	e, stats, troubled := d.edition.Load(), d.store.Stats(), 0
	for _, s := range d.store.States() {
		if s.Stopped || !s.Trouble.IsZero() {
			troubled++
		}
	}
	line := fmt.Sprintf("sources %d, in trouble %d, items %d, themes %d", len(e.sources), troubled, stats.Items, len(e.themes))
	if stats.Lag > 0 {
		line += fmt.Sprintf(", to settle %d", stats.Lag)
	}
	return line
}
