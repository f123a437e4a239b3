package store

import (
	"context"
	"fmt"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// The dates of a first round are nearly all there are: their pages are made full.
// Those of a few that come later, between others, leave no page nearly empty.
func TestPagesOfDatesAreFull(t *testing.T) {
	s, err := Open(t.TempDir()+"/koreadesk.db", Options{Authority: "example.org,2026", Create: true}.Portions(100))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Configure([]news.Source{{ID: "a", URL: "https://a.example/feed"}}, noon); err != nil {
		t.Fatal(err)
	}
	came := 0
	come := func(count int) (full float64) {
		t.Helper()
		var es []news.Entry
		for range count {
			came++
			es = append(es, news.Entry{GUID: fmt.Sprint(came), Title: fmt.Sprint("Ferry ", came), Published: noon.Add(-time.Duration(came*7919%5003) * time.Minute)})
		}
		deliver(t, s, es...)
		if _, err := s.Settle(context.Background(), allThemes, judgeAll, noon, 10000); err != nil {
			t.Fatal(err)
		}
		err := s.view(func(tx *bbolt.Tx) error {
			of := tx.Bucket(bucketLedgers).Bucket(key4(1)).Bucket(bucketClock).Stats()
			full = float64(of.LeafInuse) / float64(of.LeafAlloc)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return full
	}
	if full := come(3000); full < 0.85 {
		t.Errorf("after a first round the pages are full to %.0f %%", 100*full)
	}
	for range 5 {
		if full := come(200); full < 0.45 {
			t.Errorf("after %d items they are full to %.0f %%", came, 100*full)
		}
	}
}
