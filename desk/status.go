package desk

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"koreadesk/desk/config"
	"koreadesk/desk/control"
	"koreadesk/news"
)

// Status is the health of the desk and of each source.
func (d *Desk) Status(ctx context.Context) (control.Status, error) {
	if !d.running.Load() { // what the gate left out is part of it
		if err := d.complete(ctx); err != nil {
			return control.Status{}, err
		}
	}
	stats := d.store.Stats()
	generation, _ := d.store.Generation()
	status := control.Status{
		Version: d.options.Version, Running: d.running.Load(),
		Data: d.edition.Load().config.DataPath(), DataBytes: stats.Bytes, Items: stats.Items,
		Generation: generation, Unsettled: stats.Lag,
		Refused: d.refusedList(), Sources: []control.SourceHealth{},
	}
	if err := d.store.Ping(); err != nil {
		status.Trouble = err.Error()
	}
	for _, p := range stats.Damaged {
		status.Damaged = append(status.Damaged, fmt.Sprintf("%s %s: %s", p.Bucket, p.Key, p.What))
	}
	sources, now := d.edition.Load().sources, time.Now()
	for _, s := range d.store.States() {
		source := sources.of(s.Source)
		h := health(source, s, now)
		h.Title, h.URL = source.Title, source.URL
		status.Sources = append(status.Sources, h)
	}
	return status, nil
}

// Verify reads the whole data file: every checksum, every index against the
// items.
func (d *Desk) Verify(ctx context.Context) ([]string, error) {
	problems, err := d.store.Check(ctx)
	lines := make([]string, len(problems))
	for n, p := range problems {
		lines[n] = fmt.Sprintf("%s %s: %s", p.Bucket, p.Key, p.What)
	}
	return lines, err
}

// health is what a state means to an operator.
func health(src news.Source, s news.State, now time.Time) control.SourceHealth {
	verdict, why, remedy := diagnose(src, s, now)
	_, since := s.Health()

	h := control.SourceHealth{
		ID: s.Source, State: "ok", Verdict: string(verdict), Since: orNil(since), Why: why, Remedy: remedy, HTTP: facts(s), LastOK: orNil(s.OK), LastNew: orNil(s.New), NextPoll: orNil(s.Next),
		Because: s.Because, Failures: s.Failures, Reason: s.Trouble.Reason, Notes: s.Notes,
		Choice: paste(s.Choice), Drift: s.Drift, Repairs: s.Repairs,
		MovedTo: s.Moved, MovingTo: s.Moving.To, Reserved: s.Reserved.Reserved, Policy: s.Reserved.Policy,
	}
	if s.Interval > 0 {
		h.Interval = config.Duration(s.Interval.Round(time.Second)).String()
	}
	if s.Reserved.Reserved && !src.Agreed {
		h.Notes = append(slices.Clone(h.Notes), reserved(s.Reserved))
	}
	switch {
	case s.Stopped:
		h.State, h.NextPoll, h.Interval = "stopped", nil, ""
	case !s.Trouble.IsZero():
		h.State = "failing"
		if h.Reason == "" {
			h.Reason = fmt.Sprintf("the last poll failed: %s", s.Trouble.Kind)
		}
	case s.Polled.IsZero():
		h.State = "new"
	}
	return h
}

// facts are what is known of a source's server. The address was rid of its
// userinfo before it was remembered.
func facts(s news.State) control.SourceHTTP {
	return control.SourceHTTP{Asked: s.URL, Status: s.Trouble.Status, ETag: s.ETag, LastModified: s.LastModified,
		NotUntil: orNil(s.NotUntil), Held: orNil(s.Held), HeldHost: s.HeldHost, LastPoll: orNil(s.Polled)}
}

// paste is what was found on a page nobody described, as feeds.yaml would say
// it; "" when nothing was looked for.
func paste(c news.Choice) string {
	if c.Feed != "" {
		return "url: " + c.Feed
	}
	var keys []string
	for _, k := range []struct{ name, selector string }{
		{"items", c.Page.Items}, {"title", c.Page.Title}, {"link", c.Page.Link}, {"date", c.Page.Date},
		{"summary", c.Page.Summary}, {"category", c.Page.Category}, {"next", c.Page.Next},
	} {
		if k.selector != "" {
			// A JSON string is a YAML string as well.
			keys = append(keys, k.name+": "+strconv.Quote(k.selector))
		}
	}
	if len(keys) == 0 {
		return ""
	}
	return "page: {" + strings.Join(keys, ", ") + "}"
}

// reserved says what a reservation against text and data mining means.
func reserved(r news.Reservation) string {
	note := "it reserves its texts against text and data mining: titles alone are republished (tdm: agreed, once it agreed to this desk)"
	if r.Policy != "" {
		note += "; the licence it offers: " + r.Policy
	}
	return note
}
