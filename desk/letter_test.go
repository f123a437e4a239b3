package desk

import (
	"strings"
	"testing"
	"time"

	"koreadesk/desk/control"
	"koreadesk/news"
)

// A pin counts as it stood at the cut-off, whenever the issue is written: one
// that was missed says the same.
func TestPinsCountAtTheCutOff(t *testing.T) {
	d := opened(t, one)
	polled(t, d)
	var id string
	if err := d.Items(t.Context(), control.ItemsAsk{}, func(i control.Item) error { id = i.ID; return nil }); err != nil {
		t.Fatal(err)
	}
	until := time.Now().Add(time.Hour)
	if _, err := d.Edit(t.Context(), control.EditAsk{Act: news.ActPin, Item: id, Value: until.UTC().Format(time.RFC3339)}); err != nil {
		t.Fatal(err)
	}
	e := d.edition.Load()
	theme := e.themes[0]
	var err error
	if theme.Issue, err = news.ParseCycle(false, "Thu 16:00 Europe/Berlin"); err != nil {
		t.Fatal(err)
	}
	for cutoff, pinned := range map[time.Time]bool{until.Add(-time.Minute): true, until.Add(time.Minute): false} {
		issue, err := d.issue(e, theme, time.Now().AddDate(-30, 0, 0), cutoff, true)
		if err != nil || len(issue.Items) != 1 {
			t.Fatalf("%d items, %v", len(issue.Items), err)
		}
		if got := strings.Contains(string(issue.Body(".txt")), "hervorgehoben"); got != pinned {
			t.Errorf("at %s, with a pin until %s, it is on top: %t\n%s", cutoff, until, got, issue.Body(".txt"))
		}
	}
}
