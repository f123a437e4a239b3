package desk

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"koreadesk/desk/control"
	"koreadesk/fetcher"
	"koreadesk/news"
	"koreadesk/store"
)

// permit says whether a source may be asked by hand, and what to know of it
// before. The fetcher is told what the desk asked before, so that hosts have
// their pauses across commands as well.
func (r *rules) permit(ctx context.Context, source news.Source) (note string, err error) {
	states, err := r.remembered(ctx)
	if errors.Is(err, store.ErrLocked) {
		return "the data file is in use: what publishers asked of the desk is not known here", nil
	}
	if err != nil {
		return "", err
	}
	now := time.Now()
	r.fetcher.Recall(states, now)
	for _, st := range states {
		if st.Source != source.ID {
			continue
		}
		if ok, when, because := fetcher.May(source, st, fetcher.Force, now); !ok {
			return "", fmt.Errorf("try: %s is to be left alone until %s: %s; nothing was asked",
				source.ID, when.UTC().Format(time.RFC3339), because)
		}
		if st.Stopped && st.Asked == source.URL {
			note = fmt.Sprintf("%s said that it is gone (410), and is polled no more; koreadesk source resume %s asks again", source.ID, source.ID)
		}
	}
	return note, nil
}

// remembered is what is known of how sources were asked: by the daemon that
// holds the data file, or by the file itself. It is nothing where there is no
// file yet.
func (r *rules) remembered(ctx context.Context) ([]news.State, error) {
	if r.data == "" {
		return nil, nil
	}
	if daemon, err := control.Dial(ctx, r.data); err == nil {
		defer daemon.Close()
		status, err := daemon.Status(ctx)
		return statesOf(status), err
	}
	s, err := store.Open(r.data, store.Options{Wait: 200 * time.Millisecond})
	if errors.Is(err, store.ErrMissing) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return s.Remembered(), nil
}

// statesOf is what a status tells of how sources were asked.
func statesOf(status control.Status) []news.State {
	states := make([]news.State, len(status.Sources))
	for n, h := range status.Sources {
		st := news.State{Source: h.ID, Asked: h.URL, URL: h.HTTP.Asked, HeldHost: h.HTTP.HeldHost, Stopped: h.State == "stopped"}
		if h.HTTP.LastPoll != nil {
			st.Polled = *h.HTTP.LastPoll
		}
		if h.HTTP.Held != nil {
			st.Held = *h.HTTP.Held
		}
		states[n] = st
	}
	return states
}

// longestTurn is how long somebody else may keep a domain from the desk.
const longestTurn = 2 * time.Minute

// Turn implements control.Desk.
func (d *Desk) Turn(ctx context.Context, host string, taken func(string) error) error {
	leave, err := d.edition.Load().fetcher.Turn(ctx, host)
	if err != nil {
		return err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, longestTurn)
	defer cancel()
	if err := taken(host); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

// turn waits until the daemon, if one runs, lets an address be asked, and has it
// leave the domain alone until the returned function is called.
func (r *rules) turn(ctx context.Context, address string) (leave func(), err error) {
	u, err := url.Parse(address)
	if err != nil || r.data == "" {
		return func() {}, nil
	}
	daemon, err := control.Dial(ctx, r.data)
	if err != nil {
		return func() {}, nil // nobody else asks
	}
	held, cancel := context.WithCancel(ctx)
	begun, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		ended <- daemon.Turn(held, u.Hostname(), func(string) error { close(begun); return nil })
	}()
	select {
	case <-begun:
		return func() { cancel(); <-ended; daemon.Close() }, nil
	case err := <-ended:
		cancel()
		daemon.Close()
		return nil, fmt.Errorf("try: %w", err)
	}
}
