package store

import (
	"context"
	"path/filepath"
	"testing"
	"testing/synctest"

	"koreadesk/news"
)

// No more entries are held ready than the writer can have soon; a delivery of
// more than that is stored all the same, alone.
func TestPreparedIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koreadesk.db")
	synctest.Test(t, func(t *testing.T) {
		s := reopen(t, path)
		defer s.Close()
		var many []news.Entry
		for n := range mostPrepared + 1 {
			many = append(many, article(n))
		}
		put := func(entries []news.Entry) chan error {
			done := make(chan error, 1)
			go func() {
				_, err := s.Put(context.Background(), news.Delivery{Source: "a", At: noon, Fresh: true, Entries: entries, State: news.State{Next: noon}})
				done <- err
			}()
			synctest.Wait()
			return done
		}
		if err := s.prepared.Acquire(context.Background(), mostPrepared); err != nil {
			t.Fatal(err)
		}
		waiting := put(many)
		if len(waiting) != 0 {
			t.Fatal("a delivery is prepared though as many entries are held as may be")
		}
		s.prepared.Release(mostPrepared)
		if err := <-waiting; err != nil {
			t.Fatal(err)
		}
		if n := s.Stats().Items; n != len(many) {
			t.Errorf("%d items, want %d", n, len(many))
		}
		if !s.prepared.TryAcquire(mostPrepared) {
			t.Error("what was stored holds a share")
		}
	})
}
