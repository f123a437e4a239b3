package desk

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

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
		if got := c[id].Note; got != want {
			t.Fatalf("after edit %d the word that counts is %q", n, got)
		}
	}
	close(stop)
	readers.Wait()
}
