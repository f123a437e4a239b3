package store

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// The index of stories is made from the file again when it is opened, and of
// the items themselves where the file is of a koreadesk that kept none.
func TestStoriesOutliveTheProcess(t *testing.T) {
	for name, older := range map[string]bool{"same version": false, "older file": true} {
		path := filepath.Join(t.TempDir(), "koreadesk.db")
		one := article(1)
		tell := func(source string, e news.Entry, at time.Time) news.Receipt {
			s, err := Open(path, Options{Authority: "example.org,2026", Create: true})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if err := s.Configure([]news.Source{{ID: "a"}, {ID: "b"}}, at); err != nil {
				t.Fatal(err)
			}
			got, err := s.Put(context.Background(), news.Delivery{Source: source, At: at, Fresh: true, Entries: []news.Entry{e}})
			if err != nil {
				t.Fatal(err)
			}
			if problems, err := s.Check(context.Background()); err != nil || len(problems) > 0 {
				t.Errorf("%s: %v, %v", name, problems, err)
			}
			if older {
				err := s.db.Update(func(tx *bbolt.Tx) error { return tx.DeleteBucket(bucketSignatures) })
				if err != nil {
					t.Fatal(err)
				}
			}
			return got
		}
		tell("a", one, noon)
		again := one
		again.GUID, again.Link = "elsewhere", "https://elsewhere.example/1"
		if got := tell("b", again, noon.Add(time.Hour)); got.Joined != 1 {
			t.Errorf("%s: %+v, want it joined", name, got)
		}
	}
}

// Signatures go from the file when their time is over.
func TestSignaturesAreForgotten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koreadesk.db")
	s, err := Open(path, Options{Authority: "example.org,2026", Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Configure([]news.Source{{ID: "a"}}, noon); err != nil {
		t.Fatal(err)
	}
	for n := range 40 {
		_, err := s.Put(context.Background(), news.Delivery{
			Source: "a", At: noon.AddDate(0, 0, n), Fresh: true, Entries: []news.Entry{article(n)},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	kept := 0
	if err := s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketSignatures).ForEach(func(_, _ []byte) error { kept++; return nil })
	}); err != nil {
		t.Fatal(err)
	}
	if kept != 22 { // of the last day and the 21 before it
		t.Errorf("%d signatures are kept", kept)
	}
}
