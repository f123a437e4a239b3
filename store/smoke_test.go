package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"koreadesk/news"
)

func TestSmoke(t *testing.T) {
	path := filepath.Join(t.TempDir(), "k.db")
	s, err := Open(path, Options{Authority: "example.org,2026", Create: true})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
	if err := s.Configure([]news.Source{{ID: "a", URL: "https://a.example/feed"}}, now); err != nil {
		t.Fatal(err)
	}
	var es []news.Entry
	for n := range 35 {
		es = append(es, news.Entry{GUID: fmt.Sprint("g", n), Link: fmt.Sprintf("https://a.example/%d", n), Title: fmt.Sprint("Title number ", n), Summary: "Some words",
			Content: news.Raw{Markup: "<p>Some words</p>", Kind: news.HTML}})
	}
	st := s.Claim(now, Ask{})
	if len(st) != 1 {
		t.Fatal(st)
	}
	st[0].Next = now.Add(time.Hour)
	r, err := s.Put(context.Background(), news.Delivery{Source: "a", At: now, Fresh: true, State: st[0], Entries: es})
	t.Log(r, err)
	themes := []news.Theme{{ID: "all"}}
	judge := func(items []news.Item, edits map[uint64][]news.Edit) (vs []news.Verdict) {
		for _, i := range items {
			vs = append(vs, news.Judge(i, nil, edits[i.Num], themes))
		}
		return vs
	}
	set, err := s.Settle(context.Background(), themes, judge, now, 0)
	t.Log(set, err)
	r, err = s.Put(context.Background(), news.Delivery{Source: "a", At: now.Add(time.Hour), Fresh: true, State: st[0], Entries: es})
	t.Log(r, err)
	es[3].Title = "Another one altogether"
	r, err = s.Put(context.Background(), news.Delivery{Source: "a", At: now.Add(time.Hour), Fresh: true, State: st[0], Entries: es})
	t.Log(r, err)
	set, err = s.Settle(context.Background(), themes, judge, now, 0)
	t.Log(set, err)
	ch, err := s.Regenerate(context.Background(), "r2", append(themes, news.Theme{ID: "new"}), judge, now, nil)
	t.Log(ch, err)
	n := 0
	for m, err := range s.Newest("all") {
		if err != nil {
			t.Fatal(err)
		}
		n++
		_ = m
	}
	t.Log(n, s.Stats())
	for r, err := range s.Items(Query{Most: 1}) {
		t.Logf("%+v %v", r, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
