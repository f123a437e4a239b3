package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
)

func find(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}}
	r.fetch("a", entries(0, 40)...)
	r.settle()
	i := r.all()[7]
	_, end, _ := strings.Cut(i.ID, "item/")
	for _, ref := range []string{i.ID, end, end[:12], "https://a.example/article/7"} {
		rec, err := r.s.Find(ref)
		r.must(err)
		same(t, ref, rec.Item.ID, i.ID)
		same(t, "with its body", rec.Item.Body, entry(7).Content)
		sameList(t, "themes", rec.Verdict.Themes, "all")
	}
	for _, ref := range []string{"", "abc", "0000", end + "a", "tag:other.example,2020:item/" + end, "https://a.example/article/70000"} {
		if _, err := r.s.Find(ref); !errors.Is(err, store.ErrNoItem) {
			t.Errorf("%q: %v", ref, err)
		}
	}
}

// A body is what was told last, also where it only repeats the summary.
func bodies(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	e := entry(1)
	repeated := news.Raw{Markup: e.Summary, Kind: news.PlainText, Base: "https://a.example/feed", Lang: "en"}
	own := news.Raw{Markup: "<p>The winch was greased as well.</p>", Kind: news.HTML, Base: "https://a.example/feed", Lang: "en"}
	var told []news.Raw
	for n, body := range []news.Raw{repeated, own, repeated, {}, repeated, own} {
		e.Content = body
		e.Title = fmt.Sprintf("%s crane is greased", numeral(n))
		told = append(told, body)
		r.fetch("a", e)
		recs, err := r.s.Load([]uint64{1}, true)
		r.must(err)
		same(t, "body", recs[0].Item.Body, body)
		former, err := r.s.Versions(1)
		r.must(err)
		for _, v := range former {
			same(t, fmt.Sprintf("body of version %d", v.N), v.Body, told[v.N])
		}
		same(t, "versions", len(former), n)
	}
	_, err := r.s.Takedown(r.all()[0].ID, news.Edit{Who: "kim", When: r.now, Why: "asked to"})
	r.must(err)
	recs, err := r.s.Load([]uint64{1}, true)
	r.must(err)
	same(t, "erased body", recs[0].Item.Body, news.Raw{})
}

func items(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"})
	r.themes = []news.Theme{{ID: "red", All: []string{"red"}}}
	r.fetch("a", append(entries(10, 300), tagged("red", "blue")...)...)
	half := r.now.Add(time.Minute)
	b := entry(400)
	b.Link = "https://b.example/400"
	r.fetch("b", b)
	r.settle()
	count := func(q store.Query) (n int) {
		var last uint64
		for rec, err := range r.s.Items(q) {
			r.must(err)
			if last != 0 && rec.Item.Num >= last {
				t.Errorf("%d after %d", rec.Item.Num, last)
			}
			last = rec.Item.Num
			n++
		}
		return n
	}
	for want, q := range map[int]store.Query{
		293: {}, 292: {Source: "a"}, 1: {Tag: "red"}, 7: {Most: 7}, 0: {Theme: "blue"},
	} {
		same(t, fmt.Sprintf("%+v", q), count(q), want)
	}
	same(t, "theme", count(store.Query{Theme: "red"}), 1)
	same(t, "since", count(store.Query{Since: half}), 1)
	for range r.s.Items(store.Query{}) { // a reader may stop, and write meanwhile
		r.fetch("a", entry(500))
		break
	}
	r.settle()
}

func load(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	e := entry(2)
	e.Authors = []news.Person{{Name: "Kim Minji", Email: "kim@a.example"}, {URI: "https://a.example/lee"}}
	e.Categories = []news.Category{{Term: "ports", Scheme: "https://a.example/cat", Label: "Häfen"}, {Term: "x"}}
	e.Enclosures = []news.Enclosure{{Link: "https://a.example/a.mp3", Type: "audio/mpeg", Length: 12345}}
	e.Image, e.Language = "https://a.example/i.jpg", "de"
	e.Content = news.Raw{Markup: "<p>" + strings.Repeat("Langer Text, der sich lohnt. ", 40), Kind: news.XHTML, Base: "https://a.example/", Lang: "de", Cut: true}
	r.fetch("a", entry(1), e)
	recs, err := r.s.Load([]uint64{2, 99, 1}, true)
	r.must(err)
	if len(recs) != 2 || recs[0].Item.Num != 2 || recs[1].Item.Num != 1 {
		t.Fatalf("records: %+v", recs)
	}
	i := recs[0].Item
	got := fmt.Sprint(i.GUID, i.Title, i.Link, i.Summary, i.Body, i.Language, i.Authors, i.Categories, i.Enclosures, i.Image, i.Published)
	want := fmt.Sprint(e.GUID, e.Title, e.Link, e.Summary, e.Content, e.Language, e.Authors, e.Categories, e.Enclosures, e.Image, e.Published)
	same(t, "item", got, want)
	same(t, "origin", i.Origin, news.Origin{ID: "https://a.example/", Title: "a", Updated: r.now})
	same(t, "sighting", fmt.Sprint(i.Sightings), fmt.Sprint([]news.Sighting{{Source: "a", GUID: e.GUID, Link: e.Link, Title: e.Title, Categories: e.Categories, Seen: r.now}}))
	recs, err = r.s.Load([]uint64{2}, false)
	r.must(err)
	same(t, "without body", recs[0].Item.Body.IsZero(), true)
}

func marks(t *testing.T, r *round) {
	r.must(r.s.SaveMarks(map[string]news.Mark{"/a.atom": {Hash: "x", Changed: r.now}, "/b.atom": {Hash: "y", Changed: r.now}}))
	r.must(r.s.SaveMarks(map[string]news.Mark{"/b.atom": {Hash: "z", Changed: r.now.Add(time.Hour)}, "/a.atom": {}}))
	got, err := r.s.Marks()
	r.must(err)
	same(t, "marks", fmt.Sprint(got), fmt.Sprint(map[string]news.Mark{"/b.atom": {Hash: "z", Changed: r.now.Add(time.Hour)}}))
}

func canceled(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r.s.Claim(r.now, store.Ask{})
	_, err := r.s.Put(ctx, news.Delivery{Source: "a", At: r.now, Fresh: true, Entries: entries(0, 3)})
	if n := len(r.all()); err == nil && n != 3 || err != nil && n != 0 {
		t.Errorf("error %v, but %d items", err, n)
	}
	same(t, "the claim is free", len(r.s.Claim(r.now.Add(time.Hour), store.Ask{All: true})), 1)
}
