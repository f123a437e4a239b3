package store

import (
	"context"
	"testing"

	"koreadesk/news"
)

// What was known of an item that is missing may be damaged: then it is watched
// anew, and not taken for withdrawn since the beginning of time.
func TestDamagedAbsenceIsWatchedAnew(t *testing.T) {
	path := stocked(t, 6)
	s := reopen(t, path)
	without := func(extra ...news.Entry) []news.Entry {
		var es []news.Entry
		for _, n := range []int{0, 1, 2, 4, 5} {
			es = append(es, article(n))
		}
		return append(es, extra...)
	}
	deliver(t, s, without()...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, path, nil, bucketMissing)
	s = reopen(t, path)
	defer s.Close()
	again := article(7)
	again.GUID = article(0).GUID // which stops being a key by that
	deliver(t, s, without(again)...)
	records, err := s.Load([]uint64{4}, false)
	if err != nil || len(records) != 1 {
		t.Fatalf("%d items, %v", len(records), err)
	}
	if at := records[0].Item.Withdrawn; !at.IsZero() {
		t.Errorf("it was taken back at %v", at)
	}
	if problems, err := s.Check(context.Background()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v, %v", problems, err)
	}
}
