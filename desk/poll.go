package desk

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"koreadesk/desk/control"
	"koreadesk/fetcher"
	"koreadesk/news"
	"koreadesk/store"
)

// Poll runs one round: every source that is due, or that the ask forces, is
// polled once; then what came is settled and built.
func (d *Desk) Poll(ctx context.Context, ask control.PollAsk, each func(control.PollLine) error) (control.PollSum, error) {
	if d.ending.Load() {
		return control.PollSum{}, errEnding
	}
	e := d.edition.Load()
	if err := e.hasSources(ask.Sources); err != nil {
		return control.PollSum{}, err
	}
	begin := time.Now()
	lanes := d.claim(e, begin, store.Ask{Sources: ask.Sources, All: ask.All, Force: ask.Force})
	claimed := 0
	for _, lane := range lanes {
		claimed += len(lane)
	}
	wanted := len(ask.Sources)
	if wanted == 0 {
		wanted = len(e.sources)
	}
	sum := control.PollSum{Polled: claimed, NotDue: wanted - claimed}
	if err := d.round(ctx, e, lanes, &sum, each); err != nil {
		return sum, err
	}
	pages, err := d.Settle(ctx)
	sum.Pages = pages
	if err == nil {
		err = d.sendDue(ctx, time.Now())
	}
	if err == nil && ask.Out != "" {
		if err = d.complete(ctx); err == nil {
			sum.Written, err = d.site.Load().Tree(ask.Out)
		}
	}
	if err == nil && !d.running.Load() { // else the daemon's own loops do it
		err = errors.Join(d.publishAlone(ctx), d.pruneDue(ctx, time.Now()))
	}
	sum.Took = time.Since(begin)
	return sum, err
}

// claim takes the sources that are due and may be asked, in lanes: a server's
// skipHours and skipDays are known to the fetcher alone. A state is looked at and
// let go: there may be thousands.
func (d *Desk) claim(e *edition, now time.Time, ask store.Ask) [][]string {
	haste := fetcher.Due
	switch {
	case ask.Force:
		haste = fetcher.Force
	case ask.All:
		haste = fetcher.All
	}
	l := newLanes(e.config.Poll.PerHost)
	d.store.ClaimEach(now, ask, func(state *news.State) {
		source := e.sources.of(state.Source)
		if ok, when, because := fetcher.May(source, *state, haste, now); !ok {
			d.store.Postpone(state.Source, when, because)
			d.store.Release(state.Source)
			return
		}
		l.add(state.Source, fetcher.Line(source, *state))
	})
	return l.all
}

// spread puts off what fell due while the desk was away or asleep, so that not
// all of it is polled in one moment.
func (d *Desk) spread(e *edition, now time.Time) {
	late := func(b store.Brief) bool { return !b.Polled.IsZero() && b.Next.Before(now) }
	for _, state := range d.store.StatesWhere(late) {
		d.store.Postpone(state.Source, fetcher.Spread(e.sources.of(state.Source), state, now), "spread after a pause of the desk")
	}
}

// lately are the states of sources that were asked within the gap of their hosts,
// or whose hosts asked to be left alone. Where there is no gap nobody need know when
// one was asked.
func (d *Desk) lately(e *edition, now time.Time) []news.State {
	gap := e.config.Poll.Gap.Std()
	since := now.Add(-gap - time.Minute)
	return d.store.StatesWhere(func(b store.Brief) bool { return gap > 0 && b.Polled.After(since) || b.Held.After(now) })
}

// rewind has the sources go on that were polled by a clock which has been set
// back since: they would not be due until it has caught up.
func (d *Desk) rewind(now time.Time) error {
	sources := 0
	for _, state := range d.store.StatesWhere(func(b store.Brief) bool { return b.Polled.After(now) }) {
		if _, ok := fetcher.Rewound(state, now); !ok {
			continue
		}
		sources++
		_, err := d.store.Amend(state.Source, func(st news.State) news.State {
			st, _ = fetcher.Rewound(st, now)
			return st
		})
		if err != nil {
			return err
		}
	}
	if sources > 0 {
		d.log.Warn("the clock was set back: waits go on from now", "sources", sources)
	}
	return nil
}

// round polls claimed sources, lanes side by side; the fetcher keeps them apart
// by host and bounds how many are asked at once.
func (d *Desk) round(ctx context.Context, e *edition, lanes [][]string, sum *control.PollSum, each func(control.PollLine) error) error {
	outcomes := make(chan control.PollLine)
	var polls sync.WaitGroup
	d.pollAll(ctx, e, lanes, &polls, func(line control.PollLine) { outcomes <- line })
	go func() {
		polls.Wait()
		close(outcomes)
	}()
	var failed error
	done := 0
	for line := range outcomes {
		done++
		line.Done, line.Total = done, sum.Polled
		sum.New += line.New
		sum.Updated += line.Updated
		sum.Joined += line.Joined
		if line.Failed {
			sum.Failed++
		}
		if failed == nil {
			failed = each(line)
		}
	}
	return errors.Join(ctx.Err(), failed)
}

// pollOne polls one claimed source and stores what came: beside the next poll
// of the lane, where that takes a transaction. What the desk stopped before the
// source had answered is nobody's failure, and the source stays due.
func (d *Desk) pollOne(ctx context.Context, e *edition, source string, polls *sync.WaitGroup, told func(control.PollLine)) {
	p := d.poll(e, source)
	if p == nil { // removed by a reload since it was claimed
		d.store.Release(source)
		return
	}
	p.failure = e.fetcher.FetchInto(ctx, &p.delivery, &p.source, p.before, p.begin)
	if ctx.Err() != nil && p.failure != nil {
		p.done(e.fetcher)
		d.store.Release(source)
		return
	}
	keep := func() {
		defer p.done(e.fetcher)
		told(d.keep(ctx, p))
	}
	if p.delivery.Fresh || p.failure != nil {
		polls.Go(keep)
		return
	}
	keep()
}

// poll is one source being polled. It is kept off the stack, which stays small
// while the source waits for its turn: there are as many as are due.
type poll struct {
	source   news.Source
	before   *news.State
	begin    time.Time
	delivery news.Delivery
	failure  error
}

//go:noinline
func (d *Desk) poll(e *edition, source string) *poll {
	one, configured := e.sources[source]
	state := d.store.Recall(source)
	if !configured || state == nil {
		return nil
	}
	return &poll{source: *one, before: state, begin: time.Now()}
}

//go:noinline
func (p *poll) done(f *fetcher.Client) { f.Taken(p.source, p.delivery) }

// keep stores what came and tells of it.
func (d *Desk) keep(ctx context.Context, p *poll) control.PollLine {
	delivery, state := &p.delivery, p.before
	change := examine(&p.source, state, &delivery.State, p.begin)
	receipt, err := d.put(ctx, delivery)
	if err != nil {
		p.failure = fmt.Errorf("store: %w", err)
	}
	line := outcome(delivery, &receipt, p.failure)
	line.Took = time.Since(p.begin)
	d.logPoll(&line, delivery)
	d.metrics.polled(line, delivery.Bytes)
	if change != nil && err == nil {
		d.alarm(state.Source, *change)
	}
	if delivery.State.Reserved.Reserved != state.Reserved.Reserved {
		d.restate()
	}
	if receipt.New+receipt.Updated+receipt.Joined > 0 {
		d.wake()
	}
	if !line.Next.IsZero() && line.Next.UnixNano() < d.wakes.Load() {
		d.rush()
	}
	return line
}

// put stores a delivery: what was fetched is kept even when the desk is being
// stopped.
//
//go:noinline
func (d *Desk) put(ctx context.Context, delivery *news.Delivery) (news.Receipt, error) {
	return d.store.Put(context.WithoutCancel(ctx), *delivery)
}

func outcome(delivery *news.Delivery, receipt *news.Receipt, failure error) control.PollLine {
	line := control.PollLine{
		Source:  delivery.Source,
		Status:  "not modified",
		New:     receipt.New,
		Updated: receipt.Updated,
		Joined:  receipt.Joined,
		Known:   receipt.Known,
		Held:    receipt.Held,
		Next:    delivery.State.Next,
	}
	if delivery.State.Stopped {
		line.Next = time.Time{} // nothing is asked until source resume
	}
	if delivery.Fresh {
		line.Status = "new document"
	}
	if failure != nil {
		line.Failed, line.Reason = true, failure.Error()
		line.Status = "failed"
		if known, ok := errors.AsType[*fetcher.Error](failure); ok {
			line.Status = known.Kind.String()
			line.Reason = strings.TrimPrefix(known.Reason(), line.Status+": ")
			// A host that asked everyone to wait has failed nobody.
			line.Failed = known.Kind != fetcher.Waiting
		}
	}
	return line
}

// logPoll writes the one line a poll is worth.
func (d *Desk) logPoll(line *control.PollLine, delivery *news.Delivery) {
	level, attrs := slog.LevelInfo, []any{
		"source", line.Source, "status", line.Status,
		"new", line.New, "updated", line.Updated, "took", line.Took.Round(time.Millisecond),
	}
	if line.Held > 0 {
		attrs = append(attrs, "held", line.Held)
	}
	if len(delivery.Repairs) > 0 {
		attrs = append(attrs, "repairs", strings.Join(delivery.Repairs, "; "))
	}
	if line.Failed {
		level = slog.LevelWarn
		attrs = append(attrs, "reason", line.Reason)
		if !line.Next.IsZero() {
			attrs = append(attrs, "next", line.Next.UTC().Format(time.RFC3339))
		}
	}
	d.log.Log(context.Background(), level, "poll", attrs...)
}
