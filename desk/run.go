package desk

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Run is the daemon: it opens the desk, takes its address and serves until ctx
// ends. SIGHUP reloads the configuration.
func Run(ctx context.Context, o Options) error {
	o.Wait = lockPatience
	d, err := Open(ctx, o)
	if err != nil {
		return err
	}
	err = d.run(ctx)
	return errors.Join(err, d.Close())
}

func (d *Desk) run(ctx context.Context) error {
	address := d.edition.Load().config.Listen
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("listen: %w (is another program at %s? set listen in %s)", err, address, d.options.Config)
	}
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	defer signal.Stop(hangups)
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		d.reloadOn(ctx, hangups)
	}()
	err = d.Serve(ctx, listener)
	signal.Stop(hangups)
	close(hangups)
	<-stopped
	return err
}

// reloadOn reloads at every signal, until the channel is closed.
func (d *Desk) reloadOn(ctx context.Context, hangups <-chan os.Signal) {
	for range hangups {
		if _, err := d.Reload(ctx); err != nil {
			d.log.Error("reload failed; the old configuration goes on", "error", err)
		}
	}
}

// lockPatience is how long a daemon waits for the data file: a command may be
// just ending.
const lockPatience = 2 * time.Second
