package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"koreadesk/news"
	"koreadesk/store"
	"koreadesk/store/storetest"
)

// Everything at once: polls, settling, new rules, an editor, readers, reloads.
func TestAllAtOnce(t *testing.T) {
	s := storetest.Open(t)
	s.WithoutSync()
	const count = 12
	configure := func() error {
		var sources []news.Source
		for f := range count {
			sources = append(sources, news.Source{ID: fmt.Sprint("source-", f), URL: "https://a.example/"})
		}
		return s.Configure(sources, morning)
	}
	if err := configure(); err != nil {
		t.Fatal(err)
	}
	docs := documents(count)
	themes := everything
	ctx := context.Background()
	var g errgroup.Group
	for f := range count {
		g.Go(func() error {
			id := fmt.Sprint("source-", f)
			for n := range 6 {
				at := morning.Add(time.Duration(n) * time.Hour)
				es := append([]news.Entry(nil), docs[f][:10+5*n]...)
				es[3].Title += fmt.Sprint(" ", n)
				s.Claim(at, store.Ask{Sources: []string{id}, All: true})
				if _, err := s.Put(ctx, news.Delivery{Source: id, At: at, Fresh: n%3 != 2, Entries: es, State: news.State{Next: at}}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	g.Go(func() error {
		for range 20 {
			if _, err := s.Settle(ctx, themes, judgeEverything, morning, 40); err != nil {
				return err
			}
		}
		return nil
	})
	g.Go(func() error {
		for n := range 3 {
			if _, err := s.Regenerate(ctx, fmt.Sprint("v", n), themes, judgeEverything, morning, nil); err != nil {
				return err
			}
		}
		return nil
	})
	g.Go(func() error {
		for range 5 {
			for r, err := range s.Items(store.Query{Most: 30}) {
				if err != nil {
					return err
				}
				if _, err := s.AddEdit(news.Edit{Act: news.ActTag, Value: "x", Item: r.Item.ID, When: morning}); err != nil {
					return err
				}
			}
			for _, err := range s.Newest("all") {
				if err != nil {
					return err
				}
			}
			if err := errors.Join(configure(), s.Flush(), s.Ping()); err != nil {
				return err
			}
			s.States()
			s.Stats()
		}
		return nil
	})
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	for more := true; more; {
		got, err := s.Settle(ctx, themes, judgeEverything, morning, 0)
		if err != nil {
			t.Fatal(err)
		}
		more = got.More
	}
	in := 0
	for _, err := range s.Newest("all") {
		if err != nil {
			t.Fatal(err)
		}
		in++
	}
	if want := count * 30; in != want || s.Stats().Items != want {
		t.Errorf("%d items in the theme, %d in all, want %d", in, s.Stats().Items, want)
	}
	if again := s.Claim(morning.Add(24*time.Hour), store.Ask{}); len(again) != count {
		t.Errorf("%d of %d claims are free again", len(again), count)
	}
}

// A source renamed while it is being polled gets what the poll brings.
func TestRenamedWhilePolled(t *testing.T) {
	s := storetest.Open(t)
	configure := func(sources ...news.Source) {
		t.Helper()
		if err := s.Configure(sources, morning); err != nil {
			t.Fatal(err)
		}
	}
	configure(news.Source{ID: "old", URL: "https://a.example/"}, news.Source{ID: "gone"})
	s.Claim(morning, store.Ask{})
	configure(news.Source{ID: "new", Was: []string{"old"}, URL: "https://a.example/"})
	entries := documents(1)[0]
	got, err := s.Put(context.Background(), news.Delivery{Source: "old", At: morning, Fresh: true, Entries: entries})
	if err != nil || got.New != len(entries) {
		t.Errorf("put: %+v, %v", got, err)
	}
	if _, err := s.Put(context.Background(), news.Delivery{Source: "gone", At: morning, Fresh: true, Entries: entries}); !errors.Is(err, store.ErrNoSource) {
		t.Errorf("put of a removed source: %v", err)
	}
	configure(news.Source{ID: "new", URL: "https://a.example/"}, news.Source{ID: "gone"})
	if due := s.Claim(morning, store.Ask{}); len(due) != 2 {
		t.Errorf("due again: %+v", due)
	}
}

// A source whose GUIDs are new at every fetch must not fill the file.
func TestRotatingGUIDs(t *testing.T) {
	s := storetest.Open(t)
	s.WithoutSync()
	if err := s.Configure([]news.Source{{ID: "a"}}, morning); err != nil {
		t.Fatal(err)
	}
	e := documents(1)[0][0]
	for n := range 100 {
		e.GUID = fmt.Sprint("session-", n)
		if _, err := s.Put(context.Background(), news.Delivery{Source: "a", At: morning, Fresh: true, Entries: []news.Entry{e}}); err != nil {
			t.Fatal(err)
		}
	}
	recs, err := s.Load([]uint64{1}, false)
	if err != nil || len(recs) != 1 || len(recs[0].Item.Sightings) != 64 || s.Stats().Items != 1 {
		t.Errorf("%d items, %d sightings, %v", s.Stats().Items, len(recs[0].Item.Sightings), err)
	}
}

// What Put returned from is in the file: a copy of it taken at once has it.
func TestPutIsDurable(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "koreadesk.db")
	s := storetest.OpenAt(t, path)
	if err := s.Configure([]news.Source{{ID: "a"}}, morning); err != nil {
		t.Fatal(err)
	}
	doc := documents(1)[0]
	for n := range 5 {
		st := news.State{ETag: fmt.Sprint(n), Next: morning}
		if _, err := s.Put(context.Background(), news.Delivery{Source: "a", At: morning, State: st, Fresh: true, Entries: doc[:5+n]}); err != nil {
			t.Fatal(err)
		}
		copied := filepath.Join(dir, fmt.Sprint("copy-", n, ".db"))
		store.CopyFile(t, path, copied)
		c := storetest.OpenAt(t, copied)
		if got := c.Stats().Items; got != 5+n {
			t.Errorf("the copy has %d items, want %d", got, 5+n)
		}
		if err := c.Configure([]news.Source{{ID: "a"}}, morning); err != nil {
			t.Fatal(err)
		}
		if st, _ := c.State("a"); st.ETag != fmt.Sprint(n) {
			t.Errorf("the copy has validator %q of %d", st.ETag, n)
		}
	}
}
