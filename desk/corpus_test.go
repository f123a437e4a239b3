package desk

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"koreadesk/desk/control"
	"koreadesk/publish/publishtest"
)

// corpusDesk is a desk over every document of a folder, with themes on each
// clock, one with issues, and rights of every extent.
func corpusDesk(t *testing.T, folder string) *Desk {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	origin := httptest.NewServer(http.FileServer(http.Dir(folder)))
	t.Cleanup(origin.Close)
	var b strings.Builder
	b.WriteString("desk: {title: \"Desk & <Co>\", base_url: http://desk.example}\npoll: {gap: 0s, per_host: 16, allow_private: true}\nsources:\n")
	for n, f := range files {
		if !strings.HasSuffix(f.Name(), ".tsv") {
			fmt.Fprintf(&b, "  - {id: s%d, url: %q, content: %s, images: true}\n", n, origin.URL+"/"+f.Name(), []string{"full", "full", "summary", "title"}[n%4])
		}
	}
	b.WriteString(`themes:
  - {id: published, title: "Alles & <mehr>", limit: 500}
  - {id: seen, title: Seen, date: first_seen, per_source: 2}
  - {id: letter, title: Letter, date: approved, issue: weekly, cutoff: "Thu 16:00 Europe/Berlin"}
`)
	return testDesk(t, b.String())
}

// Whatever real feeds say, everything that is published of them is valid: each
// form of each theme, every archive and every issue.
func TestCorpusIsPublishedValid(t *testing.T) {
	root := os.Getenv("KOREADESK_CORPUS")
	if root == "" {
		t.Skip("KOREADESK_CORPUS is not set")
	}
	t.Setenv("RUNTIME_DIRECTORY", "")
	d := corpusDesk(t, filepath.Join(root, "feeds"))
	if _, err := d.Poll(t.Context(), control.PollAsk{}, func(control.PollLine) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if err := d.complete(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := d.sendDue(t.Context(), time.Now().Add(8*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	site := d.site.Load()
	archives, issues := 0, 0
	for _, path := range site.Paths() {
		body, _, ok := site.Page(path)
		if !ok {
			t.Errorf("%s is not there", path)
			continue
		}
		var faults []string
		switch filepath.Ext(path) {
		case ".atom":
			faults = publishtest.Atom(body)
			if strings.HasSuffix(path, "/issues.atom") { // mail programs want a letter's styles in its elements
				faults = slices.DeleteFunc(faults, func(f string) bool { return strings.HasPrefix(f, "the content has style=") })
			}
		case ".rss":
			faults = publishtest.RSS(body)
		case ".json":
			faults = publishtest.JSON(body)
		case ".opml":
			faults = publishtest.OPML(body)
		}
		for _, fault := range faults[:min(3, len(faults))] {
			t.Errorf("%s: %s", path, fault)
		}
		if strings.Contains(path, "/archive/") {
			archives++
		}
		if strings.Contains(path, "/issue/") {
			issues++
		}
	}
	if archives < 10 || issues < 3 {
		t.Errorf("only %d archives and %d files of issues were looked at", archives, issues)
	}
}
