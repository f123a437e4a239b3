package store

import (
	"context"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"koreadesk/news"
)

// After a full disk the file is not writable as long as a delivery would not
// fit, whatever small thing did, and is again soon after there is room, though
// nothing comes to be stored.
func TestRoomIsLookedFor(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koreadesk.db")
	synctest.Test(t, func(t *testing.T) {
		s := reopen(t, path)
		defer s.Close()
		deliver(t, s, article(0))
		room := func(most int) { // under a lock that the writer takes before it writes
			s.writer.mu.Lock()
			defer s.writer.mu.Unlock()
			s.db.MaxSize = most
		}
		room(1)
		var many []news.Entry
		for n := range 400 {
			many = append(many, article(n))
		}
		_, err := s.Put(context.Background(), news.Delivery{Source: "a", At: noon, Fresh: true, Entries: many, State: news.State{Next: noon}})
		if err == nil || s.Ping() == nil {
			t.Fatalf("put %v, ping %v; want errors", err, s.Ping())
		}
		_, err = s.Put(context.Background(), news.Delivery{Source: "a", At: noon, State: news.State{ETag: `"2"`, Next: noon}})
		if err != nil {
			t.Fatalf("a small change does not fit: %v", err)
		}
		time.Sleep(2 * probeAfter)
		synctest.Wait()
		if s.Ping() == nil {
			t.Error("a small change that fitted made the file writable")
		}
		room(0)
		time.Sleep(probeAfter)
		synctest.Wait()
		if err := s.Ping(); err != nil {
			t.Errorf("%s after there is room: %v", probeAfter, err)
		}
		if problems, err := s.Check(context.Background()); err != nil || len(problems) > 0 {
			t.Errorf("check: %v, %v", problems, err)
		}
	})
}
