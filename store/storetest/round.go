package storetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
)

// round is a desk at work on one store, as far as tests need one.
type round struct {
	t      *testing.T
	s      Store
	now    time.Time
	themes []news.Theme
}

func (r *round) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

// sources configures sources, each by its id or whole.
func (r *round) sources(sources ...news.Source) {
	r.t.Helper()
	for n := range sources {
		sources[n].URL = cmp.Or(sources[n].URL, "https://"+sources[n].ID+".example/feed")
	}
	r.must(r.s.Configure(sources, r.now))
}

// fetch delivers a document an hour later.
func (r *round) fetch(source string, entries ...news.Entry) news.Receipt {
	r.t.Helper()
	r.now = r.now.Add(time.Hour)
	st, _ := r.s.State(source)
	st.Polled, st.OK, st.Next = r.now, r.now, r.now.Add(time.Hour)
	got, err := r.s.Put(context.Background(), news.Delivery{
		Source: source, At: r.now, State: st, Fresh: true, Entries: entries,
		Feed: news.Origin{ID: "https://" + source + ".example/", Title: source, Updated: r.now},
	})
	r.must(err)
	return got
}

// judge gives every item the tags that its title's words with a # name, and
// the themes that take them.
func (r *round) judge(items []news.Item, edits map[uint64][]news.Edit) []news.Verdict {
	return judgeBy(r.themes)(items, edits)
}

func judgeBy(themes []news.Theme) store.Judge {
	return func(items []news.Item, edits map[uint64][]news.Edit) (out []news.Verdict) {
		for _, i := range items {
			var scores []news.Score
			for word := range strings.FieldsSeq(i.Title) {
				if tag, ok := strings.CutPrefix(word, "#"); ok {
					scores = append(scores, news.Score{Tag: tag, Score: 0.5})
				}
			}
			out = append(out, news.Judge(i, scores, edits[i.Num], themes))
		}
		return out
	}
}

// settle settles all that waits.
func (r *round) settle() (all store.Settled) {
	r.t.Helper()
	for {
		one, err := r.s.Settle(context.Background(), r.themes, r.judge, r.now, 0)
		r.must(err)
		all.Items += one.Items
		all.Entered += one.Entered
		for _, t := range one.Themes {
			if !slices.Contains(all.Themes, t) {
				all.Themes = append(all.Themes, t)
			}
		}
		if !one.More {
			return all
		}
	}
}

// all is every item, in order of arrival.
func (r *round) all() (items []news.Item) {
	r.t.Helper()
	for rec, err := range r.s.Items(store.Query{}) {
		r.must(err)
		items = append(items, rec.Item)
	}
	slices.Reverse(items)
	return items
}

// count fails unless the store holds so many items.
func (r *round) count(want int) []news.Item {
	r.t.Helper()
	items := r.all()
	if len(items) != want {
		for _, i := range items {
			r.t.Logf("%d %q %s %q", i.Num, i.Title, i.Link, i.GUID)
		}
		r.t.Fatalf("%d items, want %d", len(items), want)
	}
	return items
}

// in is the titles of the items in a theme, newest first.
func (r *round) in(theme string) (titles []string) {
	r.t.Helper()
	for m, err := range r.s.Newest(theme) {
		r.must(err)
		titles = append(titles, r.title(m.Item))
	}
	return titles
}

func (r *round) title(num uint64) string {
	r.t.Helper()
	recs, err := r.s.Load([]uint64{num}, false)
	r.must(err)
	if len(recs) != 1 {
		r.t.Fatalf("item %d: %d records", num, len(recs))
	}
	return recs[0].Item.Title
}

func same[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func sameList(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// entry is an article with GUID, link and text of its own.
func entry(n int) news.Entry {
	return news.Entry{
		GUID: fmt.Sprintf("guid-%d", n), Link: fmt.Sprintf("https://a.example/article/%d", n),
		Title:     fmt.Sprintf("%s article about harbour cranes", numeral(n)),
		Summary:   fmt.Sprintf("What the %s crane lifted this week.", numeral(n)),
		Content:   news.Raw{Markup: fmt.Sprintf("<p>What the %s crane lifted this week, and why.</p>", numeral(n)), Kind: news.HTML},
		Published: time.Date(2026, 11, 19, 12, 0, 0, 0, time.UTC).Add(-time.Duration(n) * time.Hour),
	}
}

func entries(from, to int) (out []news.Entry) {
	for n := from; n < to; n++ {
		out = append(out, entry(n))
	}
	return out
}

// numeral is a word for a number, so that titles differ by words.
func numeral(n int) string {
	ones := []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	if n < 10 {
		return ones[n]
	}
	return numeral(n/10) + "-" + ones[n%10]
}
