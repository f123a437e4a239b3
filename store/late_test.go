package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
	"koreadesk/store/storetest"
)

// A schedule that waits to be written must not overwrite what the same source
// says after it: a 410 that is lost would have a gone feed asked for ever.
func TestAWaitingScheduleIsOlderThanWhatFollows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "one.db")
	s := storetest.OpenAt(t, path)
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	sources := []news.Source{{ID: "a", URL: "https://a.example/feed"}}
	if err := s.Configure(sources, now); err != nil {
		t.Fatal(err)
	}
	put := func(change func(*news.State)) {
		t.Helper()
		state, _ := s.State("a")
		change(&state)
		if _, err := s.Put(context.Background(), news.Delivery{Source: "a", At: now, State: state}); err != nil {
			t.Fatal(err)
		}
	}
	put(func(st *news.State) { st.Asked, st.ETag, st.Polled = sources[0].URL, `"1"`, now })
	put(func(st *news.State) { st.Next = now.Add(time.Hour) }) // waits
	put(func(st *news.State) { st.Stopped = true })

	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(copied, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := store.Open(copied, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if err := again.Configure(sources, now); err != nil {
		t.Fatal(err)
	}
	if st, _ := again.State("a"); !st.Stopped || !st.Next.Equal(now.Add(time.Hour)) {
		t.Errorf("after a crash: stopped %v, next %s", st.Stopped, st.Next)
	}
}
