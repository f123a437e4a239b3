package desk

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"koreadesk/desk/control"
	"koreadesk/news"
)

// walked is what a reader met that began at a theme's feed and followed
// prev-archive: the ids of entries and of stubs, and of each archive both in
// their order.
type walked struct {
	shown, gone map[string]bool
	archives    map[string][]string
}

func walk(t *testing.T, d *Desk, theme string) walked {
	t.Helper()
	w := walked{shown: make(map[string]bool), gone: make(map[string]bool), archives: make(map[string][]string)}
	for path := "/" + theme + ".atom"; path != ""; {
		body, _, ok := d.site.Load().Page(path)
		if !ok {
			t.Fatalf("the walk ends at %s", path)
		}
		var feed struct {
			Nodes []struct {
				XMLName xml.Name
				Rel     string `xml:"rel,attr"`
				Href    string `xml:"href,attr"`
				Ref     string `xml:"ref,attr"`
				ID      string `xml:"id"`
			} `xml:",any"`
		}
		if err := xml.Unmarshal(body, &feed); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		here, next := path, ""
		var ids []string
		for _, n := range feed.Nodes {
			switch n.XMLName.Local {
			case "entry":
				w.shown[n.ID], ids = true, append(ids, n.ID)
			case "deleted-entry":
				w.gone[n.Ref], ids = true, append(ids, n.Ref)
			case "link":
				if n.Rel == "prev-archive" {
					next = strings.TrimPrefix(n.Href, "http://desk.example")
				}
			}
		}
		if strings.Contains(here, "/archive/") {
			slices.Sort(ids) // stubs stand behind the entries
			w.archives[here] = ids
		}
		path = next
	}
	return w
}

// Whatever arrives and whatever editors do, a reader that walks from the feed
// meets every item that may be shown, and of what is hidden or taken down a
// stub alone; an archive once full keeps its set.
func TestWalkMeetsEverything(t *testing.T) {
	var sent atomic.Int64
	d := opened(t, func(w http.ResponseWriter, _ *http.Request) {
		titles := make([]string, sent.Load())
		for n := range titles {
			titles[n] = fmt.Sprintf("%x", sha256.Sum256([]byte{byte(n), byte(n >> 8)}))
		}
		fmt.Fprint(w, rss(titles...))
	})
	random := rand.New(rand.NewPCG(1, 2))
	archives := make(map[string][]string)
	dead := make(map[string]bool) // taken down
	for _, more := range []int64{99, 1, 1, 0, 40, 58, 1, 130, 0} {
		sent.Add(more)
		if _, err := d.Poll(t.Context(), control.PollAsk{Force: true}, func(control.PollLine) error { return nil }); err != nil {
			t.Fatal(err)
		}
		var all []control.Item
		if err := d.Items(t.Context(), control.ItemsAsk{}, func(i control.Item) error { all = append(all, i); return nil }); err != nil {
			t.Fatal(err)
		}
		for range 4 {
			i := all[random.IntN(len(all))]
			act := []news.Act{news.ActHide, news.ActUnhide, news.ActTakedown}[random.IntN(3)]
			if dead[i.ID] {
				continue
			}
			dead[i.ID] = act == news.ActTakedown
			if _, err := d.Edit(t.Context(), control.EditAsk{Act: act, Item: i.ID, Why: "a walk"}); err != nil {
				t.Fatal(err)
			}
		}
		if err := d.complete(t.Context()); err != nil {
			t.Fatal(err)
		}
		w, n := walk(t, d, "all"), 0
		if err := d.Items(t.Context(), control.ItemsAsk{}, func(i control.Item) error {
			if n++; w.shown[i.ID] == i.Hidden || w.gone[i.ID] != i.Hidden {
				t.Errorf("of %d items: %s, hidden %t, is met as an entry: %t, as a stub: %t", sent.Load(), i.ID, i.Hidden, w.shown[i.ID], w.gone[i.ID])
			}
			return nil
		}); err != nil || int64(n) != sent.Load() {
			t.Fatalf("%d items of %d, %v", n, sent.Load(), err)
		}
		for path, ids := range w.archives {
			if before := archives[path]; len(ids) != 100 || before != nil && !slices.Equal(ids, before) {
				t.Errorf("%s has another set than before, of %d", path, len(ids))
			}
			archives[path] = ids
		}
		if len(w.archives) != len(archives) {
			t.Errorf("the walk meets %d archives of %d", len(w.archives), len(archives))
		}
	}
	if len(archives) != 3 {
		t.Errorf("%d archives", len(archives))
	}
}
