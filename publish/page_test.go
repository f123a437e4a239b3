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

// A source's id that breaks the rules of its own scheme is none: validators
// know those rules.
func TestURI(t *testing.T) {
	for id, want := range map[string]string{
		"https://example.org/feed":                      "https://example.org/feed",
		"tag:blog.example.org,2005-03-01:entries/7#x":   "same",
		"tag:example.org:feed":                          "",
		"tag:Example.org,2005:feed":                     "",
		"urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6": "same",
		"urn:uuid:60a76c80":                             "",
		"urn:isbn:0451450523":                           "same",
		"URN:x:y":                                       "",
		"urn:feed":                                      "",
		"yt:channel:UC7_gcs09iThXybpVgjHZ_7g":           "same",
		"a b:c":                                         "",
		"feed":                                          "",
	} {
		if want == "same" {
			want = id
		}
		if got := uri(id); got != want {
			t.Errorf("uri(%q) = %q, not %q", id, got, want)
		}
	}
}
