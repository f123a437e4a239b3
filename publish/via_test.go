package publish

import (
	"testing"

	"koreadesk/news"
)

// The lead's own entry id is linked where it is one everywhere: an address, or a
// tag: or urn: URI.
func TestVia(t *testing.T) {
	s := NewSite(Setup{Desk: news.Desk{Title: "Desk", BaseURL: "https://desk.example/", Authority: "desk.example,2026"}})
	for guid, want := range map[string]string{
		"https://hafen.example/?p=7":                    "https://hafen.example/?p=7",
		"https://hafen.example/kran":                    "", // the link itself
		"tag:hafen.example,2026:kran/7":                 "tag:hafen.example,2026:kran/7",
		"urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6": "urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6",
		"urn:uuid:7":                "", // no UUID
		"tag:hafen":                 "",
		"7":                         "",
		"post:7":                    "",
		"javascript:alert(1)":       "",
		"https://u:p@hafen.example": "",
	} {
		e := s.newEntry(news.Theme{}, Story{Item: news.Item{GUID: guid, Link: "https://hafen.example/kran", Title: "Kran"}}, nil)
		if e.Via != want {
			t.Errorf("entry id %q is linked as %q, not %q", guid, e.Via, want)
		}
	}
}
