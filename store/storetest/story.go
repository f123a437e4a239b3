package storetest

import (
	"errors"
	"testing"

	"koreadesk/news"
	"koreadesk/store"
)

// by is an editor's act.
func (r *round) by(why string) news.Edit { return news.Edit{Who: "kim", When: r.now, Why: why} }

// two puts two items of two sources into a theme and settles.
func (r *round) two() (one, other news.Item) {
	r.t.Helper()
	r.themes = []news.Theme{{ID: "all"}}
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"})
	mine, theirs := entry(1), entry(2)
	theirs.GUID, theirs.Link = "b-2", "https://b.example/2"
	r.fetch("a", mine)
	r.fetch("b", theirs)
	r.settle()
	items := r.count(2)
	return items[0], items[1]
}

func (r *round) find(ref string) news.Item {
	r.t.Helper()
	rec, err := r.s.Find(ref)
	r.must(err)
	return rec.Item
}

func merge(t *testing.T, r *round) {
	one, other := r.two()
	e, err := r.s.Merge(other.ID, one.ID, r.by("one release"))
	r.must(err)
	same(t, "survivor", e.Item, one.ID)
	same(t, "other", e.Value, other.ID)
	r.settle()
	items := r.count(1)
	same(t, "sightings", len(items[0].Sightings), 2)
	sameList(t, "aliases", items[0].Aliases, other.ID)
	same(t, "the other id leads to", r.find(other.ID).ID, one.ID)
	sameList(t, "theme", r.in("all"), one.Title)
	gone, err := r.s.Load([]uint64{other.Num}, false)
	r.must(err)
	same(t, "merged into", gone[0].Item.Into, one.ID)

	// Whatever the source does now, it is a sighting of the survivor.
	changed := entry(2)
	changed.GUID, changed.Link, changed.Title = "b-2-new", "https://b.example/2", "Quite another title about penguins"
	same(t, "new", r.fetch("b", changed).New, 0)
	same(t, "title", r.count(1)[0].Title, one.Title)
	same(t, "sightings", len(r.count(1)[0].Sightings), 3)
	if _, err := r.s.Merge(one.ID, other.ID, r.by("")); !errors.Is(err, store.ErrStory) {
		t.Errorf("merged twice: %v", err)
	}
}

func mergeEnteredFirst(t *testing.T, r *round) {
	r.themes = []news.Theme{{ID: "red", All: []string{"red"}}}
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"})
	r.fetch("a", entry(1))
	late := entry(2)
	late.Title += " #red"
	r.fetch("b", late)
	r.settle()
	items := r.count(2)
	e, err := r.s.Merge(items[0].ID, items[1].ID, r.by(""))
	r.must(err)
	same(t, "survivor", e.Item, items[1].ID)
}

func mergeUndone(t *testing.T, r *round) {
	one, other := r.two()
	e, err := r.s.Merge(one.ID, other.ID, r.by(""))
	r.must(err)
	r.settle()
	changed := entry(2)
	changed.GUID, changed.Link, changed.Title = "b-2", "https://b.example/2", "Quite another title about penguins"
	r.fetch("b", changed)
	_, err = r.s.UndoStory(e.N, r.by("two after all"))
	r.must(err)
	r.settle()
	items := r.count(2)
	same(t, "sightings", len(items[0].Sightings)+len(items[1].Sightings), 2)
	same(t, "aliases", len(items[0].Aliases), 0)
	same(t, "its id leads to", r.find(other.ID).ID, other.ID)
	same(t, "new", r.fetch("b", changed).New, 0)
	same(t, "what the source said meanwhile", r.find(other.ID).Title, changed.Title)
	if _, err := r.s.UndoStory(e.N, r.by("")); !errors.Is(err, store.ErrStory) {
		t.Errorf("undone twice: %v", err)
	}
	again, err := r.s.Merge(one.ID, other.ID, r.by(""))
	r.must(err)
	_, err = r.s.UndoStory(again.N, r.by(""))
	r.must(err)
	r.settle()
	r.count(2)
}

// joined is an item that two sources carry, the second wrongly.
func (r *round) joined() (news.Item, news.Entry) {
	r.t.Helper()
	r.themes = []news.Theme{{ID: "all"}}
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"})
	theirs := entry(1)
	theirs.GUID, theirs.Link = "b-1", "https://b.example/1"
	r.fetch("a", entry(1))
	r.fetch("b", theirs)
	r.settle()
	return r.count(1)[0], theirs
}

func split(t *testing.T, r *round) {
	item, theirs := r.joined()
	e, err := r.s.Split(item.ID, "https://b.example/1?utm_source=x", r.by("an own report"))
	r.must(err)
	same(t, "of", e.Item, item.ID)
	r.settle()
	items := r.count(2)
	made := r.find(e.Value)
	same(t, "sent in what the other was", made.Of, item.ID)
	same(t, "source", made.Source, "b")
	same(t, "backfill", made.Backfill, true)
	same(t, "sightings", len(items[0].Sightings), 1)
	for m, err := range r.s.Newest("all") {
		r.must(err)
		if m.Item == made.Num {
			same(t, "entered", m.Entered, made.Date())
		}
	}
	st, _ := r.s.State("b")
	same(t, "validators", st.ETag, "")
	theirs.Title = "Another one, as it turns out"
	same(t, "new", r.fetch("b", theirs).New, 0)
	r.settle()
	made = r.find(e.Value)
	same(t, "summary", made.Summary, theirs.Summary)
	same(t, "version", made.Version, 0)
	same(t, "the old one", r.find(item.ID).Summary, item.Summary)
	waiting, err := r.s.Queue()
	r.must(err)
	same(t, "proposals", len(waiting), 0)
}

// What leads to the split one by its link is removed with it, long after it was
// forgotten: the others, which shared it or had it before, have lost no name.
func splitForgotten(t *testing.T, r *round) {
	r.themes = []news.Theme{{ID: "all"}}
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"})
	r.fetch("a", entry(1), entry(2))
	r.fetch("b", entry(1), entry(3))
	r.settle()
	items := r.count(3)
	_, err := r.s.Merge(items[1].ID, items[2].ID, r.by(""))
	r.must(err)
	for _, i := range items[:2] {
		e, err := r.s.Split(i.ID, "b", r.by(""))
		r.must(err)
		r.fetch("b", entry(4))
		r.settle()
		defer func() {
			if _, err := r.s.Find(e.Value); !errors.Is(err, store.ErrNoItem) {
				t.Errorf("what was split off: %v", err)
			}
		}()
	}
	for range 2 {
		r.now = r.now.AddDate(2, 0, 0)
		r.prune(items[0].Num, items[1].Num)
	}
	same(t, "kept", len(r.all()), 2)
}

func splitUndone(t *testing.T, r *round) {
	item, theirs := r.joined()
	e, err := r.s.Split(item.ID, "b", r.by(""))
	r.must(err)
	r.settle()
	_, err = r.s.UndoStory(e.N, r.by(""))
	r.must(err)
	r.settle()
	one := r.count(1)[0]
	same(t, "sightings", len(one.Sightings), 2)
	same(t, "id", r.find(e.Value).ID, item.ID)
	same(t, "new", r.fetch("b", theirs).New, 0)
}

func splitRefused(t *testing.T, r *round) {
	item, _ := r.joined()
	for _, which := range []string{"a", "nobody", "guid-1"} {
		if _, err := r.s.Split(item.ID, which, r.by("")); !errors.Is(err, store.ErrStory) {
			t.Errorf("split of %s: %v", which, err)
		}
	}
	if _, err := r.s.UndoStory(7, r.by("")); !errors.Is(err, store.ErrStory) {
		t.Errorf("undo of no edit: %v", err)
	}
}

func takedown(t *testing.T, r *round) {
	item, theirs := r.joined()
	changed := entry(1)
	changed.Title += ", corrected"
	r.fetch("a", changed)
	r.settle()
	e, err := r.s.Takedown(item.ID, r.by("a court says so"))
	r.must(err)
	r.settle()
	erased := func() {
		t.Helper()
		one := r.count(1)[0]
		same(t, "words", one.Title+one.Summary+one.Link+one.GUID+one.Sightings[1].Title+one.Sightings[1].Link, "")
		rec, err := r.s.Find(item.ID)
		r.must(err)
		same(t, "body", rec.Item.Body.IsZero(), true)
		same(t, "erased", rec.Item.Erased, true)
		old, err := r.s.Versions(one.Num)
		r.must(err)
		same(t, "versions", len(old), 0)
		sameList(t, "theme", r.in("all"))
	}
	erased()
	// Neither source brings it back, nor does another, nor under other names.
	changed.Summary += " More of it."
	same(t, "new", r.fetch("a", changed, entry(5)).New, 1)
	theirs.GUID, theirs.Link = "b-new", "https://b.example/new"
	same(t, "new", r.fetch("b", theirs).New, 0)
	r.settle()
	items := r.count(2)
	same(t, "erased", items[0].Erased, true)
	if _, err := r.s.Merge(items[0].ID, items[1].ID, r.by("")); !errors.Is(err, store.ErrStory) {
		t.Errorf("merged: %v", err)
	}
	if _, err := r.s.UndoStory(e.N, r.by("")); !errors.Is(err, store.ErrStory) {
		t.Errorf("undone: %v", err)
	}
}
