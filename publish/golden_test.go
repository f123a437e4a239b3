package publish

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Every file of the sample desk is as the golden file beside it says.
func TestGolden(t *testing.T) {
	s := built(t)
	for path, name := range map[string]string{
		"/korea.atom":   "korea.atom",
		"/korea.rss":    "korea.rss",
		"/korea.json":   "korea.json",
		"/korea":        "korea.html",
		"/brief.atom":   "brief.atom",
		"/leer.atom":    "leer.atom",
		"/leer":         "leer.html",
		"/":             "index.html",
		"/feeds.opml":   "feeds.opml",
		"/sources.opml": "sources.opml",
	} {
		got, _, ok := s.Page(path)
		if !ok {
			t.Errorf("%s is not there", path)
			continue
		}
		golden(t, name, got)
	}
}

// What is sent and kept is as the golden files say: an archive with a stub, an
// issue, the feed of issues, a digest; and what an operator reads.
func TestGoldenPast(t *testing.T) {
	held, past := heldIssues{}, &heldPast{stories: make([]Story, archiveSize)}
	for n, story := range sampleStories() {
		past.stories[n] = story
		past.stories[n].Line = uint64(n)
	}
	past.stories[1].Gone = at(23, 7, 0)
	setup := sampleSetup()
	setup.Sent, setup.Past = held, past
	s := NewSite(setup)
	stories := sampleStories()
	stories[0].Note, stories[1].Pinned = "Siehe auch <W46>", true
	issue, refused, err := s.Issue("korea", "2026-W47", at(13, 15, 0), at(20, 15, 0), stories)
	if err != nil || len(refused) > 0 {
		t.Fatalf("%v, refused %v", err, refused)
	}
	held["korea2026-W47"] = issue
	if _, _, err := s.Build("korea", stories, nil, now); err != nil {
		t.Fatal(err)
	}
	for path, name := range map[string]string{
		"/korea":                     "edited.html",
		"/korea/archive/0.atom":      "archive.atom",
		"/korea/issues.atom":         "issues.atom",
		"/korea/issue/2026-W47":      "issue.html",
		"/korea/issue/2026-W47.atom": "issue.atom",
		"/korea/issue/2026-W47.txt":  "issue.txt",
	} {
		got, _, ok := s.Page(path)
		if !ok {
			t.Errorf("%s is not there", path)
			continue
		}
		golden(t, name, got)
	}
	page, text, err := s.Digest("korea", at(20, 15, 0), now, stories)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "digest.html", []byte(page))
	golden(t, "digest.txt", []byte(text))
	ops, err := Operations(setup.Desk, "http://127.0.0.1:8081/ops.atom", at(1, 0, 0), []Alarm{
		{About: "source/wire", Verdict: "gone", Title: "wire: gone <410>", Text: "Since 20 November.", At: now},
		{About: "theme/korea/tag:x", Verdict: "left out", Title: "left out", Text: "its id is not a tag: URI", At: at(2, 0, 0)},
	})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "ops.atom", ops)
}

// golden holds a file against the golden one of its name, or writes that anew.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", file, diff)
	}
}
