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
			t.Errorf("%s differs from %s (-want +got):\n%s", path, file, diff)
		}
	}
}
