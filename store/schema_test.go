package store_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"koreadesk/news"
	"koreadesk/store"
	"koreadesk/store/storetest"
)

var writeSchema = flag.Int("write-schema", 0, "write testdata/schema-N.db.gz and schema-N.json with this koreadesk, whose schema N is")

// desk is all that a reader or an editor sees of a data file.
type desk struct {
	Items    []store.Record
	Versions map[uint64][]news.Version
	Edits    []news.Edit
	Places   map[string][]news.Place
	Feeds    map[string][]news.Member
	Queue    [][2]string
	States   []news.State
	Marks    map[string]news.Mark
}

func readDesk(t *testing.T, s *store.Store) string {
	t.Helper()
	d := desk{Versions: make(map[uint64][]news.Version), Places: make(map[string][]news.Place), Feeds: make(map[string][]news.Member)}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var nums []uint64
	for r, err := range s.Items(store.Query{}) {
		must(err)
		nums = append(nums, r.Item.Num)
	}
	var err error
	d.Items, err = s.Load(nums, true)
	must(err)
	for _, num := range nums {
		vs, err := s.Versions(num)
		must(err)
		if len(vs) > 0 {
			d.Versions[num] = vs
		}
	}
	d.Edits, err = s.Edits("")
	must(err)
	for _, theme := range []string{"all", "red", "gone"} {
		d.Places[theme], err = s.Places(theme, 0, 0)
		must(err)
		for m, err := range s.Newest(theme) {
			must(err)
			d.Feeds[theme] = append(d.Feeds[theme], m)
		}
	}
	waiting, err := s.Queue()
	must(err)
	for _, p := range waiting {
		d.Queue = append(d.Queue, [2]string{p.Items[0].Item.ID, p.Items[1].Item.ID})
	}
	d.States = s.States()
	d.Marks, err = s.Marks()
	must(err)
	out, err := json.MarshalIndent(d, "", " ")
	must(err)
	return string(out)
}

// TestSchemas opens a file of every schema there ever was: it holds the same
// items and the same feeds, is sound, and goes on.
func TestSchemas(t *testing.T) {
	if *writeSchema > 0 {
		writeFixture(t, *writeSchema)
	}
	for n := 1; n <= store.Schema; n++ {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "koreadesk.db")
			unpack(t, filepath.Join("testdata", fmt.Sprintf("schema-%d.db.gz", n)), path)
			want, err := os.ReadFile(filepath.Join("testdata", fmt.Sprintf("schema-%d.json", n)))
			if err != nil {
				t.Fatal(err)
			}
			for range 2 { // as an upgrade leaves it, and once more
				s, err := store.Open(path, store.Options{})
				if err != nil {
					t.Fatal(err)
				}
				if err := s.Configure(fixtureSources, fixtureStart.Add(6*time.Hour)); err != nil {
					t.Fatal(err)
				}
				var was, is any
				if err := json.Unmarshal(want, &was); err != nil {
					t.Fatal(err)
				}
				if err := json.Unmarshal([]byte(readDesk(t, s)), &is); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(grown(was, is), is); diff != "" {
					t.Error(diff)
				}
				storetest.Sound(t, s)
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			goOn(t, path)
		})
	}
}

// grown is what a file held, with the zero values of fields that came later.
func grown(was, is any) any {
	switch old := was.(type) {
	case map[string]any:
		now, _ := is.(map[string]any)
		for name, v := range now {
			if mine, known := old[name]; known {
				old[name] = grown(mine, v)
			} else if zero(v) {
				old[name] = v
			}
		}
	case []any:
		now, _ := is.([]any)
		for n := range min(len(old), len(now)) {
			old[n] = grown(old[n], now[n])
		}
	}
	return was
}

// zero reports whether a value read from JSON is that of a field nobody set.
func zero(v any) bool {
	if fields, ok := v.(map[string]any); ok {
		for _, f := range fields {
			if !zero(f) {
				return false
			}
		}
		return true
	}
	return v == nil || v == false || v == "" || v == 0.0 || v == "0001-01-01T00:00:00Z"
}

func unpack(t *testing.T, from, to string) {
	t.Helper()
	packed, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// The sources, documents and decisions of the files in testdata. They never
// change: a file of a new schema is written from the same.
var (
	fixtureStart   = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	fixtureSources = []news.Source{
		{ID: "agency", Title: "Agency", URL: "https://agency.example/feed", Tags: []string{"wire"}, Priority: 5},
		{ID: "paper", Title: "Paper", URL: "https://paper.example/feed", Rights: news.Rights{Content: news.ExtentFull}},
		{ID: "later", Title: "Later", URL: "https://later.example/feed", FirstFetch: 1},
	}
	fixtureThemes = []news.Theme{
		{ID: "all", Title: "All", Limit: 50},
		{ID: "red", Title: "Red", All: []string{"red"}, Date: news.ClockFirstSeen, Limit: 50},
	}
)

func fixtureEntry(n int, colour, words string) news.Entry {
	return news.Entry{
		GUID: fmt.Sprint("entry-", n), Link: fmt.Sprintf("https://agency.example/news/%d?utm_source=feed", n),
		Title: words, Summary: words + ": was davon zu halten ist, sagt der Bericht Nummer " + fmt.Sprint(n) + ".",
		Content:    news.Raw{Markup: "<p>" + words + "</p><p>" + colour + "</p>", Kind: news.HTML, Base: "https://agency.example/"},
		Categories: []news.Category{{Term: colour, Label: colour}}, Language: "de",
		Authors: []news.Person{{Name: "Kim"}}, Image: "https://agency.example/" + colour + ".jpg",
		Published: fixtureStart.Add(-time.Duration(n) * time.Hour),
	}
}

func fixtureJudge(items []news.Item, edits map[uint64][]news.Edit) (out []news.Verdict) {
	for _, i := range items {
		out = append(out, news.Judge(i, []news.Score{{Tag: i.Categories[0].Term, Score: 0.5}}, edits[i.Num], fixtureThemes))
	}
	return out
}

func fixtureFetch(s *store.Store, source string, hour int, es ...news.Entry) error {
	st, _ := s.State(source)
	st.Polled, st.OK, st.ETag = fixtureStart.Add(time.Duration(hour)*time.Hour), fixtureStart, `"`+fmt.Sprint(hour)+`"`
	_, err := s.Put(context.Background(), news.Delivery{
		Source: source, At: st.Polled, State: st, Fresh: true, Entries: es,
		Feed: news.Origin{ID: "https://" + source + ".example/", Title: source, Updated: fixtureStart},
	})
	if err == nil {
		_, err = s.Settle(context.Background(), fixtureThemes, fixtureJudge, st.Polled.Add(time.Minute), 0)
	}
	return err
}

func writeFixture(t *testing.T, schema int) {
	t.Helper()
	if schema != store.Schema {
		t.Fatalf("this koreadesk writes schema %d, not %d", store.Schema, schema)
	}
	path := filepath.Join(t.TempDir(), "koreadesk.db")
	s, err := store.Open(path, store.Options{Authority: storetest.Authority, Create: true})
	if err != nil {
		t.Fatal(err)
	}
	var list []news.Entry
	for n, words := range []string{
		"Ulsan baut eine Fähre mit Wasserstoffantrieb", "Daejeon eröffnet das Institut für Quantensensorik",
		"Duisburg verlängert den Hafenvertrag mit Incheon", "Die Messe in Essen zeigt Roboter aus Gumi",
		"Jeju stellt den Windpark Tamna vor", "한국 전자통신연구원, 반도체 공정 공개",
	} {
		list = append(list, fixtureEntry(n, []string{"red", "blue"}[n%2], words))
	}
	copied := list[0]
	copied.GUID, copied.Link = "copy", "https://paper.example/ulsan"
	changed := list[1]
	changed.Title += " im Dezember 2026"
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.Configure(fixtureSources[:2], fixtureStart))
	must(fixtureFetch(s, "agency", 0, list[:4]...))
	must(fixtureFetch(s, "paper", 1, copied, fixtureEntry(20, "blue", "Eigener Beitrag der Zeitung zum Hafen von Busan")))
	must(fixtureFetch(s, "agency", 2, list[5], list[4], list[0], changed, list[2]))
	must(s.Configure(fixtureSources, fixtureStart.Add(3*time.Hour)))
	must(fixtureFetch(s, "later", 3, fixtureEntry(30, "red", "Suwon lädt Lehrkräfte aus Köln ein"),
		fixtureEntry(31, "blue", "Ein Chor aus Gwangju singt in Bonn")))
	for r, err := range s.Items(store.Query{Source: "agency"}) {
		must(err)
		if r.Item.Num == 3 {
			_, err = s.AddEdit(news.Edit{Act: news.ActHide, Item: r.Item.ID, Who: "kim", When: fixtureStart.Add(4 * time.Hour), Why: "test"})
			must(err)
		}
	}
	must(s.SaveMarks(map[string]news.Mark{"/all.atom": {Hash: "abc", Changed: fixtureStart}}))
	must(fixtureFetch(s, "agency", 5, list[5], list[4], list[0], changed, list[2], list[3]))
	want := readDesk(t, s)
	must(s.Close())
	b, err := os.ReadFile(path)
	must(err)
	var packed bytes.Buffer
	w, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	_, err = w.Write(b)
	must(err)
	must(w.Close())
	must(os.MkdirAll("testdata", 0o755))
	must(os.WriteFile(filepath.Join("testdata", fmt.Sprintf("schema-%d.db.gz", schema)), packed.Bytes(), 0o644))
	must(os.WriteFile(filepath.Join("testdata", fmt.Sprintf("schema-%d.json", schema)), []byte(want+"\n"), 0o644))
}

// goOn fetches what the file knows, and one entry that it does not.
func goOn(t *testing.T, path string) {
	t.Helper()
	s := storetest.OpenAt(t, path)
	if err := s.Configure(fixtureSources, fixtureStart.Add(24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	before, _ := s.Places("all", 0, 0)
	err := fixtureFetch(s, "agency", 25, fixtureEntry(0, "red", "Ulsan baut eine Fähre mit Wasserstoffantrieb"),
		fixtureEntry(40, "red", "Goyang plant ein Archiv der Mangas"))
	if err != nil {
		t.Fatal(err)
	}
	if after, _ := s.Places("all", 0, 0); len(after) != len(before)+1 {
		t.Errorf("%d lines in the ledger after one new entry, %d before", len(after), len(before))
	}
}
