package storetest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
)

func unchanged(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}}
	r.fetch("a", entries(0, 5)...)
	r.settle()
	got := r.fetch("a", append(entries(0, 5), entry(9))...)
	same(t, "known", got.Known, 5)
	same(t, "new", got.New, 1)
	same(t, "settled", r.settle().Items, 1)
	got = r.fetch("a", entries(2, 4)...)
	same(t, "known", got.Known, 2)
	same(t, "settled", r.settle().Items, 0)
	st, _ := r.s.State("a")
	st.Next = r.now.Add(2 * time.Hour)
	got, err := r.s.Put(context.Background(), news.Delivery{Source: "a", At: r.now, State: st}) // a 304
	r.must(err)
	same(t, "nothing", fmt.Sprint(got), fmt.Sprint(news.Receipt{}))
	if now, _ := r.s.State("a"); !now.Next.Equal(st.Next) {
		t.Errorf("next %v, want %v", now.Next, st.Next)
	}
	r.count(6)
}

func cosmetic(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}}
	e := entry(1)
	r.fetch("a", e)
	r.settle()
	before := r.count(1)[0]
	e.Title = strings.Replace(e.Title, "harbour", "“Harbour” ", 1)
	e.Content.Markup = "<div class=x>" + e.Content.Markup + "<p>12 Kommentare</p></div>"
	got := r.fetch("a", e)
	after := r.count(1)[0]
	same(t, "updated", got.Updated, 0)
	same(t, "version", after.Version, 0)
	same(t, "Updated", after.Updated, before.Updated)
	same(t, "title", after.Title, before.Title)
	same(t, "settled", r.settle().Items, 0)
	e.Categories = []news.Category{{Term: "ports"}}
	r.fetch("a", e)
	same(t, "labels may change tags", r.settle().Items, 1)
	same(t, "and nothing else", r.count(1)[0].Updated, before.Updated)
}

func material(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}}
	e := entry(1)
	r.fetch("a", e)
	r.settle()
	before := r.count(1)[0]
	old, err := r.s.Load([]uint64{before.Num}, true)
	r.must(err)
	for n, change := range []func(){
		func() { e.Title += " and tugs" },
		func() { e.Content.Markup += "<p>A paragraph was added.</p>" },
		func() { e.Summary = strings.Replace(e.Summary, "week", "month", 1) },
	} {
		change()
		got := r.fetch("a", e)
		after := r.count(1)[0]
		same(t, "receipt", got.Updated, 1)
		same(t, "version", after.Version, n+1)
		same(t, "Updated", after.Updated, r.now)
		same(t, "id", after.ID, before.ID)
		same(t, "date", after.Date(), before.Date())
		set := r.settle()
		same(t, "settled", set.Items, 1)
		sameList(t, "themes", set.Themes, "all")
		same(t, "entered", set.Entered, 0)
	}
	same(t, "title follows its own source", r.count(1)[0].Title, e.Title)
	versions, err := r.s.Versions(before.Num)
	r.must(err)
	if len(versions) != 3 || versions[0].Title != before.Title || versions[0].Body != old[0].Item.Body ||
		!versions[0].From.Equal(before.Updated) || versions[2].N != 2 {
		t.Errorf("versions: %+v", versions)
	}
}

func manyVersions(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	e := entry(1)
	for n := range 15 {
		e.Title = "Score " + fmt.Sprint(n)
		r.fetch("a", e)
	}
	i := r.count(1)[0]
	same(t, "version", i.Version, 14)
	versions, err := r.s.Versions(i.Num)
	r.must(err)
	same(t, "kept", len(versions), 10)
	same(t, "the last ones", versions[0].Title, "Score 4")
}

func redated(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}}
	r.fetch("a", entries(0, 3)...)
	r.settle()
	order := fmt.Sprint(r.in("all"))
	e := entry(2)
	e.Published, e.Updated = r.now, r.now
	r.fetch("a", e)
	r.settle()
	same(t, "order", fmt.Sprint(r.in("all")), order)
	same(t, "Updated is ours to say", r.count(3)[2].Updated, entry(2).Published)
}

func founder(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a", FirstFetch: 2})
	r.themes = []news.Theme{{ID: "all"}}
	got := r.fetch("a", entries(0, 20)...)
	same(t, "new", got.New, 20)
	same(t, "held", got.Held, 0)
	same(t, "entered", r.settle().Entered, 20)
	places, err := r.s.Places("all", 0, 0)
	r.must(err)
	for n, p := range places {
		same(t, "why", p.Why, news.WhyBackfill)
		same(t, "entered on its own date", p.Entered, entry(n).Published)
	}
	r.fetch("a", append(entries(0, 20), entry(30))...)
	r.settle()
	places, err = r.s.Places("all", 20, 0)
	r.must(err)
	if len(places) != 1 || places[0].Why != news.WhyArrived || !places[0].Entered.Equal(r.now) || places[0].N != 20 {
		t.Errorf("what arrived later: %+v", places)
	}
}

func newcomer(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}}
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"}, news.Source{ID: "c", FirstFetch: 3})
	got := r.fetch("b") // an empty document is no first fetch
	same(t, "new", got.New, 0)
	got = r.fetch("b", entries(0, 20)...)
	same(t, "new", got.New, 20)
	same(t, "held", got.Held, 10)
	same(t, "entered", r.settle().Entered, 10)
	for n, i := range r.count(20) {
		same(t, "the newest enter", i.Held, n >= 10)
		same(t, "backfill", i.Backfill, true)
	}
	var late []news.Entry
	for _, e := range entries(40, 50) {
		e.Link = strings.Replace(e.Link, "a.example", "c.example", 1)
		late = append(late, e)
	}
	same(t, "held", r.fetch("c", late...).Held, 7)
	got = r.fetch("b", append(entries(0, 20), entry(60))...)
	same(t, "held later", got.Held, 0)
	held := r.all()[15]
	_, err := r.s.AddEdit(news.Edit{Act: news.ActAdmit, Item: held.ID, Who: "kim", When: r.now})
	r.must(err)
	r.settle()
	places, err := r.s.Places("all", 0, 0)
	r.must(err)
	last := places[len(places)-1]
	if last.Item != held.Num || last.Why != news.WhyEdit || !last.Entered.Equal(r.now) {
		t.Errorf("let in by an editor: %+v", last)
	}
}

// An entry that its source only lists again keeps all that was told of it.
func again(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}}
	r.fetch("a", entry(1))
	r.settle()
	before := r.count(1)[0]
	line := news.Entry{GUID: entry(1).GUID, Link: entry(1).Link, Title: "A shorter line", Again: true}
	for range 2 {
		got := r.fetch("a", line, entry(2))
		same(t, "updated", got.Updated, 0)
		after := r.count(2)[0]
		same(t, "title", after.Title, before.Title)
		same(t, "text", after.Summary, before.Summary)
		same(t, "version", after.Version, 0)
	}
	unknown := news.Entry{Link: "https://a.example/never-told", Title: "Never told in full", Again: true}
	same(t, "new", r.fetch("a", line, entry(2), unknown).New, 0)
	r.count(2)
}
