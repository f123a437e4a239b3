package storetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
)

func join(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"})
	r.themes = []news.Theme{{ID: "all"}}
	r.fetch("a", entries(0, 3)...)
	r.settle()
	r.fetch("b", entry(50))
	e := entry(1)
	e.GUID, e.Link = "b-1", e.Link+"?utm_medium=feed#top"
	e.Title = "A.example: " + e.Title
	got := r.fetch("b", e)
	same(t, "joined", got.Joined, 1)
	same(t, "new", got.New, 0)
	i := r.count(4)[1]
	sameList(t, "sources", i.Sources(), "a", "b")
	same(t, "the second sighting", i.Sightings[1].Title, e.Title)
	same(t, "title stays", i.Title, entry(1).Title)
	set := r.settle()
	same(t, "settled", set.Items, 2)
	sameList(t, "the page names who else carried it", set.Themes, "all")
	e.Title = "Another headline for it"
	e.Summary = "And another text."
	got = r.fetch("b", e)
	same(t, "not the lead's", got.Updated, 0)
	same(t, "the sighting follows its source", r.count(4)[1].Sightings[1].Title, e.Title)
}

func noJoin(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"})
	home := entry(4)
	home.Link = "https://a.example/"
	r.fetch("a", entry(1), entry(2), home)
	one := entry(1)
	one.GUID, one.Title, one.Summary = "b-1", "Something else entirely is said here", "Under the same address there is another text by now."
	two := entry(2)
	two.GUID, two.Title = "b-2", "22 "+two.Title // other figures, another story
	four := home
	four.GUID = "b-4"
	four.Summary = "The other home page has a text of its own, and nobody lifts anything there."
	r.fetch("b", one, two, four)
	r.count(6)
}

// The same release through three sources is one item with three sightings,
// whatever each has put around it, in whatever order it comes.
func release(t *testing.T, r *round) {
	told := []news.Entry{
		{GUID: "x", Link: "https://a.example/x", Title: "Werft in Ulsan legt Kiel für Forschungsschiff",
			Summary: "Das Schiff soll 2029 in See stechen und 60 Fachleute aufnehmen, teilte die Werft mit."},
		{GUID: "y", Link: "https://b.example/y", Title: "Pressemitteilung: Neues Forschungsschiff aus Ulsan",
			Summary: "Das Schiff soll 2029 in See stechen und 60 Fachleute aufnehmen, teilte die Werft mit. Quelle: Werft"},
		{Link: "https://c.example/z?utm_source=x", Title: "Werft in Ulsan legt Kiel für Forschungsschiff (dpa)",
			Content: news.Raw{Markup: "<p>ULSAN (dpa) &ndash; Das Schiff soll 2029 in See stechen und 60 Fachleute aufnehmen, &hellip;</p>", Kind: news.HTML}},
	}
	ids := []string{"a", "b", "c"}
	for shift := range ids {
		for _, back := range []bool{false, true} {
			name := fmt.Sprint(shift, back)
			r.sources(news.Source{ID: "a" + name}, news.Source{ID: "b" + name}, news.Source{ID: "c" + name})
			before := len(r.all())
			for n := range ids {
				at := (n + shift) % 3
				if back {
					at = (3 + shift - n) % 3
				}
				e := told[at]
				e.Title, e.Summary = strings.ReplaceAll(e.Title, "Ulsan", "Hafen"+numeral(before)), strings.ReplaceAll(e.Summary, "2029", fmt.Sprint(2029+before))
				e.Content.Markup = strings.ReplaceAll(e.Content.Markup, "2029", fmt.Sprint(2029+before))
				e.Link = strings.Replace(e.Link, ".example/", ".example/"+name, 1)
				r.fetch(ids[at]+name, e)
			}
			i := r.count(before + 1)[before]
			same(t, name+": sightings", len(i.Sightings), 3)
		}
	}
}

// An entry joins an item only when it matches the text that item is shown
// with: a row of small steps does not lead from one story to another.
func noChain(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"}, news.Source{ID: "c"})
	telling := func(n int, text string) news.Entry {
		return news.Entry{GUID: "g", Link: fmt.Sprintf("https://%d.example/x", n), Title: "Night market opens beside the old mint", Summary: text}
	}
	r.fetch("a", telling(1, "Stalls sell soup and lanterns until two; the trams run all night and so do the ferries to the islands."))
	r.fetch("b", telling(2, "Stalls sell soup and lanterns until two; the trams run all night, but neighbours ask for quiet and an early close."))
	r.count(1)
	r.fetch("c", telling(3, "Neighbours of the trams run all night long to the council; they ask for quiet and an early close of it."))
	r.count(2)
}

// Best is joined, and what is outside the window is not.
func windows(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"})
	e := entry(1)
	e.Published = time.Time{}
	r.fetch("a", e)
	r.now = r.now.Add(20 * 24 * time.Hour)
	e.Link, e.GUID = "https://b.example/1", "b1"
	same(t, "joined", r.fetch("b", e).Joined, 1)
	r.now = r.now.Add(2 * 24 * time.Hour)
	e.Link, e.GUID = "https://b.example/2", "b2"
	same(t, "joined", r.fetch("b", e).Joined, 0)
	r.count(2)
}

// What only an editor can tell is proposed, and not joined; so are two items
// that both exist.
func proposed(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"})
	one := news.Entry{GUID: "1", Link: "https://a.example/1", Title: "Neue Termine"}
	two := news.Entry{GUID: "2", Link: "https://b.example/2", Title: "Neue Termine"}
	r.fetch("a", one, entry(5))
	same(t, "joined", r.fetch("b", two).Joined, 0)
	queue, err := r.s.Queue()
	r.must(err)
	if len(queue) != 1 || queue[0].Items[0].Item.GUID != "1" || queue[0].Items[1].Item.GUID != "2" || queue[0].Why == "" || !queue[0].Since.Equal(r.now) {
		t.Errorf("proposed: %+v", queue)
	}
	now := entry(5)
	two.Title, two.Summary = now.Title, now.Summary
	r.fetch("b", two)
	items := r.count(3)
	queue, err = r.s.Queue()
	r.must(err)
	same(t, "proposed", len(queue), 2)
	if len(queue) == 2 {
		same(t, "the one", queue[1].Items[0].Item.ID, items[1].ID)
		same(t, "the other", queue[1].Items[1].Item.ID, items[2].ID)
	}
	r.fetch("b", two, entry(7))
	queue, _ = r.s.Queue()
	same(t, "still", len(queue), 2)
}

// Two items an editor keeps apart are not proposed again, whatever their sources
// say, until that is taken back.
func apart(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"})
	one := news.Entry{GUID: "1", Link: "https://a.example/1", Title: "Neue Termine"}
	two := news.Entry{GUID: "2", Link: "https://b.example/2", Title: "Neue Termine"}
	waits := func(what string, want int) {
		t.Helper()
		queue, err := r.s.Queue()
		r.must(err)
		same(t, what, len(queue), want)
	}
	r.fetch("a", one)
	r.fetch("b", two)
	waits("proposed", 1)
	items := r.count(2)
	e, err := r.s.Apart(items[1].ID, items[0].ID, r.by("two towns"))
	r.must(err)
	same(t, "act", e.Act, news.ActApart)
	same(t, "older", e.Item, items[0].ID)
	same(t, "younger", e.Value, items[1].ID)
	waits("apart", 0)
	two.Title = "Termine in Bonn"
	r.fetch("b", two)
	two.Title = "Neue Termine"
	same(t, "updated", r.fetch("b", two).Updated, 1)
	waits("said anew", 0)
	for _, i := range items {
		edits, err := r.s.Edits(i.ID)
		r.must(err)
		same(t, "in the log of both", len(edits), 1)
	}
	if _, err := r.s.Apart(items[0].ID, items[1].ID, r.by("")); !errors.Is(err, store.ErrStory) {
		t.Errorf("apart twice: %v", err)
	}
	_, err = r.s.UndoStory(e.N, r.by(""))
	r.must(err)
	waits("taken back", 1)

	// What was not proposed can be kept apart as well; merged it is all the same.
	r.fetch("a", one, entry(5))
	e, err = r.s.Apart(items[0].ID, r.titled(entry(5).Title).ID, r.by(""))
	r.must(err)
	_, err = r.s.UndoStory(e.N, r.by(""))
	r.must(err)
	waits("as before", 1)
	e, err = r.s.Apart(items[0].ID, items[1].ID, r.by(""))
	r.must(err)
	waits("apart again", 0)
	merged, err := r.s.Merge(items[0].ID, items[1].ID, r.by(""))
	r.must(err)
	_, err = r.s.UndoStory(merged.N, r.by(""))
	r.must(err)
	waits("merged by mistake", 0)
	_, err = r.s.Merge(items[0].ID, items[1].ID, r.by(""))
	r.must(err)
	if _, err := r.s.UndoStory(e.N, r.by("")); !errors.Is(err, store.ErrStory) {
		t.Errorf("apart taken back of what was merged: %v", err)
	}
}

func joinLiftsHeld(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}}
	r.fetch("a", entry(90))
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b", FirstFetch: -1})
	same(t, "held", r.fetch("b", entry(1), entry(2)).Held, 2)
	r.settle()
	e := entry(1)
	e.GUID = "a-1"
	same(t, "joined", r.fetch("a", e).Joined, 1)
	items := r.count(3)
	same(t, "now it is news", items[1].Held, false)
	same(t, "the other is not", items[2].Held, true)
	same(t, "entered", r.settle().Entered, 1)
}

func lead(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b", Priority: 10}, news.Source{ID: "c", Priority: 20})
	r.themes = []news.Theme{{ID: "all"}}
	r.fetch("a", entry(1))
	e := entry(1)
	e.GUID, e.Title, e.Published = "b-1", "B: "+e.Title, e.Published.Add(-60)
	r.fetch("b", e)
	i := r.count(1)[0]
	same(t, "the better source leads", i.Source, "b")
	same(t, "title", i.Title, e.Title)
	same(t, "guid", i.GUID, "b-1")
	same(t, "origin", i.Origin.Title, "b")
	same(t, "founded by", i.Sightings[0].Source, "a")
	same(t, "no version", i.Version, 0)
	r.settle()
	same(t, "entered", r.count(1)[0].Entered, true)
	e.GUID, e.Title = "c-1", "C: "+entry(1).Title
	same(t, "joined", r.fetch("c", e).Joined, 1)
	i = r.count(1)[0]
	same(t, "frozen", i.Source, "b")
	same(t, "sightings", len(i.Sightings), 3)
	e = entry(1)
	e.Title += " by the founding source"
	same(t, "updated", r.fetch("a", e).Updated, 0)
}

// Whichever source answers first, an item nobody was shown yet is the one that
// the first of them in feeds.yaml would have founded; after that its id stays.
func sameFounder(t *testing.T, r *round) {
	r.themes = []news.Theme{{ID: "all"}}
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"}, news.Source{ID: "c"})
	telling := func(source string, n int) news.Entry {
		e := entry(n)
		e.GUID = source + "-1"
		return e
	}
	r.fetch("b", telling("b", 1))
	slow := r.count(1)[0].ID
	same(t, "joined", r.fetch("c", telling("c", 1)).Joined, 1)
	same(t, "a later one changes nothing", r.count(1)[0].ID, slow)
	same(t, "joined", r.fetch("a", telling("a", 1)).Joined, 1)
	item := r.count(1)[0]
	if item.ID == slow {
		t.Error("the id is still the quicker source's")
	}
	same(t, "lead", item.Source, "a")
	if _, err := r.s.Find(slow); err == nil {
		t.Error("the id nobody was shown still leads somewhere")
	}

	r.settle()
	r.fetch("b", telling("b", 1), telling("b2", 2))
	r.settle()
	shown := r.count(2)
	r.fetch("a", telling("a", 1), telling("a2", 2))
	for n, item := range r.count(2) {
		same(t, "id once shown", item.ID, shown[n].ID)
	}
}
