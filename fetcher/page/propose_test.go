package page

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"koreadesk/news"
)

// monday is when the sample pages are read.
var monday = time.Date(2026, time.November, 23, 9, 41, 0, 0, time.UTC)

// sample is the want.json beside a page: what the page shows, where it came
// from, and the entries of the list on it; none when it has no list.
type sample struct {
	Shows    string        `json:"shows"`
	Base     string        `json:"base"`
	Language string        `json:"language"`
	Entries  []sampleEntry `json:"entries"`
}

type sampleEntry struct {
	Title     string `json:"title"`
	Link      string `json:"link"`
	Published string `json:"published,omitempty"` // a day, or an instant
	Summary   string `json:"summary,omitempty"`   // compared where the sample gives one
}

func readSample(t testing.TB, path string) ([]byte, sample) {
	t.Helper()
	markup, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(strings.TrimSuffix(path, ".html") + ".want.json")
	if err != nil {
		t.Fatal(err)
	}
	var s sample
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return markup, s
}

// sampleEntries are entries as a sample writes them, with summaries where the
// wanted ones have some.
func sampleEntries(list []news.Entry, wanted ...sampleEntry) []sampleEntry {
	out := []sampleEntry{}
	for i, e := range list {
		s := sampleEntry{Title: e.Title, Link: e.Link}
		if !e.Published.IsZero() {
			s.Published = strings.TrimSuffix(e.Published.Format(time.RFC3339), "T00:00:00Z")
		}
		if i < len(wanted) && wanted[i].Summary != "" {
			s.Summary = e.Summary
		}
		out = append(out, s)
	}
	return out
}

// Every page of testdata/lists is read as if nobody had described it.
func TestProposalsReadTheListThatIsThere(t *testing.T) {
	pages, _ := filepath.Glob("testdata/lists/*.html")
	if len(pages) < 30 {
		t.Fatalf("%d pages", len(pages))
	}
	for _, path := range pages {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".html"), func(t *testing.T) {
			markup, want := readSample(t, path)
			o := Options{Language: want.Language, Now: monday}
			s, evidence, err := Propose(markup, want.Base, o)
			t.Logf("%+v\n%v score %.2f", s, evidence, evidence.Score)
			if len(want.Entries) == 0 {
				if !errors.Is(err, ErrNoList) {
					t.Errorf("there is no list, but %+v was proposed (%v)", s, err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			l, err := Compile(s)
			if err != nil {
				t.Fatal(err)
			}
			got, err := l.Read(markup, want.Base, o)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want.Entries, sampleEntries(got.Entries, want.Entries...)); diff != "" {
				t.Errorf("entries (-want +got):\n%s", diff)
			}
			if len(got.Drift) > 0 {
				t.Errorf("a proposal drifts at once: %v", got.Drift)
			}
		})
	}
}
