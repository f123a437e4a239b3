package desk

import (
	"testing"

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
