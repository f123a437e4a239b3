package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"koreadesk/desk/config"
	"koreadesk/desk/control"
	"koreadesk/store"
)

// patience is how long a command waits for a data file that somebody holds
// while nobody answers for it: another command at work, or a daemon that is
// just starting.
const patience = 5 * time.Second

// Reach finds the desk of a configuration: this process's own where the data
// file is free, else the daemon that holds it. The caller ends it with close.
func Reach(ctx context.Context, o Options) (desk control.Desk, close func() error, err error) {
	turn, stop := ofOpening().spare()
	own, client, err := reach(ctx, o)
	if own != nil {
		turn(ofCommand())
		return own, func() error { defer stop(); return own.Close() }, nil
	}
	stop()
	if client != nil {
		return client, client.Close, nil
	}
	return nil, nil, err
}

func reach(ctx context.Context, o Options) (*Desk, *control.Client, error) {
	for deadline := time.Now().Add(patience); ; {
		own, err := Open(ctx, o)
		if err == nil {
			if o.Create { // a round may be long
				own.receive(ctx)
			}
			return own, nil, nil
		}
		// The file may be held, or the configuration be broken while a daemon
		// runs under the last good one: either way the daemon can answer.
		client, nobody := daemon(ctx, o.Config)
		if nobody == nil {
			return nil, client, nil
		}
		if !errors.Is(err, store.ErrLocked) || time.Now().After(deadline) {
			return nil, nil, denied(err)
		}
		select {
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-time.After(30 * time.Millisecond):
		}
	}
}

// denied is an error with what to do where somebody else owns the desk.
func denied(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w (the desk is another user's: run the command as that user, or as root)", err)
	}
	return err
}

// daemon is the running desk of a configuration.
func daemon(ctx context.Context, path string) (*control.Client, error) {
	data, err := config.Locate(path)
	if err != nil {
		return nil, err
	}
	return control.Dial(ctx, data)
}

// Running finds the daemon of a configuration; the error names what to do when
// there is none. A file with mistakes may name the data file no more: then they
// are what is to be told.
func Running(ctx context.Context, path string) (*control.Client, error) {
	client, err := daemon(ctx, path)
	if err == nil {
		return client, nil
	}
	if _, wrong := newEdition(path, ""); wrong != nil {
		return nil, wrong
	}
	return nil, fmt.Errorf("%w (start it with: koreadesk serve -c %s)", err, path)
}
