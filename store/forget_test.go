package store

import (
	"context"
	"testing"
	"time"

	"koreadesk/news"
)

// A theme whose record is damaged keeps a forgotten item in no other.
func TestForgottenItemLeavesThemesBesideADamagedOne(t *testing.T) {
	path := stocked(t, 1)
	s := reopen(t, path)
	themes := []news.Theme{{ID: "all"}, {ID: "boats"}}
	judge := func(items []news.Item, edits map[uint64][]news.Edit) (out []news.Verdict) {
		for _, i := range items {
			out = append(out, news.Judge(i, nil, edits[i.Num], themes))
		}
		return out
	}
	if _, err := s.Regenerate(context.Background(), "v2", themes, judge, noon, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, path, []byte("all"), bucketThemes)
	s = reopen(t, path)
	defer s.Close()
	stays := func() (n int) {
		for _, err := range s.Newest("boats") {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		return n
	}
	if n := stays(); n != 1 {
		t.Fatalf("%d items are in the theme", n)
	}
	n, err := s.Prune(context.Background(), Retention{Items: time.Hour, Rejected: time.Hour}, noon.AddDate(2, 0, 0))
	if n != 1 || err != nil {
		t.Fatalf("%d items forgotten, %v", n, err)
	}
	if n := stays(); n != 0 {
		t.Errorf("%d forgotten items are in the theme", n)
	}
}
