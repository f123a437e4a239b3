package desk

import (
	"context"
	"errors"
	"time"

	"koreadesk/desk/control"
)

// companyGrace bounds how long a command that is done waits for those it still
// answers.
const companyGrace = 10 * time.Minute

// company answers other commands while this one owns the data file without
// being a daemon: a second poll, a look at the items beside a long round. They
// would otherwise find the file locked and nobody to ask.
type company struct {
	guests guests
	leave  context.CancelFunc
	gone   chan struct{}
}

// receive begins to answer other commands, until ctx ends or Close is called.
// Where no socket can be had the command goes on without: the others are then
// told who holds the file.
func (d *Desk) receive(ctx context.Context) {
	if d.running.Load() || !d.received.CompareAndSwap(false, true) {
		return
	}
	socket, err := control.Listen(ctx, d.edition.Load().config.DataPath())
	if err != nil {
		d.log.Debug("other commands are not answered meanwhile", "error", err)
		return
	}
	open, leave := context.WithCancel(ctx)
	c := &company{leave: leave, gone: make(chan struct{})}
	d.company.Store(c)
	go func() {
		defer close(c.gone)
		if err := c.guests.serveUntil(open, socket, companyGrace, d.controlServer(ctx, alone{d})); err != nil {
			d.log.Error("other commands are no longer answered", "error", err)
		}
	}()
}

// dismiss waits until who came was answered, and then lets nobody else in: as
// long as one poll is still answered others would find the file locked.
func (c *company) dismiss() {
	if c == nil {
		return
	}
	last, cancel := context.WithTimeout(context.Background(), companyGrace)
	defer cancel()
	c.guests.served(last)
	c.leave()
	<-c.gone
}

// alone is a desk without a daemon.
type alone struct{ *Desk }

// Reload refuses: there is nobody who would go on with the new file.
func (alone) Reload(context.Context, func(control.Settling) error) (control.Reloaded, error) {
	return control.Reloaded{}, errors.New("no daemon runs, only a command that will soon end; the next one reads the new file anyway")
}
