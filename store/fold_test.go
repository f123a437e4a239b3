package store

import (
	"context"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// Names are written a share with each transaction. All the while, and after a
// crash in between, every item is found by its id and its link, and a fold that
// was cut short leaves nothing that a check objects to.
func TestNamesAreFoldedShareByShare(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koreadesk.db")
	s, err := Open(path, Options{Authority: "example.org,2026", Create: true}.FoldAfter(60))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.WithoutSync()
	if err := s.Configure([]news.Source{{ID: "a", URL: "https://a.example/feed"}}, noon); err != nil {
		t.Fatal(err)
	}
	cut := 0
	for n := 0; n < 150; n += 3 {
		deliver(t, s, article(n), article(n+1), article(n+2))
		if sw := s.recent.under; sw.upTo == 0 || n%5 != 0 {
			continue
		}
		cut++
		crashed := filepath.Join(t.TempDir(), "koreadesk.db")
		copyFile(t, path, crashed)
		again := reopen(t, crashed)
		findAll(t, again, n+3)
		if problems, err := again.Check(context.Background()); err != nil || len(problems) > 0 {
			t.Fatalf("after a crash: %v, %v", problems, err)
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
		findAll(t, s, n+3)
	}
	if cut < 3 || s.recent.upTo < 60 {
		t.Errorf("%d folds under way were seen, names are folded up to item %d", cut, s.recent.upTo)
	}
	if held := len(s.recent.ids); held > 150-60 {
		t.Errorf("%d names are held in memory", held)
	}
}

// Who takes a record away needs all names in the file. They are written share by
// share even then, not in the transaction that does it.
func TestNamesAreFoldedAheadOfATakedown(t *testing.T) {
	s := reopen(t, filepath.Join(t.TempDir(), "koreadesk.db"))
	defer s.Close()
	s.WithoutSync()
	if err := s.Configure([]news.Source{{ID: "a", URL: "https://a.example/feed"}}, noon); err != nil {
		t.Fatal(err)
	}
	const count = 2 * fewNames
	var es []news.Entry
	for n := range count {
		es = append(es, article(n))
	}
	deliver(t, s, es...)
	written, most := 0, 0
	s.OnCommit(func() {
		err := s.view(func(tx *bbolt.Tx) error {
			now := tx.Bucket(bucketIDs).Stats().KeyN
			written, most = now, max(most, now-written)
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	if _, err := s.Takedown(article(7).Link, news.Edit{Who: "ed", When: noon}); err != nil {
		t.Fatal(err)
	}
	s.OnCommit(nil)
	if written != count || most > count/4 {
		t.Errorf("%d ids stand in the file, at most %d by one transaction", written, most)
	}
	if problems, err := s.Check(context.Background()); err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
}

// findAll finds so many articles by their links, and each by its id.
func findAll(t *testing.T, s *Store, count int) {
	t.Helper()
	for n := range count {
		byLink, err := s.Find(article(n).Link)
		if err != nil {
			t.Fatal(err)
		}
		byID, err := s.Find(byLink.Item.ID)
		if err != nil || byID.Item.Num != byLink.Item.Num {
			t.Fatalf("%s is item %d, by its link %d: %v", byLink.Item.ID, byID.Item.Num, byLink.Item.Num, err)
		}
	}
}
