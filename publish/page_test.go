package publish

import (
	"testing"
	"time"
)

// A page that changes often is to be asked for often, within bounds.
func TestRhythm(t *testing.T) {
	for _, c := range []struct {
		entries int
		gap     time.Duration
		want    time.Duration
	}{
		{0, 0, 30 * time.Minute},
		{1, 0, 30 * time.Minute},
		{50, time.Second, 2 * time.Minute},
		{50, time.Hour, 15 * time.Minute},
		{3, 24 * time.Hour, 30 * time.Minute},
	} {
		p := new(page)
		for n := range c.entries {
			p.Entries = append(p.Entries, &entry{Published: now.Add(-time.Duration(n) * c.gap)})
		}
		if got := p.rhythm(); got != c.want {
			t.Errorf("%d entries %v apart: good for %v, want %v", c.entries, c.gap, got, c.want)
		}
	}
}

func TestBirth(t *testing.T) {
	for authority, want := range map[string]string{
		"feeds.example.org,2026":       "2026-01-01T00:00:00Z",
		"feeds.example.org,2026-05":    "2026-05-01T00:00:00Z",
		"feeds.example.org,2026-05-17": "2026-05-17T00:00:00Z",
		"feeds.example.org":            "1970-01-01T00:00:00Z",
	} {
		if got := stamp(birth(authority)); got != want {
			t.Errorf("an empty page under %s is dated %s, want %s", authority, got, want)
		}
	}
}
