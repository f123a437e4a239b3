package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
	"koreadesk/store/storetest"
)

// Many items that wait are settled in several transactions. Whatever happens after
// each of them, the file is sound, and settling again ends where one that nothing
// came between does.
func TestSettleBrokenOff(t *testing.T) {
	themes := []news.Theme{{ID: "all"}, {ID: "few"}}
	judge := func(items []news.Item, edits map[uint64][]news.Edit) (out []news.Verdict) {
		for _, i := range items {
			v := news.Verdict{Item: i.Num, Themes: []string{"all", "few"}}
			if i.Num%3 != 0 {
				v.Themes = v.Themes[:1]
			}
			out = append(out, v)
		}
		return out
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "koreadesk.db")
	s, err := store.Open(path, store.Options{Authority: storetest.Authority, Create: true}.Portions(2))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Configure([]news.Source{{ID: "a"}}, morning); err != nil {
		t.Fatal(err)
	}
	var es []news.Entry
	for n := range 11 { // dates in no order
		es = append(es, news.Entry{GUID: fmt.Sprint(n), Title: fmt.Sprint("Tide table ", n), Published: morning.Add(-time.Duration(n*7%11) * time.Hour)})
	}
	for _, es := range [][]news.Entry{es[:5], es} { // what comes with the second is news
		if _, err := s.Put(context.Background(), news.Delivery{Source: "a", At: morning, Fresh: true, Entries: es}); err != nil {
			t.Fatal(err)
		}
	}
	settle := func(s *store.Store) store.Settled {
		t.Helper()
		got, err := s.Settle(context.Background(), themes, judge, morning.Add(time.Hour), 100)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	var images []string
	s.OnCommit(func() {
		images = append(images, filepath.Join(dir, fmt.Sprint(len(images), ".db")))
		store.CopyFile(t, path, images[len(images)-1])
	})
	if got := settle(s); got.Items != 11 || got.Entered != 14 || got.More || !reflect.DeepEqual(got.Themes, []string{"all", "few"}) {
		t.Errorf("settled %+v", got)
	}
	s.OnCommit(nil)
	storetest.Sound(t, s)
	want := members(t, s)
	if len(images) < 8 {
		t.Fatalf("%d transactions", len(images))
	}
	for n, image := range images {
		s, err := store.Open(image, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		storetest.Sound(t, s)
		settle(s)
		storetest.Sound(t, s)
		if got := members(t, s); !reflect.DeepEqual(got, want) {
			t.Errorf("after transaction %d: %v, not %v", n+1, got, want)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// members are the items of both themes by both indexes.
func members(t *testing.T, s *store.Store) (nums [][]uint64) {
	t.Helper()
	for _, theme := range []string{"all", "few"} {
		for _, index := range []func() (of []uint64, err error){
			func() (of []uint64, err error) {
				for m, e := range s.Newest(theme) {
					of, err = append(of, m.Item), e
				}
				return of, err
			},
			func() (of []uint64, err error) {
				for m, e := range s.Touched(theme, time.Unix(0, 0)) {
					of, err = append(of, m.Item), e
				}
				return of, err
			},
		} {
			of, err := index()
			if err != nil {
				t.Error(err)
			}
			nums = append(nums, of)
		}
	}
	return nums
}
