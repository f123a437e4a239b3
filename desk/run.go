package desk

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"

	systemd "github.com/coreos/go-systemd/v22/daemon"
)

// Run is the daemon: it opens the desk, takes its addresses and serves until
// ctx ends. SIGHUP reloads the configuration.
func Run(ctx context.Context, o Options) error {
	// One that comes while the data file is being opened waits.
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	defer signal.Stop(hangups)
	_, stop := ofDaemon().spare()
	defer stop()
	o.Wait = lockPatience
	d, err := Open(ctx, o)
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		o.Log.Info("stopped before the desk was open")
		return nil
	}
	if err != nil {
		return err
	}
	err = d.run(ctx, hangups)
	return errors.Join(err, d.Close())
}

func (d *Desk) run(ctx context.Context, hangups chan os.Signal) error {
	public, private, err := d.listeners(ctx)
	if err != nil {
		return err
	}
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		d.reloadOn(ctx, hangups)
	}()
	err = d.Serve(ctx, public, private)
	signal.Stop(hangups)
	close(hangups)
	<-stopped
	return err
}

// reloadOn reloads at every signal, until the channel is closed.
func (d *Desk) reloadOn(ctx context.Context, hangups <-chan os.Signal) {
	for range hangups {
		d.tell(systemd.SdNotifyReloading)
		if _, err := d.Reload(ctx, nil); err != nil {
			d.log.Error("reload failed; the old configuration goes on", "error", err)
		}
		d.tell(systemd.SdNotifyReady)
	}
}

// lockPatience is how long a daemon waits for the data file: a command may be
// just ending.
const lockPatience = 2 * time.Second
