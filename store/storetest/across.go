package storetest

import (
	"testing"

	"koreadesk/news"
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
	one.GUID, one.Title = "b-1", "Something else entirely is said here"
	two := entry(2)
	two.GUID, two.Title = "b-2", "22 "+two.Title // other figures, another story
	four := home
	four.GUID = "b-4"
	r.fetch("b", one, two, four)
	r.count(6)
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
