package storetest

import (
	"context"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
)

const day = 24 * time.Hour

// list is entries of which the first is the newest, without some.
func list(from, to int, without ...int) (out []news.Entry) {
	for n := from; n < to; n++ {
		gone := false
		for _, w := range without {
			gone = gone || w == n
		}
		if !gone {
			out = append(out, entry(n))
		}
	}
	return out
}

func withdrawn(t *testing.T, r *round) {
	r.themes = []news.Theme{{ID: "keep"}, {ID: "hide", Withdrawn: true}}
	r.sources(news.Source{ID: "a"})
	r.fetch("a", list(0, 8)...)
	r.settle()
	item := r.count(8)[3]
	r.fetch("a", list(0, 8, 3)...)
	same(t, "at once", r.count(8)[3].Withdrawn.IsZero(), true)
	r.now = r.now.Add(day)
	r.fetch("a", list(0, 8, 3)...)
	same(t, "after a day", r.count(8)[3].Withdrawn, r.now)
	r.settle()
	same(t, "kept in", len(r.in("keep")), 8)
	same(t, "hidden from", len(r.in("hide")), 7)
	same(t, "new", r.fetch("a", list(0, 8)...).New, 0)
	r.settle()
	back := r.count(8)[3]
	same(t, "it is back", back.Withdrawn.IsZero(), true)
	same(t, "updated", back.Updated, item.Updated)
	same(t, "in again", len(r.in("hide")), 8)
	for m, err := range r.s.Newest("hide") {
		r.must(err)
		if m.Item == back.Num {
			same(t, "entered", m.Entered, item.Date())
		}
	}
}

// What reaches the end of the list, is gone for an hour, or goes together with
// most of the list was not taken back.
func notWithdrawn(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b", Missing: 1})
	r.fetch("a", list(1, 9)...)
	r.fetch("a", list(0, 8)...)
	r.fetch("a", list(0, 8, 3)...)
	r.fetch("a", list(0, 8)...)
	for range 3 {
		r.now = r.now.Add(day)
		r.fetch("a", list(0, 8)...)
	}
	r.fetch("a", list(0, 8, 2)...)
	r.now = r.now.Add(day)
	r.fetch("a", list(0, 2)...) // its neighbours are gone as well
	for range 2 {
		r.now = r.now.Add(day)
		r.fetch("a", list(0, 8, 1, 2, 3, 4, 5)...)
	}
	for _, i := range r.all() {
		same(t, i.Title, i.Withdrawn.IsZero(), true)
	}
	r.fetch("b", list(20, 26)...)
	r.fetch("b", list(20, 26, 22)...)
	r.fetch("b", list(20, 26, 22)...)
	same(t, "another time to wait", r.find(r.titled(entry(22).Title).ID).Withdrawn.IsZero(), false)
}

// What reaches the end of the list before an entry that an editor made part of
// another item, which is listed still, was not taken back either.
func notWithdrawnBesideMerged(t *testing.T, r *round) {
	r.themes = []news.Theme{{ID: "all"}}
	r.sources(news.Source{ID: "a"})
	es := entries(0, 8)
	es[6].Published = es[5].Published
	r.fetch("a", es...)
	r.settle()
	_, err := r.s.Merge(r.titled(es[2].Title).ID, r.titled(es[7].Title).ID, r.by(""))
	r.must(err)
	r.settle()
	for range 2 {
		r.fetch("a", es[:6]...)
		r.now = r.now.Add(2 * day)
	}
	for _, i := range r.all() {
		same(t, i.Title, i.Withdrawn.IsZero(), true)
	}
}

func (r *round) titled(title string) news.Item {
	r.t.Helper()
	for _, i := range r.all() {
		if i.Title == title {
			return i
		}
	}
	r.t.Fatalf("no item %q", title)
	return news.Item{}
}

func (r *round) prune(keep ...uint64) int {
	r.t.Helper()
	n, err := r.s.Prune(context.Background(), store.Retention{Items: 400 * day, Rejected: 30 * day, Keep: func(num uint64) bool {
		for _, k := range keep {
			if k == num {
				return true
			}
		}
		return false
	}}, r.now)
	r.must(err)
	Sound(r.t, r.s)
	return n
}

// What was forgotten and is listed still does not come back when it was given
// another title since and its site moves.
func forgottenRetitled(t *testing.T, r *round) {
	r.themes = []news.Theme{{ID: "red", All: []string{"red"}}}
	r.sources(news.Source{ID: "a"})
	es := entries(0, 8)
	r.fetch("a", es...)
	r.settle()
	r.now = r.now.Add(31 * day)
	same(t, "forgotten", r.prune(), 8)
	es[3].Title = "A headline of its own, on ferries"
	same(t, "new", r.fetch("a", es...).New, 0)
	for n := range es {
		es[n] = move(es[n])
	}
	same(t, "new after the move", r.fetch("a", es...).New, 0)
	r.count(0)
}

func forgotten(t *testing.T, r *round) {
	r.themes = []news.Theme{{ID: "red", All: []string{"red"}}}
	r.sources(news.Source{ID: "a"})
	red := entry(1)
	red.Title += " #red"
	r.fetch("a", entry(0), red, entry(2), entry(3))
	same(t, "unsettled", r.prune(), 0)
	r.settle()
	kept, id := r.count(4)[2].Num, r.count(4)[0].ID
	r.now = r.now.Add(29 * day)
	same(t, "too early", r.prune(kept), 0)
	r.now = r.now.Add(2 * day)
	same(t, "rejected", r.prune(kept), 2)
	r.count(2)
	if _, err := r.s.Find(id); err == nil {
		t.Error("a forgotten item was found")
	}
	again := entry(0)
	again.Summary += " And another sentence."
	same(t, "new", r.fetch("a", again, red, entry(2), entry(3)).New, 0)
	r.now = r.now.Add(400 * day)
	same(t, "old", r.prune(kept), 1)
	same(t, "theme", len(r.in("red")), 0)
	items := r.count(1)
	same(t, "kept", items[0].Num, kept)

	// It does not come back while it is listed, nor for 400 days after.
	again.Summary += " And one more."
	same(t, "new", r.fetch("a", again, entry(5)).New, 1)
	r.fetch("a", entry(5))
	r.settle()
	r.now = r.now.Add(399 * day)
	r.prune(kept)
	same(t, "new", r.fetch("a", again, entry(5)).New, 0)
	r.fetch("a", entry(5))
	r.now = r.now.Add(401 * day)
	r.prune(kept)
	same(t, "new", r.fetch("a", again, entry(5)).New, 1)
	same(t, "with its id", r.titled(again.Title).ID, id)
	r.settle()
}

// A merged item goes with its survivor.
func forgottenMerged(t *testing.T, r *round) {
	one, other := r.two()
	_, err := r.s.Merge(one.ID, other.ID, r.by(""))
	r.must(err)
	r.settle()
	r.now = r.now.Add(100 * day)
	same(t, "in a theme", r.prune(), 0)
	r.now = r.now.Add(301 * day)
	same(t, "old", r.prune(), 1)
	r.count(0)
	changed := entry(2)
	changed.GUID, changed.Link, changed.Summary = "b-2", "https://b.example/2", "Another summary of it."
	same(t, "new", r.fetch("b", changed).New, 0)
}

// What was forgotten does not come back when its site moves, nor when it is told
// otherwise under its new names.
func forgottenMoved(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.fetch("a", entries(0, 6)...)
	r.settle()
	r.now = r.now.Add(31 * day)
	same(t, "forgotten", r.prune(), 6)
	var moved []news.Entry
	for _, e := range entries(0, 6) {
		moved = append(moved, move(e))
	}
	same(t, "moved", r.fetch("a", moved...).New, 0)
	moved[2].Title, moved[2].Summary = "Another headline", "Another text that nobody has seen."
	same(t, "told otherwise", r.fetch("a", moved...).New, 0)
	r.count(0)
}
