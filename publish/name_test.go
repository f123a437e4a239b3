package publish

import (
	"strings"
	"testing"

	"koreadesk/news"
)

// A source that the configuration does not name is called what its feed calls
// itself, and by its host where that is silent.
func TestSourceIsNamed(t *testing.T) {
	for _, c := range []struct{ configured, feed, want string }{
		{"Werkblatt", "Werkblatt – Technik", "Werkblatt"},
		{"werkblatt", "Werkblatt – Technik", "Werkblatt – Technik"},
		{"werkblatt", "", "werkblatt.example"},
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

// Sources besides the lead are named as people know them, in every form: by
// their title, else by where their feed is, else by where the story stands, and
// by their id where that is a number.
func TestOthersAreNamed(t *testing.T) {
	setup := sampleSetup()
	setup.Sources[1] = news.Source{ID: "s-12", Title: "s-12", URL: "https://www.xn--939ammx27a8nhoxgoov.example/rss", Language: "ko"}
	setup.Sources[2].Title = ""
	story := sampleStories()[0]
	story.Item.Sightings[1].Source = "s-12"
	story.Item.Sightings = append(story.Item.Sightings, news.Sighting{Source: "s-13", Link: "http://former.example:8080/h2"},
		news.Sighting{Source: "s-14", Link: "https://www.former.example/energie/h2"}, news.Sighting{Source: "haus", Link: "http://192.0.2.7/h2"})
	s := NewSite(setup)
	if _, _, err := s.Build("korea", []Story{story}, nil, now); err != nil {
		t.Fatal(err)
	}
	page, _, _ := s.Page("/korea")
	_, text, err := s.Digest("korea", at(13, 15, 0), at(22, 15, 0), []Story{story})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"한강경제신문.example", "wire.example", "former.example", "haus"} {
		if strings.Count(string(page), ">"+name+"</a>") != 1 || strings.Count(text, name) != 1 {
			t.Errorf("%s is not named once:\n%s\n%s", name, page, text)
		}
	}
	if strings.Contains(string(page), "s-1") || strings.Contains(text, "s-1") {
		t.Errorf("an id is shown:\n%s\n%s", page, text)
	}
}
