package desk

import (
	"context"
	"log/slog"
	"slices"

	"koreadesk/news"
	"koreadesk/publish"
)

// alarm tells of a change of verdict: a log line and a figure now, and an entry
// of the operations feed, which is made of what the states remember.
func (d *Desk) alarm(source string, c news.Change) {
	level := slog.LevelWarn
	if c.Now == news.HealthOK {
		level = slog.LevelInfo
	}
	d.log.Log(context.Background(), level, "verdict", "source", source, "was", string(c.Was), "now", string(c.Now), "why", c.Why, "next", c.Next)
	d.metrics.alarms.WithLabelValues(string(c.Now)).Inc()
}

// mostAlarms is how many entries the operations feed has.
const mostAlarms = 200

// alarms are what the operations feed tells, newest first: every change of
// verdict on a configured source, and what the gate leaves out of the pages.
func (d *Desk) alarms() []publish.Alarm {
	e := d.edition.Load()
	var all []publish.Alarm
	for _, s := range d.store.States() {
		title := s.Source
		if t := e.sources.of(s.Source).Title; t != "" && t != title {
			title += " (" + t + ")"
		}
		for _, c := range s.Changes {
			all = append(all, publish.Alarm{About: "source/" + s.Source, At: c.At, Verdict: string(c.Now),
				Title: title + ": " + string(c.Now), Text: sentences(c.Why, c.Next)})
		}
	}
	for _, r := range d.heldBack() {
		alarm := publish.Alarm{About: "theme/" + r.Theme + "/" + r.Item, At: r.since, Verdict: "gate",
			Title: r.Theme + ": an entry is left out of its pages", Text: r.Item + ": " + r.Why}
		if r.Item == "" {
			alarm.About, alarm.Title, alarm.Text = "theme/"+r.Theme, r.Theme+": its page stays as it was", r.Why
		}
		all = append(all, alarm)
	}
	slices.SortStableFunc(all, func(a, b publish.Alarm) int { return b.At.Compare(a.At) })
	return all[:min(len(all), mostAlarms)]
}

// sentences are the parts of a text that say something.
func sentences(parts ...string) string {
	var text string
	for _, p := range parts {
		switch {
		case p == "":
		case text == "":
			text = p
		default:
			text += ". " + p
		}
	}
	return text
}
