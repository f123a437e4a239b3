package publish

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestServeCut(t *testing.T) {
	s := NewSite(sampleSetup())
	if _, _, err := s.Build("korea", manyStories(20), nil, now); err != nil {
		t.Fatal(err)
	}
	url := serve(t, s)
	full, _ := ask(t, url+"/korea.atom", "GET")
	seen := map[string]bool{full.Header.Get("Etag"): true}
	for query, entries := range map[string]int{
		"limit=3":                                3,
		"limit=4&since=2026-11-22T06:00:00Z":     2,
		"since=2026-11-21T23:00:00-05:00":        4,
		"since=2026-11-21T23:00:00%2B00:00":      9,
		"since=2026-11-22T07:00:01Z":             0,
		"limit=1":                                1,
		"since=2026-11-22T06:00:00Z&limit=10000": 2,
	} {
		for _, suffix := range []string{".atom", ".rss", ".json", ""} {
			resp, body := ask(t, url+"/korea"+suffix+"?"+query, "GET")
			mark := map[string]string{".atom": "<entry ", ".rss": "<item>", ".json": `"id":`, "": "<article "}[suffix]
			if got := strings.Count(string(body), mark); resp.StatusCode != 200 || got != entries {
				t.Errorf("korea%s?%s: %d with %d entries, want %d", suffix, query, resp.StatusCode, got, entries)
			}
			again, _ := ask(t, url+"/korea"+suffix+"?"+query, "GET", "If-None-Match: "+resp.Header.Get("Etag"))
			if again.StatusCode != 304 {
				t.Errorf("korea%s?%s again: %d", suffix, query, again.StatusCode)
			}
			if seen[resp.Header.Get("Etag")] && query == "limit=3" {
				t.Errorf("korea%s?%s has the tag of another page", suffix, query)
			}
			seen[resp.Header.Get("Etag")] = true
		}
	}
	if resp, _ := ask(t, url+"/korea.atom?limit=999", "GET"); resp.Header.Get("Etag") != full.Header.Get("Etag") {
		t.Errorf("a page that need not be shortened has another tag")
	}
}

// Who asks for a cut that is held waits for nobody whose own is being written,
// and what nobody waits for any more is not written.
func TestCutsKeepNobodyWaiting(t *testing.T) {
	began, end := make(chan bool), make(chan bool)
	written := 0
	sheetOf := func(path string, write func()) *sheet {
		return &sheet{path: path, tag: `"1"`, page: &page{Entries: slices.Repeat([]*entry{new(entry)}, 9)}, format: format{
			write: func(*page) ([]byte, error) { write(); return []byte(path), nil },
			check: func([]byte, *page) error { return nil }, press: new(press)}}
	}
	quick, slow := sheetOf("/quick", func() { written++ }), sheetOf("/slow", func() { began <- true; <-end })
	c := newCuts()
	if _, err := c.get(t.Context(), quick, 1); err != nil {
		t.Fatal(err)
	}
	var writing sync.WaitGroup
	for n := range cap(c.writers) {
		writing.Go(func() { c.get(t.Context(), slow, 2+n) })
		<-began
	}
	held := make(chan error, 1)
	go func() {
		_, err := c.get(t.Context(), quick, 1)
		held <- err
	}()
	select {
	case err := <-held:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("a cut that is held waits for one that is being written")
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := c.get(gone, quick, 2); err == nil || written != 1 {
		t.Errorf("%d are written, one of them for nobody (%v)", written, err)
	}
	close(end)
	writing.Wait()
}

// Cuts of a page that another has taken the place of go with it.
func TestCutsGoWithTheirPage(t *testing.T) {
	s := NewSite(sampleSetup())
	stories := manyStories(20)
	for n := range 3 {
		stories[0].Item.Title = fmt.Sprint("Kran ", n)
		if _, _, err := s.Build("korea", stories, nil, now); err != nil {
			t.Fatal(err)
		}
		sh, _ := s.find("/korea.atom")
		for k := range 2 {
			cut, err := s.cuts.get(t.Context(), sh, 1+k)
			if err != nil || cut.page != nil {
				t.Fatalf("the cut keeps its page: %v", err)
			}
		}
	}
	if n := len(s.cuts.held); n != 2 {
		t.Errorf("%d cuts are held, not two", n)
	}
}
