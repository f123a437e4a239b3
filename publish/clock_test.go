package publish

import (
	"regexp"
	"testing"

	"koreadesk/news"
)

// A theme's clock dates and orders its entries in every form; the source's own
// date stays beside it, and letters name that alone. Nothing is updated before
// it was published, and ids are the same on every clock.
func TestClockInEveryForm(t *testing.T) {
	for clock, want := range map[news.Clock][2]string{
		"":                  {"2026-11-16T07:00:00Z", ""},
		news.ClockPublished: {"2026-11-16T07:00:00Z", ""},
		news.ClockFirstSeen: {"2026-11-17T08:00:00Z", "2026-11-16T07:00:00Z"},
		news.ClockApproved:  {"2026-11-19T09:00:00Z", "2026-11-16T07:00:00Z"},
	} {
		story := sampleStories()[0]
		story.Item.Published, story.Item.FirstSeen, story.Entered = at(16, 7, 0), at(17, 8, 0), at(19, 9, 0)
		story.Item.Updated = at(16, 7, 0)
		story.Item.Origin.Updated = at(20, 1, 0)
		own := story
		own.Item.ID, own.Item.Published, own.Item.Updated = story.Item.ID[:len(story.Item.ID)-1]+"z", at(10, 7, 0), at(10, 7, 0)
		own.Item.FirstSeen, own.Entered = at(17, 8, 1), at(19, 9, 1) // older, but later here
		setup := sampleSetup()
		setup.Themes[0].Date = clock
		s := NewSite(setup)
		if _, _, err := s.Build("korea", []Story{story, own}, nil, now); err != nil {
			t.Fatal(err)
		}
		page := func(path string) string { body, _, _ := s.Page(path); return string(body) }
		first := story.Item.ID
		if want[1] != "" {
			first = own.Item.ID
		}
		for path, order := range map[string]string{"/korea.atom": `<id>(tag:\S+item/\w+)</id>`, "/korea.rss": `<guid[^>]*>([^<]+)`, "/korea.json": `"id": "([^"]+)`} {
			if got := regexp.MustCompile(order).FindStringSubmatch(page(path)); got == nil || got[1] != first {
				t.Errorf("%s: %s begins with %v, want %s", clock, path, got, first)
			}
		}
		if _, _, err := s.Build("korea", []Story{story}, nil, now); err != nil {
			t.Fatal(err)
		}
		for path, shapes := range map[string][2]string{
			"/korea.atom": {`<published>([^<]+)`, `<dcterms:issued>([^<]+)`},
			"/korea.json": {`"date_published": "([^"]+)`, `"date_issued": "([^"]+)`},
			"/korea":      {`· <time datetime="([^"]+)">\d\d:`, `erschienen <time datetime="([^"]+)`},
		} {
			for n, shape := range shapes {
				got := regexp.MustCompile(shape).FindStringSubmatch(page(path))
				if want[n] == "" && got != nil || want[n] != "" && (got == nil || got[1] != want[n]) {
					t.Errorf("%q: %s: %s finds %v, want %q", clock, path, shape, got, want[n])
				}
			}
		}
		for path, updated := range map[string]string{"/korea.atom": `</title>\s*<updated>([^<]+)`, "/korea.json": `"date_modified": "([^"]+)`} {
			if got := regexp.MustCompile(updated).FindStringSubmatch(page(path)); got == nil || got[1] != want[0] {
				t.Errorf("%q: %s was updated %v, not %s", clock, path, got, want[0])
			}
		}
		_, text, err := s.Digest("korea", at(10, 0, 0), at(20, 0, 0), []Story{story})
		if err != nil || !regexp.MustCompile(`Werkblatt · Montag, 16\. November 2026`).MatchString(text) {
			t.Errorf("%q: %v, the digest is\n%s", clock, err, text)
		}
	}
}
