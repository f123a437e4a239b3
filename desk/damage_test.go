package desk

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/desk/control"
	"koreadesk/news"
	"koreadesk/store"
)

// spoiled flips a bit of the last record in a bucket of a closed data file.
func spoiled(t *testing.T, path, bucket string) {
	t.Helper()
	db, err := bbolt.Open(path, 0o640, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Update(func(tx *bbolt.Tx) error {
		b := tx.Bucket([]byte(bucket))
		k, v := b.Cursor().Last()
		v = bytes.Clone(v)
		v[len(v)-1] ^= 0x10
		return b.Put(k, v)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Where a record or a text is damaged, editors see all the rest.
func TestDamagedRecordsHideNoOthers(t *testing.T) {
	for _, bucket := range []string{"items", "bodies"} {
		t.Run(bucket, func(t *testing.T) {
			t.Setenv("RUNTIME_DIRECTORY", "")
			origin := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				doc := rss("Eine Brücke wird gebaut", "Ein Tunnel wird gegraben")
				io.WriteString(w, strings.ReplaceAll(doc, "Text.", "&lt;p&gt;Text.&lt;/p&gt;")) // a body that says more than its summary
			}))
			defer origin.Close()
			d := openDesk(t, `desk: {title: Desk, base_url: http://desk.example}
poll: {gap: 0s, allow_private: true}
sources: [{id: a, tags: [bau], url: "`+origin.URL+`/feed"}]
themes: [{id: all, title: All, approval: true}]
`)
			if _, err := d.Poll(t.Context(), control.PollAsk{}, func(control.PollLine) error { return nil }); err != nil {
				t.Fatal(err)
			}
			path, data := d.options.Config, d.edition.Load().config.DataPath()
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			spoiled(t, data, bucket)
			d, err := Open(t.Context(), Options{Config: path, Log: slog.New(slog.DiscardHandler)})
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			listed := 0
			err = d.Items(t.Context(), control.ItemsAsk{}, func(control.Item) error { listed++; return nil })
			if listed != 1 || !errors.Is(err, store.ErrDamaged) {
				t.Errorf("%d items are listed, %v", listed, err)
			}
			waiting, err := d.Queue(t.Context())
			if len(waiting) == 0 || err != nil {
				t.Errorf("%d items wait, %v", len(waiting), err)
			}
		})
	}
}

// Of an item on which an editor's word is damaged nothing is shown; pages go on
// without it.
func TestDamagedEditStopsNoPage(t *testing.T) {
	d := opened(t, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, rss("Eine Brücke", "Ein Tunnel")) })
	if _, err := d.Poll(t.Context(), control.PollAsk{}, func(control.PollLine) error { return nil }); err != nil {
		t.Fatal(err)
	}
	var shown []control.Item
	if err := d.Items(t.Context(), control.ItemsAsk{}, func(i control.Item) error { shown = append(shown, i); return nil }); err != nil || len(shown) != 2 {
		t.Fatalf("%d items, %v", len(shown), err)
	}
	if _, err := d.Edit(t.Context(), control.EditAsk{Act: news.ActRetitle, Item: shown[0].ID, Value: "Ein besserer Titel"}); err != nil {
		t.Fatal(err)
	}
	path, data := d.options.Config, d.edition.Load().config.DataPath()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	spoiled(t, data, "edits")
	d, err := Open(t.Context(), Options{Config: path, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := d.complete(t.Context()); err != nil {
		t.Fatal(err)
	}
	answer := httptest.NewRecorder()
	d.site.Load().ServeHTTP(answer, httptest.NewRequest("GET", "/all.atom", nil))
	if page := answer.Body.String(); strings.Contains(page, shown[0].Title) || strings.Contains(page, "besserer") || !strings.Contains(page, shown[1].Title) {
		t.Errorf("the page is\n%s", page)
	}
	if kept, err := d.shown(d.edition.Load(), time.Now()); err != nil || len(kept) != 2 {
		t.Errorf("%d items are kept, %v", len(kept), err)
	}
	if damaged := d.store.Stats().Damaged; len(damaged) != 1 || damaged[0].Bucket != "edits" {
		t.Errorf("status names %v", damaged)
	}
}

// An item can be forgotten while a list of items is being told.
func TestItemForgottenWhileItIsListed(t *testing.T) {
	d := opened(t, one)
	record := store.Record{Item: news.Item{ID: "tag:x", Num: 99, Title: "T"}, Verdict: news.Verdict{Item: 99, Tags: []news.Score{{Tag: "x", Score: 1}}}}
	if line, err := d.line(d.edition.Load(), record); err != nil || line.Title != "T" {
		t.Errorf("it is told as %+v, %v", line, err)
	}
}
