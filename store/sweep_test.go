package store

import (
	"context"
	"runtime"
	"sync"
	"testing"
	"time"

	"koreadesk/news"
)

// The names of what was forgotten long ago are removed in several transactions.
// What a source lists again between two of them keeps its names.
func TestListedAgainWhileNamesAreRemoved(t *testing.T) {
	s := reopen(t, stocked(t, 6))
	defer s.Close()
	put := func(at time.Time, es ...news.Entry) news.Receipt {
		t.Helper()
		r, err := s.Put(context.Background(), news.Delivery{Source: "a", At: at, Fresh: true, Entries: es})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	n, err := s.Prune(context.Background(), Retention{Items: time.Hour, Rejected: time.Hour}, noon.AddDate(0, 0, 2))
	if n != 6 || err != nil {
		t.Fatalf("%d items forgotten, %v", n, err)
	}
	put(noon.AddDate(0, 0, 3), article(10)) // which lists none of them
	later := noon.AddDate(0, 0, 500)
	var once sync.Once
	listed := make(chan struct{})
	s.committed = func() {
		once.Do(func() {
			go func() {
				put(later, article(1), article(10))
				close(listed)
			}()
			for !s.writer.waits() { // the delivery comes before the next of the sweep
				runtime.Gosched()
			}
		})
	}
	ages := 10000 * 24 * time.Hour
	if _, err := s.Prune(context.Background(), Retention{Items: ages, Rejected: ages}, later); err != nil {
		t.Fatal(err)
	}
	<-listed
	again := article(1)
	again.Title = "Ferry timetable, now in two colours"
	if r := put(later.Add(time.Hour), again, article(10)); r.New != 0 {
		t.Errorf("%d items came back as new", r.New)
	}
	if r := put(later.Add(2*time.Hour), article(2), again, article(10)); r.New != 1 {
		t.Errorf("%d items are new, want the one whose time is over", r.New)
	}
}

func (w *writer) waits() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.waiting) > 0
}
