package desk

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"koreadesk/desk/control"
	"koreadesk/news"
	"koreadesk/tagger"
)

func TestConditions(t *testing.T) {
	sum := control.PlanSum{
		Changed: 5,
		Themes:  []control.PlanCount{{ID: "a", Enters: 2, Leaves: 3}, {ID: "b", Leaves: 4}},
		Editors: &tagger.Report{Tags: []tagger.Tally{
			tagger.Tally{Tag: "korea", Right: 9, Wrong: 1}.Plus(tagger.Tally{}),
			tagger.Tally{Tag: "energie", Right: 1, Wrong: 9, Missed: 1}.Plus(tagger.Tally{}),
		}},
	}
	for text, want := range map[string]struct {
		met    bool
		figure float64
		known  bool
	}{
		"precision<0.95":          {true, 0.5, true},
		"korea.precision<0.95":    {true, 0.9, true},
		"korea.precision < 0.9":   {false, 0.9, true},
		"korea.precision <= .9":   {true, 0.9, true},
		"energie.recall>=0.5":     {true, 0.5, true},
		"korea.f1>0.99":           {false, 0.947, true},
		"leaves>6":                {true, 7, true},
		"a.enters>2":              {false, 2, true},
		"changed>=5":              {true, 5, true},
		"north-korea.precision<1": {false, 0, false},
		"nowhere.leaves>0":        {false, 0, false},
	} {
		c, err := ParseCondition(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		met, figure, known := c.Holds(sum)
		if met != want.met || figure != want.figure || known != want.known {
			t.Errorf("%s: %v %v %v, want %+v", text, met, figure, known, want)
		}
	}
	if c, _ := ParseCondition("f1<1"); c.String() != "f1<1" {
		t.Errorf("a condition says it is %q", c)
	}
	if _, _, known := func() (bool, float64, bool) { c, _ := ParseCondition("recall<1"); return c.Holds(control.PlanSum{}) }(); known {
		t.Error("recall is known where nobody decided anything")
	}
	for _, bad := range []string{"", "precision", "precision=1", "charm<1", "precision<x", "precision<1 or so"} {
		if _, err := ParseCondition(bad); err == nil {
			t.Errorf("%q is taken for a condition", bad)
		}
	}
}

// The last word of the editors counts, and what was undone never was.
func TestDecided(t *testing.T) {
	edit := func(act news.Act, value string) news.Edit { return news.Edit{Act: act, Value: value} }
	for _, c := range []struct {
		edits []news.Edit
		want  map[string]bool
	}{
		{nil, nil},
		{[]news.Edit{edit(news.ActHide, "")}, nil},
		{[]news.Edit{edit(news.ActTag, "korea"), edit(news.ActUntag, "energie")}, map[string]bool{"korea": true, "energie": false}},
		{[]news.Edit{edit(news.ActTag, "korea"), edit(news.ActUntag, "korea")}, map[string]bool{"korea": false}},
	} {
		if diff := cmp.Diff(c.want, decided(c.edits)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.edits, diff)
		}
	}
}

// Decisions become a labelled set that a candidate's rules are measured on,
// and a plan leaves what editors tagged alone.
func TestDecisionsMeasureAPlan(t *testing.T) {
	round := 0
	served := httptest.NewServer(feedsOf(2, &round))
	t.Cleanup(func() { served.Close() })
	origin := served.URL
	path := filepath.Join(t.TempDir(), "feeds.yaml")
	write := func(tag string) {
		text := "desk: {title: Desk, base_url: http://desk.example}\npoll: {gap: 0s, allow_private: true}\n" +
			"sources: [{id: f, url: " + origin + "/1}]\ntags: [" + tag + "]\nthemes: [{id: korea, title: Korea, all: [korea]}]\n"
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("{id: korea, vocabulary: korea}")
	d, err := Open(t.Context(), Options{Config: path, Create: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, err := d.Poll(t.Context(), control.PollAsk{}, func(control.PollLine) error { return nil }); err != nil {
		t.Fatal(err)
	}
	items := listed(t, d)
	decide := func(act news.Act, item string, value string) uint64 {
		e, err := d.store.AddEdit(news.Edit{Act: act, Item: item, Value: value, Who: "kim", When: time.Unix(1, 0)})
		if err != nil {
			t.Fatal(err)
		}
		return e.N
	}
	decide(news.ActTag, items[0].ID, "korea")
	decide(news.ActUntag, items[1].ID, "korea")
	if _, err := d.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}

	var labels []control.Label
	if err := d.Labels(t.Context(), func(l control.Label) error { labels = append(labels, l); return nil }); err != nil {
		t.Fatal(err)
	}
	said := map[string]map[string]bool{}
	for _, l := range labels {
		said[l.ID] = l.Labels
		if l.Title == "" {
			t.Errorf("label %s has no text", l.ID)
		}
	}
	want := map[string]map[string]bool{items[0].ID: {"korea": true}, items[1].ID: {"korea": false}}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}

	write("{id: korea, terms: [Feed]}") // every title has that word
	lines := map[string]control.PlanLine{}
	sum, err := d.Plan(context.Background(), control.PlanAsk{Config: path}, func(l control.PlanLine) error { lines[l.ID] = l; return nil })
	if err != nil {
		t.Fatal(err)
	}
	if sum.Editors == nil || len(sum.Editors.Tags) != 1 || sum.Editors.Tags[0].Right != 1 || sum.Editors.Tags[0].Wrong != 1 {
		t.Errorf("measured against the editors: %+v", sum.Editors)
	}
	if len(lines) != len(items)-2 || len(lines[items[0].ID].Gains)+len(lines[items[1].ID].Enters) != 0 {
		t.Errorf("%d items of %d would change", len(lines), len(items))
	}
	if got := sum.Themes[0]; got.Before != 1 || got.After != len(items)-1 || got.Enters != len(items)-2 {
		t.Errorf("theme %+v", got)
	}
	if len(listed(t, d)[2].Tags) != 0 {
		t.Error("the plan was applied")
	}
}

func listed(t *testing.T, d *Desk) (items []control.Item) {
	t.Helper()
	if err := d.Items(t.Context(), control.ItemsAsk{}, func(i control.Item) error { items = append(items, i); return nil }); err != nil {
		t.Fatal(err)
	}
	return items
}
