package desk

import (
	"context"
	"errors"
	"fmt"

	"koreadesk/desk/config"
	"koreadesk/desk/control"
	"koreadesk/store"
)

// Reach finds the desk of a configuration: this process's own where the data
// file is free, else the daemon that holds it. The caller ends it with close.
func Reach(ctx context.Context, o Options) (desk control.Desk, close func() error, err error) {
	own, err := Open(ctx, o)
	if err == nil {
		return own, own.Close, nil
	}
	data, located := config.Locate(o.Config)
	if located != nil {
		return nil, nil, err
	}
	// The file may be held, or the configuration be broken while a daemon runs
	// under the last good one: either way the daemon can still answer.
	client, nobody := control.Dial(ctx, data)
	if nobody == nil {
		return client, client.Close, nil
	}
	if !errors.Is(err, store.ErrLocked) {
		return nil, nil, err
	}
	// Held, and nobody answers: another command may be at work. Wait for it.
	if err := waitFree(o.Config); err != nil {
		return nil, nil, err
	}
	own, err = Open(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	return own, own.Close, nil
}

// waitFree waits a while for whoever holds the data file of a configuration.
func waitFree(path string) error {
	data, err := config.Locate(path)
	if err != nil {
		return err
	}
	s, err := store.Open(data, store.Options{Wait: lockPatience})
	if err != nil {
		return err
	}
	return s.Close()
}

// Running finds the daemon of a configuration; the error names what to do when
// there is none.
func Running(ctx context.Context, path string) (*control.Client, error) {
	data, err := config.Locate(path)
	if err != nil {
		return nil, err
	}
	client, err := control.Dial(ctx, data)
	if err != nil {
		return nil, fmt.Errorf("%w (start it with: koreadesk serve -c %s)", err, path)
	}
	return client, nil
}
