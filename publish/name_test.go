package publish

import (
	"strings"
	"testing"
)

// A source that the configuration does not name is called what its feed calls
// itself, and by its id where that is silent.
func TestSourceIsNamed(t *testing.T) {
	for _, c := range []struct{ configured, feed, want string }{
		{"Werkblatt", "Werkblatt – Technik", "Werkblatt"},
		{"werkblatt", "Werkblatt – Technik", "Werkblatt – Technik"},
		{"werkblatt", "", "werkblatt"},
	} {
		setup := sampleSetup()
		setup.Sources[0].Title = c.configured
		s := NewSite(setup)
		story := sampleStories()[0]
		story.Item.Origin.Title, story.Item.Authors = c.feed, nil
		if _, _, err := s.Build("korea", []Story{story}, nil, now); err != nil {
			t.Fatal(err)
		}
		page, _, _ := s.Page("/korea")
		feed, _, _ := s.Page("/korea.atom")
		if !strings.Contains(string(page), ">"+c.want+"</a>") || !strings.Contains(string(feed), "<name>"+c.want+"</name>") {
			t.Errorf("%+v: the page is\n%s", c, page)
		}
	}
}
