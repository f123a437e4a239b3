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
	"koreadesk/news/text"
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
	case known && !r.stands(): // it is nobody's text any more, and does not come back
	case known && r.lead == source:
		r.title, r.told, r.updated = title(p), telling(source, p), w.now.Truncate(time.Second)
		r.version++
		want.Updated++
	case known:
	case w.blocked(source, p) != nil:
		w.of[p] = w.blocked(source, p)
	case w.best(source, p) != nil:
		r = w.best(source, p)
		w.of[p] = r
		if r.sources[source] {
			break
		}
		want.Joined++
		r.sources[source] = true
		if slices.Index(w.sources, source) > slices.Index(w.sources, r.lead) && !r.entered {
			r.lead, r.title, r.told = source, title(p), telling(source, p)
		}
	default:
		w.last++
		r = &record{num: w.last, n: p.n, title: title(p), told: telling(source, p), lead: source, tag: p.tag,
			first: w.now.Truncate(time.Second), updated: p.printed, sources: map[string]bool{source: true}}
		w.of[p], w.number[r.num] = r, r
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
		if r.n != p.n || !r.stands() {
			continue
		}
		if m := story.Compare(telling(source, p), r.told); m.Decision == story.Same && m.Share > share {
			found, share = r, m.Share
		}
	}
	return found
}

// blocked is what was taken down and says the same.
func (w *world) blocked(source string, p *piece) *record {
	sign := telling(source, p).Sign()
	for _, r := range w.blocks {
		if r.told.Sign().Repeats(sign) {
			return r
		}
	}
	return nil
}

func title(p *piece) string { return fmt.Sprintf("Report %d on %s", p.n, p.words) }

func plain(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, `"`, "")), " ")
}

func (w *world) judge(items []news.Item, edits map[uint64][]news.Edit) (out []news.Verdict) {
	for _, i := range items {
		var scores []news.Score
		for _, c := range i.Categories {
			scores = append(scores, news.Score{Tag: c.Term, Score: 1})
		}
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
		if r := w.number[p.Item]; r != nil {
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
		for n--; n >= 0 && (w.order[n].gone || w.order[n].into != nil); n-- {
		}
		if n < 0 {
			w.t.Fatalf("an item too many: %q", rec.Item.Title)
		}
		w.same(w.order[n], rec)
	}
	for n--; n >= 0; n-- {
		if r := w.order[n]; !r.gone && r.into == nil {
			w.t.Fatalf("an item is missing: %+v", r)
		}
	}
	queue, err := w.s.Queue()
	w.must(err)
	for _, p := range queue {
		if w.apart[[2]uint64{p.Items[0].Item.Num, p.Items[1].Item.Num}] {
			w.t.Fatalf("proposed, but kept apart: %+v", p)
		}
	}
	w.touched()
	stats := w.s.Stats()
	if stats.Lag > 0 {
		return
	}
	for rec, err := range w.s.Items(store.Query{}) {
		w.must(err)
		want := w.takes(w.number[rec.Item.Num])
		if got := len(rec.Verdict.Themes) == 1; got != want {
			w.t.Fatalf("item %d in the theme: %v, want %v", rec.Item.Num, got, want)
		}
	}
}

// touched holds what entered or changed since some instant against all that is in
// the theme.
func (w *world) touched() {
	w.t.Helper()
	since := w.now.Add(-time.Duration(w.r.IntN(20)) * time.Hour).Truncate(time.Second)
	want := make(map[uint64]bool)
	for m, err := range w.s.Newest("theme") {
		w.must(err)
		if !m.Touched.Before(since) {
			want[m.Item] = true
		}
	}
	last := w.now
	for m, err := range w.s.Touched("theme", since) {
		w.must(err)
		if !want[m.Item] || m.Touched.After(last) {
			w.t.Fatalf("touched since %s: %+v, after %s", since, m, last)
		}
		last = m.Touched
		delete(want, m.Item)
	}
	if len(want) > 0 {
		w.t.Fatalf("touched since %s are %v as well", since, want)
	}
}

// same holds an item against its record.
func (w *world) same(r *record, rec store.Record) {
	w.t.Helper()
	i := rec.Item
	if r.id == "" || !r.judged {
		r.id = i.ID // until somebody could see it, it may become an earlier source's
	}
	r.judged = r.judged || rec.Verdict.Item != 0
	sources := slices.Sorted(slices.Values(i.Sources()))
	if i.Num != r.num || i.ID != r.id || plain(i.Title) != r.title || i.Source != r.lead || i.Version != r.version ||
		!i.Updated.Equal(r.updated) || i.Entered != r.entered || i.Erased != r.erased || !i.Withdrawn.IsZero() && !r.dropped ||
		!slices.Equal(sources, slices.Sorted(maps.Keys(r.sources))) {
		w.t.Fatalf("item %d\n%+v\nought to be\n%+v", i.Num, i, r)
	}
	whole, err := w.s.Load([]uint64{i.Num}, true)
	w.must(err)
	if body := text.Plain(whole[0].Item.Body); body != r.told.Text && !r.erased {
		w.t.Fatalf("item %d says %q, and ought to say %q", i.Num, body, r.told.Text)
	}
}
