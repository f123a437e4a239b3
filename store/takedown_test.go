package store

import (
	"fmt"
	"path/filepath"
	"testing"

	"koreadesk/news"
)

// A text that was taken down, that its source then changed, and whose site then
// moved with new names for everything, is still the one that was taken down.
func TestTakenDownStaysAwayAfterAMove(t *testing.T) {
	s := reopen(t, filepath.Join(t.TempDir(), "koreadesk.db"))
	defer s.Close()
	list := make([]news.Entry, 7)
	for n := range list {
		list[n] = article(n)
		list[n].Published = noon
		list[n].Summary = fmt.Sprintf("Boat %d leaves the harbour of Emden at %d o'clock and comes back in the evening.", n, n+5)
	}
	deliver(t, s, list...)
	var down string
	for r, err := range s.Items(Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Item.GUID == list[0].GUID {
			down = r.Item.ID
		}
	}
	if _, err := s.Takedown(down, news.Edit{When: noon, Who: "lawyer", Why: "a court says so"}); err != nil {
		t.Fatal(err)
	}

	list[0].Title, list[0].Summary = "Ferry sails no more", "The owner has sold the boat to Rotterdam, where it will carry bicycles from next spring."
	list[0].Content = news.Raw{Markup: "<p>" + list[0].Summary + "</p>", Kind: news.HTML}
	if r := deliver(t, s, list...); r.New+r.Joined != 0 {
		t.Fatalf("changed by its source, it came back: %+v", r)
	}
	for n := range list {
		list[n].GUID, list[n].Link = fmt.Sprint("moved-", n), fmt.Sprintf("https://new.example/%d", n)
	}
	if r := deliver(t, s, list...); r.New != 0 || s.Stats().Items != len(list) {
		t.Errorf("when its site had moved, it came back: %+v, %d items", r, s.Stats().Items)
	}
}

// Where the record of what was taken down is damaged, its text alone keeps it away.
func TestTakenDownStaysAwayThoughItsRecordIsDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koreadesk.db")
	s := reopen(t, path)
	text := func(guid string) news.Entry {
		e := article(1)
		e.GUID, e.Link = guid, "https://a.example/"+guid
		e.Summary = "The harbour master of Leer has closed the lock until the end of the month, because its gates are to be painted."
		return e
	}
	deliver(t, s, text("first"))
	var down news.Item
	for r, err := range s.Items(Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		down = r.Item
	}
	if _, err := s.Takedown(down.ID, news.Edit{When: noon, Who: "lawyer", Why: "a court says so"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, path, key8(down.Num), bucketItems)

	s = reopen(t, path)
	defer s.Close()
	if r := deliver(t, s, text("again")); r.New+r.Joined != 0 || r.Known != 1 {
		t.Errorf("sent under another name it came back: %+v", r)
	}
}
