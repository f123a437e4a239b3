package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
)

// tagged is entries whose titles carry tags.
func tagged(tags ...string) (out []news.Entry) {
	for n, tag := range tags {
		e := entry(n)
		e.Title += " #" + tag
		out = append(out, e)
	}
	return out
}

func settle(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "red", All: []string{"red"}}, {ID: "blue", All: []string{"blue"}}, {ID: "none", All: []string{"x"}}}
	es := tagged("red", "blue", "red")
	r.fetch("a", es...)
	same(t, "not entered yet", r.count(3)[0].Entered, false)
	set := r.settle()
	same(t, "items", set.Items, 3)
	sameList(t, "themes", set.Themes, "red", "blue")
	sameList(t, "red", r.in("red"), es[0].Title, es[2].Title)
	same(t, "nothing waits", r.settle().Items, 0)
	before := r.now
	left, err := r.s.Left("red", before.Add(-time.Hour), 9)
	if err != nil || len(left) != 0 {
		t.Errorf("left before any did: %+v, %v", left, err)
	}
	r.now = r.now.Add(time.Minute)
	es[0].Title = "zero article about harbour cranes #blue"
	r.fetch("a", es...)
	set = r.settle()
	sameList(t, "themes", set.Themes, "red", "blue")
	sameList(t, "red", r.in("red"), es[2].Title)
	sameList(t, "blue", r.in("blue"), es[0].Title, es[1].Title)
	places, err := r.s.Places("red", 0, 1)
	r.must(err)
	same(t, "left", places[0].Left, r.now)
	left, err = r.s.Left("red", before, 9)
	if err != nil || len(left) != 1 || left[0] != places[0] {
		t.Errorf("left: %+v, %v, not %+v", left, err, places[0])
	}
	for _, none := range []struct {
		since time.Time
		most  int
	}{{r.now, 9}, {before, 0}} {
		if left, err := r.s.Left("red", none.since, none.most); err != nil || len(left) != 0 {
			t.Errorf("left since %s, at most %d: %+v, %v", none.since, none.most, left, err)
		}
	}
	places, err = r.s.Places("blue", 1, 5)
	r.must(err)
	if len(places) != 1 || places[0].Why != news.WhyChanged || !places[0].Entered.Equal(r.now) {
		t.Errorf("entered by a change: %+v", places)
	}
	for rec, err := range r.s.Items(store.Query{Theme: "blue"}) {
		r.must(err)
		same(t, "entered", rec.Item.Entered, true)
		same(t, "score", rec.Verdict.Tags[0].Score, 0.5)
	}
	r.in("no such theme")
}

func settleInSteps(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}}
	r.fetch("a", entries(0, 10)...)
	e := entry(3)
	e.Title += " again"
	r.fetch("a", append(entries(0, 3), e)...)
	for _, want := range []int{4, 4, 3} { // the one that changed twice
		set, err := r.s.Settle(context.Background(), r.themes, r.judge, r.now, 4)
		r.must(err)
		same(t, "items", set.Items, want)
		same(t, "more", set.More, want == 4)
	}
	same(t, "each once", r.settle().Items, 0)
	_, err := r.s.Settle(context.Background(), r.themes, nil, r.now, 4)
	r.must(err)
	r.fetch("a", entry(20))
	_, err = r.s.Settle(context.Background(), r.themes,
		func([]news.Item, map[uint64][]news.Edit) []news.Verdict { return nil }, r.now, 4)
	if err == nil {
		t.Error("a judge without a verdict is believed")
	}
	r.settle()
}

func edits(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}, {ID: "red", All: []string{"red"}}}
	r.fetch("a", entries(0, 3)...)
	r.settle()
	i := r.count(3)[1]
	hide, err := r.s.AddEdit(news.Edit{Act: news.ActHide, Item: i.ID, Who: "kim", When: r.now, Why: "twice"})
	r.must(err)
	set := r.settle()
	same(t, "only the edited item", set.Items, 1)
	sameList(t, "themes", set.Themes, "all")
	same(t, "hidden", len(r.in("all")), 2)
	_, err = r.s.AddEdit(news.Edit{Act: news.ActTag, Value: "red", Item: i.ID, Who: "kim", When: r.now})
	r.must(err)
	r.now = r.now.Add(time.Hour)
	_, err = r.s.AddEdit(news.Edit{Act: news.ActUnhide, Item: i.ID, Who: "lee", When: r.now})
	r.must(err)
	same(t, "entered", r.settle().Entered, 2)
	places, err := r.s.Places("all", 3, 0)
	r.must(err)
	if len(places) != 1 || places[0].Why != news.WhyEdit || !places[0].Entered.Equal(r.now) {
		t.Errorf("back by an edit: %+v", places)
	}
	of, err := r.s.Edits(i.ID)
	r.must(err)
	if len(of) != 3 || of[0] != hide || of[2].Who != "lee" || of[1].N != 2 {
		t.Errorf("edits: %+v", of)
	}
	all, err := r.s.Edits("")
	r.must(err)
	same(t, "all", len(all), 3)
	if _, err := r.s.AddEdit(news.Edit{Act: news.ActHide, Item: "tag:" + Authority + ":item/zzzz"}); !errors.Is(err, store.ErrNoItem) {
		t.Errorf("edit of nothing: %v", err)
	}
}

func clocks(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "published"}, {ID: "seen", Date: news.ClockFirstSeen}, {ID: "approved", Date: news.ClockApproved}}
	r.fetch("a", entry(5))
	r.settle()
	r.fetch("a", entry(5), entry(3))
	future := entry(1)
	future.Published = r.now.Add(48 * time.Hour)
	r.fetch("a", entry(5), entry(3), future)
	r.now = r.now.Add(time.Hour)
	r.settle()
	by := func(theme string) (at []time.Time) {
		for m, err := range r.s.Newest(theme) {
			r.must(err)
			at = append(at, m.At)
		}
		return at
	}
	seen := func(n int) time.Time { return r.now.Add(-time.Duration(n) * time.Hour) }
	for theme, want := range map[string][]time.Time{
		"published": {seen(1), entry(3).Published, entry(5).Published},
		"seen":      {seen(1), seen(2), seen(3)},
		"approved":  {r.now, r.now, entry(5).Published},
	} {
		if got := by(theme); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %v, want %v", theme, got, want)
		}
	}
}

func touched(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}}
	r.fetch("a", entries(0, 5)...)
	r.settle()
	since := r.now
	e := entry(4)
	e.Title += " moved"
	r.fetch("a", append(entries(0, 4), e, entry(9))...)
	r.settle()
	var got []string
	for m, err := range r.s.Touched("all", since) {
		r.must(err)
		same(t, "touched", m.Touched, r.now)
		same(t, "source", m.Source, "a")
		got = append(got, r.title(m.Item))
	}
	slices.Sort(got)
	sameList(t, "touched", got, e.Title, entry(9).Title)
}

// What entered on its own date comes between what changed, each once, the latest
// first; however many there are, and wherever reading breaks off.
func touchedLong(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}}
	es := entries(0, 400)
	r.fetch("a", es...)
	r.settle()
	for n := 0; n < len(es); n += 3 {
		es[n].Title += " moved"
	}
	r.fetch("a", es...)
	r.settle()
	for _, since := range []time.Time{r.now, es[50].Published, es[399].Published} {
		want := 134 // those that moved
		for n, e := range es {
			if n%3 != 0 && !e.Published.Before(since) {
				want++
			}
		}
		seen, last := make(map[uint64]bool), r.now
		for m, err := range r.s.Touched("all", since) {
			r.must(err)
			if seen[m.Item] || m.Touched.After(last) || m.Touched.Before(since) {
				t.Fatalf("item %d of %s follows %s, or comes again", m.Item, m.Touched, last)
			}
			seen[m.Item], last = true, m.Touched
		}
		same(t, "touched", len(seen), want)
	}
}
