package desk

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"koreadesk/desk/control"
	"koreadesk/news"
	"koreadesk/store"
)

// Whoever reads what editors decided while they decide: when an edit has been
// taken, the pages show it, and no old word comes back before the next one.
func TestReadersDoNotBringBackOldDecisions(t *testing.T) {
	d := opened(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, rss("Eine Brücke", "Ein Tunnel")) })
	if _, err := d.Poll(t.Context(), control.PollAsk{}, func(control.PollLine) error { return nil }); err != nil {
		t.Fatal(err)
	}
	var id string
	for record, err := range d.store.Items(store.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		id = record.Item.ID
	}
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if _, err := d.curated(); err != nil {
					t.Error(err)
				}
				if _, err := d.Queue(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for n := range 40 {
		want := fmt.Sprint("Anmerkung ", n)
		if _, err := d.Edit(t.Context(), control.EditAsk{Act: news.ActNote, Item: id, Value: want}); err != nil {
			t.Fatal(err)
		}
		c, err := d.curated()
		if err != nil {
			t.Fatal(err)
		}
		if got := c.word[id].Note; got != want {
			t.Fatalf("after edit %d the word that counts is %q", n, got)
		}
	}
	close(stop)
	readers.Wait()
}

// A poll may settle an edit before the command that took it does: the page it
// builds has the edit already.
func TestWhoeverSettlesAnEditBuildsWithIt(t *testing.T) {
	d := opened(t, one)
	polled(t, d)
	if err := d.complete(t.Context()); err != nil {
		t.Fatal(err)
	}
	var id string
	if err := d.Items(t.Context(), control.ItemsAsk{}, func(i control.Item) error { id = i.ID; return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := d.curated(); err != nil { // remembered without the edit
		t.Fatal(err)
	}
	ask := control.EditAsk{Act: news.ActNote, Item: id, Value: "Bitte lesen"}
	if _, err := d.take(t.Context(), news.Edit{Act: ask.Act, Value: ask.Value, Who: "x", When: time.Now()}, ask); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	answer := httptest.NewRecorder()
	d.site.Load().ServeHTTP(answer, httptest.NewRequest("GET", "/all.atom", nil))
	if !strings.Contains(answer.Body.String(), "Bitte lesen") {
		t.Errorf("the page lacks the note:\n%s", answer.Body)
	}
}
