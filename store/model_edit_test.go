package store_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"koreadesk/news"
	"koreadesk/store"
	"koreadesk/store/storetest"
)

// standing is one of the records that an editor may decide on, nil for none. All
// is settled, and ids are known, when it returns.
func (w *world) standing() *record {
	w.settle(0)
	w.compare()
	var all []*record
	for _, r := range w.order {
		if r.stands() {
			all = append(all, r)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all[w.r.IntN(len(all))]
}

func (w *world) by() news.Edit { return news.Edit{Who: "kim", When: w.now.Truncate(time.Second)} }

// edit hides, shows, tags, untags, or takes a decision back.
func (w *world) edit() {
	r := w.standing()
	if r == nil {
		return
	}
	e := w.by()
	e.Item = r.id
	switch n := w.r.IntN(6); {
	case n == 0 && len(r.edits) > 0:
		e.Act, e.Value = news.ActUndo, fmt.Sprint(r.edits[w.r.IntN(len(r.edits))].N)
	case n < 4:
		e.Act = []news.Act{news.ActHide, news.ActUnhide}[n%2]
	default:
		e.Act, e.Value = []news.Act{news.ActTag, news.ActUntag}[n%2], []string{"red", "blue"}[w.r.IntN(2)]
	}
	done, err := w.s.AddEdit(e)
	w.must(err)
	r.edits, r.judged = append(r.edits, done), true
}

// merge makes two items one for good: the one that was in a feed stays.
func (w *world) merge() {
	one, other := w.standing(), w.standing()
	if one == nil || one == other {
		return
	}
	e, err := w.s.Merge(one.id, other.id, w.by())
	w.must(err)
	keep, gone := one, other
	if e.Item == other.id {
		keep, gone = other, one
	}
	if e.Item != keep.id || e.Value != gone.id || gone.entered && !keep.entered {
		w.t.Fatalf("%+v was merged into %+v: %+v", gone, keep, e)
	}
	gone.into, keep.judged, gone.judged = keep, true, true
	maps.Copy(keep.sources, gone.sources)
	keep.sent = keep.sent || gone.sent
}

// keepApart says of two items that they are two stories.
func (w *world) keepApart() {
	one, other := w.standing(), w.standing()
	if one == nil || one == other {
		return
	}
	pair := [2]uint64{min(one.num, other.num), max(one.num, other.num)}
	e, err := w.s.Apart(one.id, other.id, w.by())
	if w.apart[pair] == (err == nil) {
		w.t.Fatalf("%v apart: %v, %v", pair, w.apart[pair], err)
	}
	if one.judged, other.judged = true, true; err != nil {
		return
	}
	if w.apart[pair] = true; w.r.IntN(3) == 0 {
		_, err := w.s.UndoStory(e.N, w.by())
		w.must(err)
		delete(w.apart, pair)
	}
}

// within are a record and all that was made part of it.
func (w *world) within(r *record) []*record {
	all := []*record{r}
	for _, other := range w.order {
		if other.into == r {
			all = append(all, w.within(other)...)
		}
	}
	return all
}

// prune forgets what is old, and sooner what is in no theme.
func (w *world) prune() {
	kept := w.standing()
	if kept == nil {
		return
	}
	retain := store.Retention{Items: 4 * 24 * time.Hour, Rejected: 20 * time.Hour, Keep: func(num uint64) bool { return num == kept.num }}
	want := 0
	for _, r := range w.order {
		age := w.now.Sub(r.first)
		if r.stands() && r != kept && (age >= retain.Items || age >= retain.Rejected && !w.takes(r)) {
			want++
			for _, part := range w.within(r) {
				part.gone = true
			}
		}
	}
	got, err := w.s.Prune(context.Background(), retain, w.now)
	w.must(err)
	if got != want {
		w.t.Fatalf("%d items were forgotten, want %d", got, want)
	}
	w.compare()
}

// takeDown erases an item: out of issues too.
func (w *world) takeDown() {
	r := w.standing()
	if r == nil || w.r.IntN(2) == 0 {
		return
	}
	_, err := w.s.Takedown(r.id, w.by())
	w.must(err)
	for _, part := range w.within(r) {
		part.title, part.erased, part.judged = "", true, true
		w.blocks = append(w.blocks, part)
		names, err := w.s.Issues("theme")
		w.must(err)
		for _, name := range names {
			issue, err := w.s.Issue("theme", name)
			w.must(err)
			if strings.Contains(string(issue.Body("")), part.id) {
				w.t.Fatalf("issue %s still tells %s", name, part.id)
			}
		}
	}
}

// takeBack has a source take an entry out of the middle of its list, and maybe
// put it back.
func (w *world) takeBack(source string) {
	w.fetch(source)
	window := w.window(source)
	if len(window) < 5 {
		return
	}
	at := 1 + w.r.IntN(len(window)-2)
	p := window[at]
	rest := slices.Delete(slices.Clone(w.printed[source]), at, at+1)
	r, around := w.of[p], rest[:min(len(rest), len(window))] // one more comes into view
	older, newer := false, false
	for _, q := range around {
		older, newer = older || !q.printed.After(p.printed), newer || !q.printed.Before(p.printed)
		if !r.stands() || r.lead != source || slices.Contains(w.within(r), w.of[q]) || !older && !newer {
			return
		}
	}
	w.printed[source] = rest
	r.dropped = true
	w.fetch(source)
	w.now = w.now.Add(25 * time.Hour)
	w.fetch(source)
	if got := w.held(r); r.id != "" && older && newer && got.Withdrawn.IsZero() {
		w.t.Fatalf("%+v was taken back, but %+v", r, got)
	}
	if w.r.IntN(2) == 0 {
		return
	}
	w.printed[source] = slices.Insert(slices.Clone(w.printed[source]), at, p)
	w.fetch(source)
	if got := w.held(r); r.id != "" && (got.ID == "" || !got.Withdrawn.IsZero()) {
		w.t.Fatalf("%+v is listed again, but %+v", r, got)
	}
}

// held is a record's item as the store holds it: by number, since the id of one
// that nobody could see yet may have become an earlier source's.
func (w *world) held(r *record) news.Item {
	records, err := w.s.Load([]uint64{r.num}, false)
	if w.must(err); len(records) == 0 {
		return news.Item{}
	}
	return records[0].Item
}

// send sends an issue of all that was in none.
func (w *world) send() {
	w.settle(0)
	w.compare()
	cutoff := w.now.Add(time.Second)
	places, err := w.s.Unsent("theme", time.Time{}, cutoff)
	w.must(err)
	if len(places) == 0 {
		return
	}
	w.issues++
	issue := news.Issue{Theme: "theme", Name: fmt.Sprintf("%03d", w.issues), Cutoff: cutoff, Files: []news.IssueFile{{}}}
	for _, p := range places {
		r := w.number[p.Item]
		if r == nil || r.sent || !r.stands() {
			w.t.Fatalf("%+v is to be sent: %+v", r, p)
		}
		r.sent = true
		issue.Items = append(issue.Items, r.id)
		issue.Files[0].Pieces = append(issue.Files[0].Pieces, news.Piece{Item: r.id, Text: r.id + r.title, Gone: "removed"})
	}
	w.must(w.s.Send(issue))
	if again, err := w.s.Unsent("theme", time.Time{}, cutoff); err != nil || len(again) > 0 {
		w.t.Fatalf("to be sent again: %+v, %v", again, err)
	}
}

// reconsider merges two stories, or splits one, and takes it back after whatever
// may come between: all is as it was.
func (w *world) reconsider() {
	one, other := w.standing(), w.standing()
	if one == nil || one == other {
		return
	}
	var e news.Edit
	var err error
	if found, _ := w.s.Find(one.id); len(one.sources) > 1 && w.r.IntN(2) == 0 {
		for _, seen := range found.Item.Sightings {
			if seen.Source != one.lead {
				if e, err = w.s.Split(one.id, seen.Source, w.by()); err == nil {
					w.last++ // it stays a number of its own
				}
				break
			}
		}
	} else {
		e, err = w.s.Merge(one.id, other.id, w.by())
	}
	if err != nil || e.N == 0 {
		return // the telling that is shown stays
	}
	one.judged, other.judged = true, true
	if w.r.IntN(2) == 0 {
		w.settle(0)
	}
	if w.r.IntN(2) == 0 {
		w.crash()
	}
	storetest.Sound(w.t, w.s)
	_, err = w.s.UndoStory(e.N, w.by())
	w.must(err)
	w.settle(0)
}
