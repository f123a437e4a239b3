package storetest

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
)

func guid(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	e := entry(1)
	r.fetch("a", e)
	id := r.count(1)[0].ID
	e.Link = "https://a.example/moved/1"
	r.fetch("a", e)
	i := r.count(1)[0]
	same(t, "id", i.ID, id)
	same(t, "sightings", len(i.Sightings), 2)
	e.GUID = "another" // by the link it moved to
	r.fetch("a", e)
	same(t, "sightings", len(r.count(1)[0].Sightings), 3)
	if !strings.HasPrefix(id, "tag:"+Authority+":item/") || len(id) != len("tag:"+Authority+":item/")+26 {
		t.Errorf("id %q", id)
	}
}

func link(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	e := entry(1)
	e.GUID = ""
	r.fetch("a", e)
	e.Title += ", corrected"
	got := r.fetch("a", e)
	r.count(1)
	same(t, "updated", got.Updated, 1)
	e.Link += "?utm_source=rss"
	r.fetch("a", e)
	same(t, "sightings: tracking makes no other link", len(r.count(1)[0].Sightings), 1)
}

func neither(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	one, two := entry(1), entry(2)
	one.GUID, one.Link, two.GUID, two.Link = "", "", "", "https://a.example/" // a bare host names nothing
	r.fetch("a", one, two)
	r.count(2)
	one.Content.Markup += "<p>More.</p>"
	r.fetch("a", two, one)
	r.count(2)
}

func sameLinkSameText(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	one, two := entry(1), entry(1)
	two.GUID = "other"
	r.fetch("a", one, two)
	same(t, "sightings", len(r.count(1)[0].Sightings), 2)
	r.fetch("a", one, one, two) // listed twice, word for word
	r.count(1)
	if st, _ := r.s.State("a"); len(st.Notes) > 0 {
		t.Errorf("notes: %q", st.Notes)
	}
}

func sharedLink(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"})
	one, two := entry(1), entry(2)
	two.Link = one.Link
	r.fetch("a", one, two)
	r.count(2)
	three := entry(3)
	three.Link, three.GUID = one.Link, "b-3"
	r.fetch("b", three)
	r.count(3)
}

func guidTwice(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	one, two := entry(1), entry(2)
	two.GUID = one.GUID
	r.fetch("a", one, two)
	r.count(2)
	two.Title = "Quite another headline on bridges"
	r.fetch("a", two) // alone now, but the GUID names nothing any more
	same(t, "changed", r.count(2)[1].Title, two.Title)
	st, _ := r.s.State("a")
	if len(st.Notes) != 1 || !strings.Contains(st.Notes[0], one.GUID) {
		t.Errorf("notes: %q", st.Notes)
	}
}

func guidComesBack(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	one, two := entry(1), entry(2)
	two.GUID, two.Title = one.GUID, "A bridge is opened to traffic"
	r.fetch("a", one)
	got := r.fetch("a", two)
	items := r.count(2)
	same(t, "the first title stays", items[0].Title, one.Title)
	same(t, "notes in the receipt", len(got.Notes), 1)
	three := entry(3)
	three.GUID = one.GUID
	r.fetch("a", one, two, three)
	r.count(3)
}

func keyOfSource(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a", Key: regexp.MustCompile(`/info/([^/?]+)`)})
	e := entry(1)
	e.GUID, e.Link = "", "https://a.example/news/info/cranes-lift?lang=de"
	r.fetch("a", e)
	e.Link = "https://a.example/en/info/cranes-lift/"
	r.fetch("a", e)
	same(t, "sightings", len(r.count(1)[0].Sightings), 2)
	e.Link, e.Title = "https://a.example/en/info/cranes-fall/", "Storm over the harbour: nobody was under it"
	e.Summary = "A gust took two of them down at night."
	r.fetch("a", e)
	r.count(2)
}

func twoKeys(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	one, two := entry(1), entry(2)
	r.fetch("a", one, two)
	mixed := one
	mixed.Link = two.Link
	r.fetch("a", mixed)
	items := r.count(2)
	same(t, "the GUID's item has the sighting", len(items[0].Sightings), 2)
	two.GUID = ""
	two.Summary = "By its link it is still the second."
	r.fetch("a", two)
	same(t, "the link's item is the one it was", r.count(2)[1].Summary, two.Summary)
}

// move gives an entry another host, path and GUID.
func move(e news.Entry) news.Entry {
	e.Link = "https://new.example/en" + strings.TrimPrefix(e.Link, "https://a.example")
	e.GUID = "urn:new:" + e.GUID
	return e
}

func migration(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	old := entries(0, 8)
	r.fetch("a", old...)
	before := r.count(8)
	var moved []news.Entry
	for _, e := range old {
		e = move(e)
		e.Summary += " Told anew by another system."
		moved = append(moved, e)
	}
	moved = append(moved, move(entry(20)))
	got := r.fetch("a", moved...)
	after := r.count(9)
	same(t, "new", got.New, 1)
	same(t, "migrated", got.Migrated, 8)
	same(t, "updated", got.Updated, 0)
	for n, i := range before {
		same(t, "id", after[n].ID, i.ID)
		same(t, "link stays", after[n].Link, i.Link)
		same(t, "updated stays", after[n].Updated, i.Updated)
		same(t, "sightings", len(after[n].Sightings), 2)
	}
	moved[0].Title, moved[0].Published = "One of them under another headline", r.now
	r.fetch("a", moved...)
	same(t, "known by its new names", r.count(9)[0].Title, moved[0].Title)
	st, _ := r.s.State("a")
	if len(st.Notes) != 1 || !strings.Contains(st.Notes[0], "8 of 9") {
		t.Errorf("notes: %q", st.Notes)
	}
}

// An entry of before the move that was not in that document is its old item
// under another name when it is listed again, and joins nobody.
func straggler(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	old := entries(0, 9)
	r.fetch("a", old...)
	r.fetch("a", old[:8]...)
	var moved []news.Entry
	for _, e := range old {
		moved = append(moved, move(e))
	}
	same(t, "migrated", r.fetch("a", moved[:8]...).Migrated, 8)
	got := r.fetch("a", moved...)
	same(t, "new", got.New, 0)
	same(t, "joined", got.Joined, 0)
	same(t, "known", got.Known, 9)
	r.count(9)
}

// What an editor made part of another item is no news when its site moves
// either, whether title and day tell it or its text; its words stay its own.
func migrationOfMerged(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}}
	r.fetch("a", entries(0, 8)...)
	r.settle()
	all := r.count(8)
	for _, pair := range [][2]int{{0, 1}, {2, 3}} {
		_, err := r.s.Merge(all[pair[0]].ID, all[pair[1]].ID, r.by(""))
		r.must(err)
	}
	r.settle()
	var moved []news.Entry
	for n, e := range entries(0, 8) {
		if e = move(e); n == 3 {
			e.Published = r.now
		}
		moved = append(moved, e)
	}
	got := r.fetch("a", moved...)
	same(t, "new", got.New, 0)
	same(t, "migrated", got.Migrated, 8)
	moved[1].Title, moved[3].Title = "One headline altogether", "Another headline, about ships"
	same(t, "updated by what is part of it", r.fetch("a", moved...).Updated, 0)
	moved[0].Title = "A third headline"
	same(t, "updated by its own", r.fetch("a", moved...).Updated, 1)
	r.count(6)
}

// Nor is a part that was retold between the merge and the move.
func migrationOfRetold(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}}
	es := entries(0, 8)
	r.fetch("a", es...)
	r.settle()
	all := r.count(8)
	_, err := r.s.Merge(all[0].ID, all[1].ID, r.by(""))
	r.must(err)
	r.settle()
	for n := range es {
		if es[n].Title == all[1].Title {
			es[n].Title, es[n].Summary = "A headline that came later", "Words that came later, on harbours and cranes."
		}
	}
	same(t, "updated by what is part of it", r.fetch("a", es...).Updated, 0)
	for n := range es {
		es[n] = move(es[n])
	}
	got := r.fetch("a", es...)
	same(t, "new", got.New, 0)
	same(t, "migrated", got.Migrated, 8)
	r.count(7)
}

// A site that moves may date everything anew and print its titles otherwise;
// then the texts tell.
func migrationByText(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.themes = []news.Theme{{ID: "all"}}
	r.fetch("a", entries(0, 8)...)
	r.settle()
	before := fmt.Sprint(r.in("all"))
	var moved []news.Entry
	for n, e := range entries(0, 8) {
		e = move(e)
		e.Published = r.now
		if n%2 == 0 {
			e.Title = "New here: " + strings.ToUpper(e.Title)
		}
		moved = append(moved, e)
	}
	got := r.fetch("a", moved...)
	same(t, "new", got.New, 0)
	same(t, "joined", got.Joined, 0)
	same(t, "updated", got.Updated, 0)
	same(t, "migrated", got.Migrated, 8)
	same(t, "settled", r.settle().Entered, 0)
	same(t, "order", fmt.Sprint(r.in("all")), before)
	moved[3].Title = "One of them under another headline"
	same(t, "its words are compared again", r.fetch("a", moved...).Updated, 1)
	r.count(8)
}

func noMigration(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.fetch("a", entries(0, 8)...)
	serial := move(entry(0)) // a title that comes again over another text is no migration
	serial.Summary = "Nothing was lifted, says the harbour master, and nobody will before the spring tide."
	r.fetch("a", append(entries(1, 8), serial)...)
	r.count(9)
	var few []news.Entry
	for n, e := range entries(1, 5) {
		e = move(e)
		e.Summary = fmt.Sprintf("Of the %s one there is other news today, told by somebody who was not there before.", numeral(40+n))
		few = append(few, e)
	}
	r.fetch("a", few...) // four entries are too few to tell
	r.count(13)
}

// A single entry that comes under other names with the text it had is the item
// it was.
func renamed(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.fetch("a", entries(0, 8)...)
	r.fetch("a", append(entries(1, 8), move(entry(0)))...)
	i := r.count(8)[0]
	same(t, "sightings", len(i.Sightings), 2)
	e := move(entry(0))
	e.Title += ", continued"
	same(t, "its text counts now", r.fetch("a", append(entries(1, 8), e)...).Updated, 1)
	same(t, "title", r.count(8)[0].Title, e.Title)
}

// One text under two addresses of one source is one item; the one that came
// first is what counts while both are listed.
func twoAddresses(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	one, two := entry(1), move(entry(1))
	two.Title = "CRANES: " + two.Title
	r.fetch("a", one, two)
	same(t, "sightings", len(r.count(1)[0].Sightings), 2)
	two.Title = "LIFTING: " + one.Title
	same(t, "updated", r.fetch("a", one, two).Updated, 0)
	same(t, "title", r.count(1)[0].Title, one.Title)
	one.Summary += " It was heavy."
	same(t, "updated", r.fetch("a", one, two).Updated, 1)
}

func idsComeAgain(t *testing.T, r *round, open func(*testing.T) Store) {
	fill := func(r *round) (ids []string) {
		r.sources(news.Source{ID: "a", Was: []string{"first", "second"}}, news.Source{ID: "b"})
		plain := entry(7)
		plain.GUID, plain.Link = "", ""
		r.fetch("a", append(entries(0, 5), plain)...)
		for n, e := range entries(10, 15) { // the GUIDs of the other source over texts of its own
			e.Link, e.GUID = strings.Replace(e.Link, "a.example", "b.example", 1), entry(n).GUID
			r.fetch("b", e)
		}
		for _, i := range r.all() {
			ids = append(ids, i.ID)
		}
		return ids
	}
	first := fill(r)
	again := fill(&round{t: t, s: open(t), now: r.now.Add(240 * time.Hour)})
	same(t, "ids", fmt.Sprint(again), fmt.Sprint(first))
	same(t, "items", len(first), 11)
}
