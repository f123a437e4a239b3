package publish

import (
	"testing"
	"time"

	"koreadesk/news"
)

// heldIssues are issues in memory, by theme and name.
type heldIssues map[string]Document

func (h heldIssues) Issue(theme, name string) (Document, bool, error) {
	doc, ok := h[theme+" "+name]
	return doc, ok, nil
}

// What was sent is served as it was sent, until it is said to have changed.
func TestIssuesAreServed(t *testing.T) {
	issues := heldIssues{"korea issue/2026-W47": {Kind: typeHTML, Body: []byte("<p>eins</p>"), Changed: at(20, 16, 0)}}
	setup := sampleSetup()
	setup.Issues = issues
	setup.Themes[1].Token = news.NewSecret("0123456789abcdef")
	s := NewSite(setup)
	for _, theme := range []string{"korea", "brief"} {
		if _, _, err := s.Build(theme, sampleStories(), nil, now); err != nil {
			t.Fatal(err)
		}
	}
	url := serve(t, s)
	get := func(path string, status int, want string) {
		t.Helper()
		resp, body := ask(t, url+path, "GET")
		if resp.StatusCode != status || status == 200 && string(body) != want {
			t.Errorf("%s: %d %s", path, resp.StatusCode, body)
		}
		if h := resp.Header; status == 200 && (h.Get("Etag") == "" || h.Get("Content-Security-Policy") == "" || h.Get("Last-Modified") != "Fri, 20 Nov 2026 16:00:00 GMT") {
			t.Errorf("%s: %v", path, h)
		}
	}
	get("/korea/issue/2026-W47", 200, "<p>eins</p>")
	get("/korea/issue/2026-W46", 404, "")
	get("/korea/issue/2026-W47.txt", 404, "")
	issues["korea issue/2026-W47"] = Document{Kind: typeHTML, Body: []byte("<p>weg</p>"), Changed: at(20, 16, 0)}
	get("/korea/issue/2026-W47", 200, "<p>eins</p>")
	s.Forget("korea")
	get("/korea/issue/2026-W47", 200, "<p>weg</p>")
	issues["brief issue/2026-W47"] = Document{Kind: typeHTML, Body: []byte("<p>x</p>"), Changed: at(20, 16, 0).Add(time.Millisecond)}
	get("/brief/issue/2026-W47", 404, "")
	get("/0123456789abcdef/brief/issue/2026-W47", 200, "<p>x</p>")
}
