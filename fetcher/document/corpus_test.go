package document

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"koreadesk/news"
)

// corpusFeeds reads the folder of real documents, when there is one.
func corpusFeeds(t *testing.T) (dir string, index map[string][]string) {
	t.Helper()
	root := os.Getenv("KOREADESK_CORPUS")
	if root == "" {
		t.Skip("KOREADESK_CORPUS is not set")
	}
	dir = filepath.Join(root, "feeds")
	b, err := os.ReadFile(filepath.Join(dir, "index.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	index = make(map[string][]string)
	for line := range strings.Lines(string(b)) {
		cols := strings.Split(strings.TrimRight(line, "\n"), "\t")
		index[cols[0]] = cols
	}
	return dir, index
}

// Counts in the index that are not the number of entries in the document.
var indexOff = map[string]string{
	"danmactough_feeds_invalid-characters-gzipped.xml": "counted before it was unpacked",
	"danmactough_feeds_compressed.xml":                 "counted before it was unpacked",
	"kurtmckee_illformed_rss_incomplete_cdata.xml":     "its one entry breaks off in its title",
	"feed-rs_rss2_rss_2.0_invalid_1.xml":               "its one entry breaks off",
}

func TestCorpusIsRead(t *testing.T) {
	dir, index := corpusFeeds(t)
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	read, entries, titled, dated := 0, 0, 0, 0
	for _, file := range files {
		name := filepath.Base(file)
		if strings.HasSuffix(name, ".tsv") {
			continue
		}
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		d, err := Parse(body, Options{})
		took := time.Since(began)
		if took > 5*time.Second {
			t.Errorf("%s took %v", name, took)
		}
		if err != nil {
			t.Logf("%-60s %v", name, err)
			continue
		}
		read++
		list := d.Entries()
		for _, e := range list {
			entries++
			if e.Title != "" {
				titled++
			}
			if !e.Published.IsZero() || !e.Updated.IsZero() {
				dated++
			}
			readable(t, name, e)
		}
		t.Logf("%-60s %-8s %-12s %4d %s", name, d.Version, d.Encoding, len(list), strings.Join(d.Repairs, "; "))
		if cols := index[name]; len(cols) > 5 && indexOff[name] == "" {
			if want, err := strconv.Atoi(cols[5]); err == nil && want != len(list) {
				t.Errorf("%s: %d entries, the index has %d", name, len(list), want)
			}
		}
	}
	t.Logf("%d documents, %d entries, %d with a title, %d with a date", read, entries, titled, dated)
	if read < 220 || entries < 2950 || titled*100 < entries*99 || dated*100 < entries*95 {
		t.Errorf("too little was understood: %d documents, %d entries, %d titles, %d dates", read, entries, titled, dated)
	}
}

// readable fails on the marks of text read in a wrong encoding.
func readable(t *testing.T, name string, e news.Entry) {
	t.Helper()
	for _, s := range []string{e.Title, e.Summary} {
		for _, bad := range []string{"\ufffd", "Ã¼", "Ã¤", "Ã¶", "â€", "ë‹", "ì\u009d"} {
			if strings.Contains(s, bad) {
				t.Errorf("%s: %q in %q", name, bad, s)
			}
		}
		for _, r := range s {
			if unicode.IsControl(r) && r != '\n' {
				t.Errorf("%s: control %U in %q", name, r, s)
				break
			}
		}
	}
	if e.Link != "" && !web(e.Link) {
		t.Errorf("%s: link %q", name, e.Link)
	}
}

func TestCorpusOddDates(t *testing.T) {
	dir, _ := corpusFeeds(t)
	body, err := os.ReadFile(filepath.Join(dir, "composed_odd_dates.xml"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile(filepath.Join(dir, "composed_odd_dates.expected.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"ko", ""} {
		d, err := Parse(body, Options{Language: lang})
		if err != nil {
			t.Fatal(err)
		}
		got := make(map[string]time.Time)
		for _, e := range d.Entries() {
			got[e.GUID] = e.Published
		}
		for line := range strings.Lines(string(table)) {
			cols := strings.Split(strings.TrimRight(line, "\n"), "\t")
			if cols[0] == "guid" || strings.Contains(cols[3], "Korean site") && lang != "ko" {
				continue
			}
			at, want := got[cols[0]], cols[2]
			switch {
			case want == "" && !at.IsZero():
				t.Errorf("%q: %v, want none", cols[1], at)
			case len(want) == 10 && at.Format(time.DateOnly) != want:
				t.Errorf("%q in %q: %v, want the day %s", cols[1], lang, at, want)
			case len(want) > 10 && at.Format(time.RFC3339Nano) != want:
				if !(lang == "ko" && strings.Contains(cols[1], "Uhr")) {
					t.Errorf("%q in %q: %v, want %s", cols[1], lang, at, want)
				}
			}
		}
	}
}
