package desk

import (
	"os"
	"testing"

	"koreadesk/desk/control"
	"koreadesk/news"
)

// Only what a verdict or a ledger depends on makes the rules other ones: a new
// title must not settle a hundred thousand items anew.
func TestFingerprint(t *testing.T) {
	themes := func(change func(*news.Theme)) []news.Theme {
		t := news.Theme{ID: "a", Title: "A", All: []string{"korea"}, Limit: 50, Date: news.ClockPublished}
		change(&t)
		return []news.Theme{t}
	}
	base := fingerprint("tagger", themes(func(*news.Theme) {}), nil)
	for what, change := range map[string]func(*news.Theme){
		"title": func(t *news.Theme) { t.Title = "B" },
		"limit": func(t *news.Theme) { t.Limit = 7 },
	} {
		if fingerprint("tagger", themes(change), nil) != base {
			t.Errorf("another %s makes other rules", what)
		}
	}
	for what, change := range map[string]func(*news.Theme){
		"id":    func(t *news.Theme) { t.ID = "b" },
		"all":   func(t *news.Theme) { t.All = nil },
		"any":   func(t *news.Theme) { t.Any = []string{"x"} },
		"none":  func(t *news.Theme) { t.None = []string{"x"} },
		"clock": func(t *news.Theme) { t.Date = news.ClockApproved },
		"was":   func(t *news.Theme) { t.Was = []string{"x"} },
	} {
		if fingerprint("tagger", themes(change), nil) == base {
			t.Errorf("another %s makes no other rules", what)
		}
	}
	if fingerprint("another", themes(func(*news.Theme) {}), nil) == base {
		t.Error("another tagger makes no other rules")
	}
	if fingerprint("tagger", themes(func(*news.Theme) {}), map[string][]string{"s": {"vdi"}}) == base {
		t.Error("another source tag makes no other rules")
	}
}

// A new source has no items yet: nothing is judged anew because it came.
func TestNewSourceIsNoNewRule(t *testing.T) {
	const feeds = `
desk: {title: Hafenbrief, base_url: https://desk.example/, authority: "desk.example,2026"}
tags: [{id: harbour, title: Hafen, vocabulary: korea}]
themes: [{id: all, title: Alles}]
sources:
  - {id: hafen, title: Hafen, url: https://hafen.example/feed}
`
	d := testDesk(t, feeds)
	before, _ := d.store.Generation()
	for _, step := range []struct {
		source string
		anew   bool
	}{
		{"  - {id: werft, title: Werft, url: https://werft.example/feed}\n", false},
		{"  - {id: werft, title: Werft, url: https://werft.example/feed, tags: [harbour]}\n", true},
	} {
		if err := os.WriteFile(d.options.Config, []byte(feeds+step.source), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Reload(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		after, _ := d.store.Generation()
		if anew := after != before; anew != step.anew {
			t.Errorf("with %sjudged anew: %v", step.source, anew)
		}
		before = after
	}
}

// Whoever asks for a reload is told how far settling is, to the end; one that
// changes no rule settles nothing.
func TestReloadTellsHowFarItIs(t *testing.T) {
	d := opened(t, one)
	polled(t, d)
	last := control.Settling{}
	reload := func() {
		t.Helper()
		last = control.Settling{}
		if _, err := d.Reload(t.Context(), func(s control.Settling) error { last = s; return nil }); err != nil {
			t.Fatal(err)
		}
	}
	reload()
	if last != (control.Settling{}) {
		t.Errorf("nothing changed, and %+v was told", last)
	}
	text, err := os.ReadFile(d.options.Config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.options.Config, append(text, "tags: [{id: x, title: X, terms: [Brücke]}]\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	reload()
	if want := (control.Settling{Done: 1, Total: 1}); last != want {
		t.Errorf("last told was %+v, want %+v", last, want)
	}
}
