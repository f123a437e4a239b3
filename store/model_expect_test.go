package store_test

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"koreadesk/news"
	"koreadesk/store"
	"koreadesk/store/storetest"
	"koreadesk/store/story"
)

// fetch delivers what a source prints now and does to the model what ought to
// become of it.
func (w *world) fetch(source string) {
	var es []news.Entry
	var want news.Receipt
	for _, p := range w.window(source) {
		es = append(es, p.entry())
		w.expect(source, p, &want)
	}
	got := w.deliver(source, true, es)
	w.heard[source] = es
	if got.New != want.New || got.Joined != want.Joined || got.Updated != want.Updated {
		w.t.Fatalf("fetch of %s: %+v, want %+v", source, got, want)
	}
}

func (w *world) expect(source string, p *piece, want *news.Receipt) {
	if w.seen[source] == nil {
		w.seen[source] = make(map[*piece]string)
	}
	last, known := w.seen[source][p]
	w.seen[source][p] = p.words
	r := w.of[p]
	switch {
	case known && last == p.words:
	case known && r.lead == source:
		r.title, r.told, r.updated = title(p), telling(source, p), w.now.Truncate(time.Second)
		r.version++
		want.Updated++
	case known:
	case w.best(source, p) != nil:
		r = w.best(source, p)
		w.of[p] = r
		want.Joined++
		if r.sources[source] {
			break
		}
		r.sources[source] = true
		if slices.Index(w.sources, source) > slices.Index(w.sources, r.lead) && !r.entered {
			r.lead, r.title, r.told = source, title(p), telling(source, p)
		}
	default:
		r = &record{n: p.n, title: title(p), told: telling(source, p), lead: source, updated: p.printed, sources: map[string]bool{source: true}}
		w.of[p] = r
		w.order = append(w.order, r)
		want.New++
	}
}

func telling(source string, p *piece) story.Telling {
	return story.Telling{Title: title(p), Text: p.words, Link: p.link, Published: p.printed, Source: source}
}

// best is the record a piece new to its source matches best, of all there are.
func (w *world) best(source string, p *piece) (found *record) {
	share := -1.0
	for _, r := range w.order {
		if r.n != p.n {
			continue
		}
		if m := story.Compare(telling(source, p), r.told); m.Decision == story.Same && m.Share > share {
			found, share = r, m.Share
		}
	}
	return found
}

func title(p *piece) string { return fmt.Sprintf("Report %d on %s", p.n, p.words) }

func plain(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, `"`, "")), " ")
}

func (w *world) judge(items []news.Item, edits map[uint64][]news.Edit) (out []news.Verdict) {
	for _, i := range items {
		scores := []news.Score{{Tag: i.Categories[0].Term, Score: 1}}
		out = append(out, news.Judge(i, scores, edits[i.Num], []news.Theme{w.theme}))
	}
	return out
}

func (w *world) settle(most int) {
	for {
		got, err := w.s.Settle(context.Background(), []news.Theme{w.theme}, w.judge, w.now, most)
		w.must(err)
		if most != 0 || !got.More {
			break
		}
	}
	w.noteEntered()
}

// noteEntered takes from the ledger which titles are frozen now, and sees that
// no line of it was rewritten.
func (w *world) noteEntered() {
	places, err := w.s.Places("theme", 0, 0)
	w.must(err)
	for n, old := range w.places {
		now := places[n]
		if !old.Left.IsZero() && now != old || now.Item != old.Item || !now.Entered.Equal(old.Entered) || now.Why != old.Why {
			w.t.Fatalf("ledger line %+v has become %+v", old, now)
		}
	}
	w.places = places
	for _, p := range places {
		if r := w.numbered(p.Item); r != nil {
			r.entered = true
		}
	}
}

func (w *world) regenerate() {
	w.theme.Any = [][]string{nil, {"red"}, {"blue"}}[w.r.IntN(3)]
	w.theme.Date = []news.Clock{news.ClockPublished, news.ClockFirstSeen, news.ClockApproved}[w.r.IntN(3)]
	w.rules++
	_, err := w.s.Regenerate(context.Background(), fmt.Sprint("v", w.rules), []news.Theme{w.theme}, w.judge, w.now, nil)
	w.must(err)
	w.noteEntered()
}

func (w *world) edit() {
	if len(w.order) == 0 {
		return
	}
	w.compare() // so that the ids are known
	r := w.order[w.r.IntN(len(w.order))]
	act := news.ActHide
	if r.hidden {
		act = news.ActUnhide
	}
	r.hidden = !r.hidden
	r.judged = true
	_, err := w.s.AddEdit(news.Edit{Act: act, Item: r.id, Who: "kim", When: w.now})
	w.must(err)
}

// crash goes on with a copy of the file taken while it is open, as after a
// kill: all that a call has returned from must be in it.
func (w *world) crash() {
	if w.r.IntN(2) == 0 {
		w.must(w.s.Close())
		w.open()
		return
	}
	from, err := os.Open(w.path)
	w.must(err)
	w.path = filepath.Join(w.t.TempDir(), "copy.db")
	to, err := os.Create(w.path)
	w.must(err)
	_, err = io.Copy(to, from)
	w.must(err)
	from.Close()
	w.must(to.Close())
	w.s.OnCommit(nil) // what it still writes is lost
	w.must(w.s.Close())
	w.open()
}

// compare holds the store against the model.
func (w *world) compare() {
	w.t.Helper()
	storetest.Sound(w.t, w.s)
	n := len(w.order)
	for rec, err := range w.s.Items(store.Query{}) {
		w.must(err)
		if n--; n < 0 {
			w.t.Fatalf("an item too many: %q", rec.Item.Title)
		}
		r, i := w.order[n], rec.Item
		if r.id == "" || !r.judged {
			r.id = i.ID // until somebody could see it, it may become an earlier source's
		}
		r.judged = r.judged || rec.Verdict.Item != 0
		sources := slices.Sorted(slices.Values(i.Sources()))
		if i.ID != r.id || plain(i.Title) != r.title || i.Source != r.lead || i.Version != r.version ||
			!i.Updated.Equal(r.updated) || i.Entered != r.entered || !slices.Equal(sources, slices.Sorted(maps.Keys(r.sources))) {
			w.t.Fatalf("item %d\n%+v\nought to be\n%+v", i.Num, i, r)
		}
	}
	if n != 0 {
		w.t.Fatalf("%d items are missing", n)
	}
	stats := w.s.Stats()
	if stats.Lag > 0 {
		return
	}
	for rec, err := range w.s.Items(store.Query{}) {
		w.must(err)
		want := !w.numbered(rec.Item.Num).hidden && w.theme.Takes([]string{rec.Item.Categories[0].Term})
		if got := len(rec.Verdict.Themes) == 1; got != want {
			w.t.Fatalf("item %d in the theme: %v, want %v", rec.Item.Num, got, want)
		}
	}
}

// numbered is the record of a number; nil is that of an item a split made.
func (w *world) numbered(num uint64) *record {
	at := int(num) - 1
	for _, n := range w.spent {
		switch {
		case n == num:
			return nil
		case n < num:
			at--
		}
	}
	return w.order[at]
}

// reconsider merges two stories, or splits one, and takes it back after whatever
// may come between: all is as it was.
func (w *world) reconsider() {
	w.settle(0)
	w.compare() // so that the ids are known
	if len(w.order) < 2 {
		return
	}
	by := news.Edit{Who: "kim", When: w.now}
	one, other := w.order[w.r.IntN(len(w.order))], w.order[w.r.IntN(len(w.order))]
	var e news.Edit
	var err error
	if found, _ := w.s.Find(one.id); len(one.sources) > 1 && w.r.IntN(2) == 0 {
		for _, seen := range found.Item.Sightings {
			if seen.Source != one.lead {
				if e, err = w.s.Split(one.id, seen.Source, by); err == nil {
					made, err := w.s.Find(e.Value)
					w.must(err)
					w.spent = append(w.spent, made.Item.Num)
				}
				break
			}
		}
	} else if one != other {
		e, err = w.s.Merge(one.id, other.id, by)
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
	_, err = w.s.UndoStory(e.N, by)
	w.must(err)
	w.settle(0)
}
