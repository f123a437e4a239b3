package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
	"koreadesk/store/storetest"
)

// What an operator changes of a source's state is due at once, and stands in
// the file.
func TestAmend(t *testing.T) {
	path := filepath.Join(t.TempDir(), "d.db")
	s := storetest.OpenAt(t, path)
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	if err := s.Configure([]news.Source{{ID: "a"}, {ID: "b"}}, now); err != nil {
		t.Fatal(err)
	}
	gone := news.State{Stopped: true, ETag: `"1"`, Failures: 1, Trouble: news.Trouble{Kind: "http", Status: 410}, Next: now.Add(24 * time.Hour)}
	if _, err := s.Put(context.Background(), news.Delivery{Source: "a", At: now, State: gone}); err != nil {
		t.Fatal(err)
	}
	again := func(st news.State) news.State {
		st.Stopped, st.Next = false, now
		return st
	}
	st, err := s.Amend("a", again)
	if err != nil || st.Stopped || st.Source != "a" || st.ETag != `"1"` {
		t.Fatalf("amended: %+v, %v", st, err)
	}
	due := s.Claim(now, store.Ask{Sources: []string{"a"}})
	if len(due) != 1 || due[0].Stopped {
		t.Errorf("due: %+v", due)
	}
	s.Release("a")
	if _, err := s.Amend("nobody", again); !errors.Is(err, store.ErrNoSource) {
		t.Errorf("an unknown source: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s = storetest.OpenAt(t, path)
	if err := s.Configure([]news.Source{{ID: "a"}, {ID: "b"}}, now); err != nil {
		t.Fatal(err)
	}
	if st, _ := s.State("a"); st.Stopped || !st.Next.Equal(now) || st.Failures != 1 {
		t.Errorf("after a restart: %+v", st)
	}
}
