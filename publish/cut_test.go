package publish

import (
	"strings"
	"testing"
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
