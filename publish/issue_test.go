package publish

import (
	"encoding/xml"
	"io"
	"net/http"
	"strings"
	"testing"

	"koreadesk/news"
	"koreadesk/publish/letter"
	"koreadesk/publish/publishtest"
)

// heldIssues are issues in memory.
type heldIssues map[string]news.Issue

func (h heldIssues) Issues(theme string) (names []string, err error) {
	for _, name := range []string{"2026-W46", "2026-W47"} {
		if _, ok := h[theme+name]; ok {
			names = append(names, name)
		}
	}
	return names, nil
}

func (h heldIssues) Issue(theme, name string) (news.Issue, bool, error) {
	issue, ok := h[theme+name]
	return issue, ok, nil
}

// An issue is served as it was sent, whatever its stories say now, and without
// what was taken down.
func TestIssueIsServedAsItWasSent(t *testing.T) {
	held := heldIssues{}
	setup := sampleSetup()
	setup.Sent = held
	s := NewSite(setup)
	issue, refused, err := s.Issue("korea", "2026-W47", at(13, 15, 0), at(20, 15, 0), sampleStories())
	if err != nil || len(refused) > 0 || len(issue.Items) != len(sampleStories()) || len(issue.Files) != 3 {
		t.Fatalf("issue of %d items in %d files, %v, %v", len(issue.Items), len(issue.Files), refused, err)
	}
	held["korea2026-W47"] = issue
	build := func() {
		t.Helper()
		if _, _, err := s.Build("korea", nil, nil, now); err != nil {
			t.Fatal(err)
		}
	}
	build()
	for suffix, kind := range issueTypes {
		body, got, ok := s.Page("/korea/issue/2026-W47" + suffix)
		if !ok || got != kind+"; charset=utf-8" || string(body) != string(issue.Body(suffix)) {
			t.Errorf("%q: %t, %s", suffix, ok, got)
		}
	}
	taken := issue.Items[0]
	issue.Without(taken, now)
	held["korea2026-W47"] = issue
	build()
	feed, _, _ := s.Page("/korea/issue/2026-W47.atom")
	if n := strings.Count(string(feed), "<entry"); n != len(issue.Items)-1 || !strings.Contains(string(feed), `ref="`+taken+`" when="2026-11-23T09:00:00Z"`) {
		t.Errorf("%d entries, and no stub, in:\n%s", n, feed)
	}
	for _, fault := range publishtest.Atom(feed) {
		t.Errorf("without what was taken down: %s", fault)
	}
	if strings.Count(string(issue.Body(".atom")), "\n  <updated>2026-11-23T09:00:00Z</updated>") != 1 {
		t.Errorf("the issue's feed was not updated:\n%s", issue.Body(".atom"))
	}
	all, _, ok := s.Page("/korea/issues.atom")
	if !ok || strings.Count(string(all), "<entry") != 1 || strings.Contains(string(all), "Pilotanlagen") || !strings.Contains(string(all), "Hier wurde ein Eintrag entfernt.") {
		t.Errorf("the feed of issues: %t\n%s", ok, all)
	}
	for _, doc := range [][]byte{feed, all} {
		for d := xml.NewDecoder(strings.NewReader(string(doc))); err != io.EOF; {
			if _, err = d.Token(); err != nil && err != io.EOF {
				t.Fatalf("not well-formed: %v", err)
			}
		}
		err = nil
	}
	if strings.Contains(string(all), letter.Width) || !strings.Contains(string(issue.Body("")), letter.Width) {
		t.Error("the width of a letter is not its own alone")
	}
	people, _, _ := s.Page("/korea")
	for _, want := range []string{`href="./korea/issue/2026-W47">2026-W47</a>`, `title="Alles aus Korea: Newsletter" href="./korea/issues.atom">`} {
		if !strings.Contains(string(people), want) {
			t.Errorf("the theme's page lacks %s", want)
		}
	}
	url := serve(t, s)
	page, _ := ask(t, url+"/korea/issue/2026-W47", http.MethodGet)
	if policy := page.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "style-src 'unsafe-inline'") || strings.Contains(policy, "script-src") {
		t.Errorf("policy %q", policy)
	}
	for _, path := range []string{"/korea/issue/2026-W46", "/korea/issue/2026-W47.pdf", "/korea/issue/", "/brief/issues.atom"} {
		if got, _ := ask(t, url+path, http.MethodGet); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, got.Status)
		}
	}
}
