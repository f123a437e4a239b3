package storetest

import (
	"testing"
	"time"

	"koreadesk/news"
)

// A source that lists an article twice in a day, once without its text, has one
// item of it, with the text; what it calls the same on another day is another.
func titleAgain(t *testing.T, r *round) {
	r.themes = []news.Theme{{ID: "all"}}
	listed := func(title string) (bare, full news.Entry) {
		bare = news.Entry{GUID: "t" + title, Link: "https://a.example/t" + title, Title: title, Published: r.now}
		full = bare
		full.GUID, full.Link, full.Summary = "f"+title, "https://a.example/f"+title, "Das Schiff soll 2029 in See stechen, teilte man mit."
		return bare, full
	}
	last := func() news.Item { return r.all()[len(r.all())-1] }
	for name, fullFirst := range map[string]bool{"Ulsan": false, "Mokpo": true} {
		r.sources(news.Source{ID: "a" + name}, news.Source{ID: "b" + name}, news.Source{ID: "c" + name})
		one, full := listed("Werft in " + name + " legt Kiel für Forschungsschiff")
		two := full
		if fullFirst {
			one, two = two, one
		}
		before := len(r.all())
		same(t, name+": new", r.fetch("a"+name, one, two).New, 1)
		i := r.count(before + 1)[before]
		same(t, name+": sightings", len(i.Sightings), 2)
		same(t, name+": the text", i.Summary, full.Summary)
		same(t, name+": the link", i.Link, full.Link)
		got := r.fetch("a"+name, two, one)
		same(t, name+": changes", got.Updated+got.New, 0)
		same(t, name+", another source", r.fetch("b"+name, one).Joined, 1)

		one, full = listed("Hafen in " + name + " bekommt den größten Kran der Küste")
		two, versions := full, 1
		if fullFirst {
			one, two, versions = two, one, 0
		}
		r.fetch("c"+name, one)
		r.settle()
		got = r.fetch("c"+name, one, two)
		same(t, name+", once it was shown: new", got.New, 0)
		same(t, name+", once it was shown: versions", got.Updated, versions)
		same(t, name+", once it was shown: the text", last().Summary, full.Summary)
	}
	r.sources(news.Source{ID: "d"})
	before := len(r.all())
	title, nextDay := listed("Sprechtag der Kammer zu neuen Zollfragen")
	nextDay.Published = r.now.Add(24 * time.Hour)
	r.fetch("d", title, nextDay)
	r.count(before + 2)
}

// A title that names nobody leaves open whose story it is; the first that
// matches it says so, and what contradicts that one is another.
func contradicted(t *testing.T, r *round) {
	text := " bauen gemeinsam ein Schiff für zwölf Personen, das 2029 fahren soll. Es entsteht an der Küste und misst 30 Meter."
	told := func(title string) news.Entry {
		return news.Entry{GUID: title, Link: "https://a.example/" + title, Title: title, Summary: "Zwei Werften" + text, Published: r.now}
	}
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"}, news.Source{ID: "c"})
	r.fetch("a", told("Werften bauen gemeinsam ein Schiff für zwölf Personen"))
	r.fetch("b", told("Werften aus Emden und Mokpo: Schiff für zwölf Personen"))
	r.count(1)
	r.fetch("c", told("Werften aus Emden und Pohang: Schiff für zwölf Personen"))
	items := r.count(2)
	queue, err := r.s.Queue()
	r.must(err)
	if len(queue) != 1 || queue[0].Items[0].Item.ID != items[0].ID || queue[0].Items[1].Item.ID != items[1].ID {
		t.Errorf("proposed: %+v", queue)
	}
	r.fetch("c", told("Werften aus Emden und Pohang: Schiff für zwölf Personen"), told("Werften bauen gemeinsam ein Schiff für zwölf Personen (dpa)"))
	r.count(2)
}

// An entry of before its source moved that has no text is recognised by title and
// day; one of another day, or of an item that has its new name, is news.
func shortStraggler(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	old := entries(0, 9)
	for n := range old {
		old[n].Summary, old[n].Content = "", news.Raw{}
	}
	r.fetch("a", old...)
	var moved []news.Entry
	for _, e := range old {
		moved = append(moved, move(e))
	}
	same(t, "migrated", r.fetch("a", moved[:8]...).Migrated, 8)
	same(t, "new", r.fetch("a", moved...).New, 0)
	r.count(9)
	again, later := moved[2], moved[8]
	again.GUID, again.Link = "again", "https://new.example/again"
	later.GUID, later.Link, later.Published = "later", "https://new.example/later", later.Published.Add(48*time.Hour)
	same(t, "new", r.fetch("a", append(moved[3:], again, later)...).New, 2)
}

// Without a day a title alone may be that of the next notice as well: it is news.
func undatedStraggler(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	old := entries(0, 9)
	for n := range old {
		old[n].Summary, old[n].Content, old[n].Published = "", news.Raw{}, time.Time{}
	}
	r.fetch("a", old...)
	var moved []news.Entry
	for _, e := range old {
		moved = append(moved, move(e))
	}
	same(t, "migrated", r.fetch("a", moved[:8]...).Migrated, 8)
	r.now = r.now.AddDate(0, 6, 0)
	same(t, "new", r.fetch("a", moved[1:]...).New, 1)
}
