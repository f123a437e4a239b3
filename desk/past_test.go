package desk

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"koreadesk/desk/control"
	"koreadesk/news"
)

// What is hidden is a stub in the feed and in the archive it stands in, and in
// its archive also when it had left the theme's page long before.
func TestHiddenEverywhere(t *testing.T) {
	titles := make([]string, 120)
	for n := range titles {
		titles[n] = fmt.Sprintf("%s %d", strings.Repeat(string(rune('a'+n%26)), 4+n/26), n*7919)
	}
	d := opened(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, rss(titles...)) })
	if _, err := d.Poll(t.Context(), control.PollAsk{}, func(control.PollLine) error { return nil }); err != nil {
		t.Fatal(err)
	}
	page := func(path string) string {
		t.Helper()
		body, _, ok := d.site.Load().Page(path)
		if !ok {
			t.Fatalf("%s is not there", path)
		}
		return string(body)
	}
	places, err := d.store.Places("all", 0, 0)
	if err != nil || len(places) != 120 {
		t.Fatalf("%d lines, %v", len(places), err)
	}
	for path, n := range map[string]int{"/all/archive/0.atom": 40, "/all.atom": 119} {
		records, err := d.store.Load([]uint64{places[n].Item}, false)
		if err != nil || len(records) != 1 {
			t.Fatal(err)
		}
		id := records[0].Item.ID
		if !strings.Contains(page(path), "<id>"+id) {
			t.Fatalf("%s does not show line %d", path, n)
		}
		if _, err := d.store.AddEdit(news.Edit{Act: news.ActHide, Item: id, Who: "t", When: time.Now()}); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		if body := page(path); strings.Contains(body, "<id>"+id) || !strings.Contains(body, `<at:deleted-entry ref="`+id) {
			t.Errorf("%s still shows what is hidden", path)
		}
	}
	if n := strings.Count(page("/all/archive/0.atom"), "<entry "); n != 99 {
		t.Errorf("the archive shows %d entries besides", n)
	}
}

// A stub stands in the feed wherever in the ledger its item stood: of a first
// poll the newest item is the first line, and hundreds follow it.
func TestStubOfAnEarlyLine(t *testing.T) {
	titles := make([]string, 620)
	for n := range titles {
		titles[n] = fmt.Sprintf("%x", sha256.Sum256([]byte{byte(n), byte(n >> 8)}))
	}
	d := opened(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, rss(titles...)) })
	if _, err := d.Poll(t.Context(), control.PollAsk{}, func(control.PollLine) error { return nil }); err != nil {
		t.Fatal(err)
	}
	places, err := d.store.Places("all", 0, 0)
	if err != nil || len(places) != len(titles) {
		t.Fatalf("%d lines, %v", len(places), err)
	}
	records, err := d.store.Load([]uint64{places[0].Item}, false)
	if err != nil || len(records) != 1 {
		t.Fatal(err)
	}
	id := records[0].Item.ID
	for _, act := range []news.Act{news.ActHide, news.ActUnhide, news.ActHide} {
		if _, err := d.Edit(t.Context(), control.EditAsk{Act: act, Item: id}); err != nil {
			t.Fatal(err)
		}
		body, _, _ := d.site.Load().Page("/all.atom")
		want := map[news.Act]int{news.ActHide: 1}[act]
		if n := strings.Count(string(body), `ref="`+id); n != want {
			t.Errorf("after %s the feed has %d stubs of it", act, n)
		}
	}
}
