package publish

import (
	"strings"
	"testing"

	"koreadesk/news"
)

// shown is a story in every form a reader can meet it in, by the form's name.
func shown(t *testing.T, story Story) map[string]string {
	t.Helper()
	held := heldIssues{}
	setup := sampleSetup()
	setup.Sent = held
	setup.Past = &heldPast{stories: make([]Story, archiveSize)}
	setup.Past.(*heldPast).stories[0] = story
	s := NewSite(setup)
	issue, _, err := s.Issue("korea", "2026-W47", at(13, 15, 0), at(20, 15, 0), []Story{story})
	if err != nil {
		t.Fatal(err)
	}
	held["korea2026-W47"] = issue
	if _, refused, err := s.Build("korea", []Story{story}, nil, now); err != nil || len(refused) > 0 {
		t.Fatalf("%v, refused %v", err, refused)
	}
	forms := make(map[string]string)
	for _, path := range []string{"/korea", "/korea.atom", "/korea.rss", "/korea.json", "/korea/archive/0.atom", "/korea/issues.atom",
		"/korea/issue/2026-W47", "/korea/issue/2026-W47.atom", "/korea/issue/2026-W47.txt"} {
		body, _, ok := s.Page(path)
		if !ok {
			t.Fatalf("%s is not there", path)
		}
		forms[path] = string(body)
	}
	forms["digest as HTML"], forms["digest as text"], err = s.Digest("korea", at(13, 15, 0), at(20, 15, 0), []Story{story})
	if err != nil {
		t.Fatal(err)
	}
	return forms
}

// What a source asks for is kept in every form: how much of its text is shown,
// its images, its attribution, its licence.
func TestRightsInEveryForm(t *testing.T) {
	const named = "KOGL Type 1"
	const address = "https://licence.example/by/4.0/"
	for _, c := range []struct {
		rights        news.Rights
		summary, full bool
	}{
		{rights: news.Rights{Content: news.ExtentTitle, Attribution: "Mit Dank", Licence: address}},
		{rights: news.Rights{Content: news.ExtentTitle, Images: true, Licence: named}},
		{rights: news.Rights{Attribution: "Mit Dank", Licence: named}, summary: true},
		{rights: news.Rights{Content: news.ExtentSummary, Licence: address}, summary: true},
		{rights: news.Rights{Content: news.ExtentFull, Attribution: "Mit Dank"}, summary: true, full: true},
	} {
		story := sampleStories()[0]
		story.Rights = c.rights
		story.Item.Sightings = story.Item.Sightings[:1] // no other source's words
		story.Verdict = news.Verdict{}                  // and none of the tagger's
		for form, body := range shown(t, story) {
			people := !strings.Contains(form, ".")
			for text, want := range map[string]bool{
				"Der Betrieb soll im": c.summary,
				"Schluss.":            c.full && !people && !strings.Contains(form, "issues") && !strings.Contains(form, ".txt"),
				"anlage.jpg":          false,
				"onclick":             false,
			} {
				if got := strings.Contains(body, text); got != want {
					t.Errorf("%+v: %s has %q: %t", c.rights, form, text, got)
				}
			}
			for _, must := range []string{c.rights.Attribution, c.rights.Licence} {
				// A feed says what it says of a text where there is one.
				if !strings.Contains(body, must) {
					t.Errorf("%+v: %s lacks %q in:\n%s", c.rights, form, must, body)
				}
			}
		}
	}
}
