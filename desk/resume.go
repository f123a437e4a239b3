package desk

import (
	"context"
	"fmt"
	"time"

	"koreadesk/desk/control"
	"koreadesk/fetcher"
	"koreadesk/news"
)

// Resume lets sources that were stopped be polled again, and looks anew for what
// was found on a page. What the server asked for besides (Retry-After,
// skipHours) still holds.
func (d *Desk) Resume(_ context.Context, sources []string) ([]control.Resumed, error) {
	e := d.edition.Load()
	if err := e.hasSources(sources); err != nil {
		return nil, err
	}
	all := []control.Resumed{}
	for _, id := range sources {
		one, err := d.resume(e, id, time.Now())
		if err != nil {
			return all, fmt.Errorf("source resume: %w", err)
		}
		all = append(all, one)
	}
	d.rush()
	return all, nil
}

// rush wakes the poll loop: a source is due that was not.
func (d *Desk) rush() {
	select {
	case d.hurry <- struct{}{}:
	default: // the loop knows already
	}
}

func (d *Desk) resume(e *edition, id string, now time.Time) (control.Resumed, error) {
	var one control.Resumed
	state, err := d.store.Amend(id, func(st news.State) news.State {
		st, one = resumed(st, now)
		return st
	})
	if one.Source = id; err != nil {
		return one, err
	}
	if one.Stopped || one.Chosen {
		d.log.Info("source resumed", "source", id)
	}
	ok, when, because := fetcher.May(e.sources.of(id), state, fetcher.Due, now)
	if !ok {
		one.NextPoll, one.Because = orNil(when), because
	}
	return one, nil
}

// resumed is the state of a source that an operator wants asked afresh, and
// what there was to resume. Where there was nothing, it stays as it is: this is
// no way round its interval.
func resumed(st news.State, now time.Time) (news.State, control.Resumed) {
	one := control.Resumed{Stopped: st.Stopped, Chosen: st.Choice != (news.Choice{})}
	if one.Stopped || one.Chosen {
		st = fetcher.Resume(st, now)
	}
	return st, one
}
