package desk

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"koreadesk/desk/control"
)

// polledPair is a labelled pair as two sources send it.
type polledPair struct {
	ID, Kind string
	Same     bool
	A, B     polledSide
}

type polledSide struct{ Title, Summary, URL, GUID, Published string }

// readPolled reads pairs, of each text the first that is told again and the
// first that is not: as a source has them, not a page of variations.
func readPolled(t *testing.T, name string) (out []polledPair) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	type choice struct {
		of   string
		same bool
	}
	chosen := make(map[choice]bool)
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var p polledPair
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if c := (choice{p.A.URL, p.Same}); !chosen[c] {
			chosen[c] = true
			out = append(out, p)
		}
	}
	return out
}

// feedOf is a side of all pairs as one RSS document.
func feedOf(pairs []polledPair, side func(polledPair) polledSide) string {
	var b strings.Builder
	element := func(name, text string) {
		if text != "" {
			fmt.Fprintf(&b, "<%s>", name)
			xml.EscapeText(&b, []byte(text))
			name, _, _ = strings.Cut(name, " ")
			fmt.Fprintf(&b, "</%s>", name)
		}
	}
	b.WriteString(`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title><link>http://t.example/</link><description>d</description>`)
	for _, p := range pairs {
		one := side(p)
		b.WriteString("<item>")
		element("title", one.Title)
		element("link", one.URL)
		element(`guid isPermaLink="false"`, one.GUID)
		element("dc:date", one.Published)
		element("description", one.Summary)
		b.WriteString("</item>")
	}
	return b.String() + "</channel></rss>"
}

// The pairs again as a desk meets them: one source sends every a, another every b,
// and either may come first. What counts is whose sighting lies in which item.
func TestPairsPolled(t *testing.T) {
	pairs := append(readPolled(t, "pairs.jsonl"), readPolled(t, "pairs_blind.jsonl")...)
	feeds := map[string]string{
		"/a": feedOf(pairs, func(p polledPair) polledSide { return p.A }),
		"/b": feedOf(pairs, func(p polledPair) polledSide { return p.B }),
	}
	origin := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, feeds[r.URL.Path]) }))
	defer origin.Close()
	for _, order := range [][2]string{{"a", "b"}, {"b", "a"}} {
		held := pollInOrder(t, origin.URL, order)
		found, wrong, same := 0, 0, 0
		for _, p := range pairs {
			x, y := held["a "+p.A.GUID], held["b "+p.B.GUID]
			if x == "" || y == "" {
				t.Fatalf("%s was lost: %q, %q", p.ID, x, y)
			}
			switch {
			case p.Same && x == y:
				found++
			case x == y:
				t.Logf("%v: %s (%s) joined wrongly", order, p.ID, p.Kind)
				wrong++
			case p.Same:
				t.Logf("%v: %s (%s) missed", order, p.ID, p.Kind)
			}
			if p.Same {
				same++
			}
		}
		precision, recall := float64(found)/float64(found+wrong), float64(found)/float64(same)
		t.Logf("%v: %d pairs, %d one story: precision %.3f, recall %.3f", order, len(pairs), same, precision, recall)
		// The pairs share texts, harder than two sources do: where two releases of
		// one template are met before the one they are like, a twin may join, and
		// what contradicts it stays apart.
		if precision < 0.98 || recall < 0.93 {
			t.Errorf("%v: precision %.3f, recall %.3f", order, precision, recall)
		}
	}
}

// pollInOrder polls two sources one after the other and says which item holds
// each of their entries, by source and GUID.
func pollInOrder(t *testing.T, origin string, order [2]string) map[string]string {
	t.Helper()
	text := "desk: {title: Desk, base_url: http://desk.example}\npoll: {gap: 0s, allow_private: true}\nsources:\n"
	for _, id := range order {
		text += fmt.Sprintf("  - {id: %s, url: %q}\n", id, origin+"/"+id)
	}
	d := openDesk(t, text+"themes: [{id: all, title: All}]\n")
	defer d.Close()
	for _, id := range order {
		sum, err := d.Poll(t.Context(), control.PollAsk{Sources: []string{id}, All: true}, func(control.PollLine) error { return nil })
		if err != nil || sum.Failed > 0 {
			t.Fatalf("%+v, %v", sum, err)
		}
	}
	held := make(map[string]string)
	err := d.Items(t.Context(), control.ItemsAsk{}, func(i control.Item) error {
		for _, one := range i.Sightings {
			held[one.Source+" "+one.GUID] = i.ID
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return held
}
