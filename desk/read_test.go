package desk

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"koreadesk/desk/control"
	"koreadesk/news"
	"koreadesk/store"
)

func TestThemeReason(t *testing.T) {
	theme := news.Theme{ID: "t", All: []string{"korea"}, Any: []string{"energie", "mobilitaet"}, None: []string{"sport"}}
	record := func(tags ...string) store.Record {
		var r store.Record
		for _, tag := range tags {
			r.Verdict.Tags = append(r.Verdict.Tags, news.Score{Tag: tag})
		}
		return r
	}
	hidden := record("korea", "energie")
	hidden.Verdict.Hidden = true
	held := record("korea", "energie")
	held.Item.Held = true
	for _, c := range []struct {
		theme  news.Theme
		record store.Record
		want   string
	}{
		{theme, record("korea", "energie"), "carries korea, energie"},
		{theme, record("energie"), "lacks korea"},
		{theme, record("korea"), "carries none of energie, mobilitaet"},
		{theme, record("korea", "energie", "sport"), "carries sport"},
		{theme, hidden, "an editor hid it"},
		{theme, held, "held: it came with its source's first fetch, beyond first_fetch"},
		{news.Theme{ID: "all"}, record(), "the theme takes every item"},
	} {
		if got := themeReason(c.theme, c.record); got != c.want {
			t.Errorf("themeReason = %q, want %q", got, c.want)
		}
	}
}

func TestHealth(t *testing.T) {
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	failing := news.State{Source: "a", Polled: noon, OK: noon.Add(-time.Hour), Next: noon.Add(2 * time.Hour),
		Interval: 2 * time.Hour, Failures: 3, Trouble: news.Trouble{Kind: "http", Reason: "HTTP 503"}}
	got := health(news.Source{URL: "https://a.example/feed"}, failing, noon)
	before, next := noon.Add(-time.Hour), noon.Add(2*time.Hour)
	want := control.SourceHealth{ID: "a", State: "failing", LastOK: &before, NextPoll: &next,
		Interval: "2h", Failures: 3, Reason: "HTTP 503",
		Verdict: "failing", Why: "3 polls in a row failed, the last with: HTTP 503", Remedy: "koreadesk try https://a.example/feed",
		HTTP: control.SourceHTTP{NotUntil: nil, LastPoll: &noon}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("health (-want +got):\n%s", diff)
	}
	if got := health(news.Source{}, news.State{Source: "b"}, noon); got.State != "new" {
		t.Errorf("a source never polled is %q", got.State)
	}
	if got := health(news.Source{}, news.State{Source: "c", Polled: noon, Next: next, Stopped: true}, noon); got.State != "stopped" || got.NextPoll != nil {
		t.Errorf("a stopped source is %+v", got)
	}
	if got := health(news.Source{}, news.State{Source: "d", Polled: noon, OK: noon}, noon); got.State != "ok" || got.Reason != "" {
		t.Errorf("a good source is %+v", got)
	}
}

// The lead's text is read, and categories and source tags of every sighting.
func TestSubjectTakesAllSightings(t *testing.T) {
	item := news.Item{
		Title: "T", Summary: "S", Source: "a",
		Body:       news.Raw{Markup: "<p>Ein <b>Text</b></p>", Kind: news.HTML},
		Categories: []news.Category{{Term: "x"}},
		Sightings: []news.Sighting{
			{Source: "a", Categories: []news.Category{{Term: "x"}}},
			{Source: "b", Categories: []news.Category{{Term: "y", Label: "Label"}, {Term: ""}, {Term: "tag:presse"}}},
		},
	}
	got := subject(item, map[string][]string{"a": {"vdi"}, "b": {"vdi", "presse"}, "c": {"never"}})
	if got.Content != "Ein Text" && got.Content != "Ein Text\n" {
		t.Errorf("content %q", got.Content)
	}
	if diff := cmp.Diff([]string{"x", "Label", "tag:presse"}, got.Categories); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"vdi", "presse"}, got.SourceTags); diff != "" {
		t.Error(diff)
	}
}

func TestNoItemIsOfTheFuture(t *testing.T) {
	seen := time.Date(2026, time.November, 22, 10, 0, 0, 0, time.UTC)
	for said, want := range map[time.Time]time.Time{
		seen.Add(-time.Hour):     seen.Add(-time.Hour),
		seen.Add(72 * time.Hour): seen,
	} {
		if at := dated(news.Item{Published: said, FirstSeen: seen}); at == nil || !at.Equal(want) {
			t.Errorf("of %v: %v, want %v", said, at, want)
		}
	}
	if at := dated(news.Item{FirstSeen: seen}); at != nil {
		t.Errorf("without a date: %v", at)
	}
}
