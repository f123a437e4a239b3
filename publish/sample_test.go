package publish

import (
	"fmt"
	"testing"
	"time"

	"koreadesk/news"
)

// now is when the tests' pages are built.
var now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func at(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour, minute, 0, 0, time.UTC)
}

// sampleSetup is a small desk.
func sampleSetup() Setup {
	return Setup{
		Desk: news.Desk{
			Title:     "Korea Desk Muster",
			BaseURL:   "https://feeds.example.org/desk",
			Authority: "feeds.example.org,2026",
			Language:  "de",
			Author:    news.Person{Name: "Redaktion Muster", Email: "redaktion@example.org"},
		},
		Sources: []news.Source{
			{ID: "werkblatt", Title: "Werkblatt", URL: "https://werkblatt.example/feed/", Language: "de"},
			{ID: "hangang", Title: "한강경제", URL: "https://hangang.example/rss", Language: "ko"},
			{ID: "wire", Title: "Morning Wire", URL: "https://wire.example/atom.xml", Language: "en"},
		},
		Tags: []news.Tag{
			{ID: "korea", Title: "Korea"},
			{ID: "energie", Title: "Energie"},
			{ID: "netzwerke", Title: "Netzwerke & Kooperation"},
		},
		Themes: []news.Theme{
			{ID: "korea", Title: "Alles aus Korea", Date: news.ClockPublished, Limit: 50, AtLeast: 48 * time.Hour},
			{ID: "brief", Was: []string{"rundbrief"}, Title: "Korea-Brief", Date: news.ClockApproved, Limit: 50},
			{ID: "leer", Title: "Noch leer", Limit: 50},
		},
		Gone: []string{"alt"},
	}
}

// sampleStories are three tellings in three languages and with three extents
// of rights.
func sampleStories() []Story {
	korea := news.Score{Tag: "korea", Score: 1, Because: []string{"title: Südkorea", "summary: Ulsan"}}
	energy := news.Score{Tag: "energie", Score: 0.6, Because: []string{"content: Wasserstoff, Elektrolyse"}}
	return []Story{
		{
			Item: news.Item{
				ID: "tag:feeds.example.org,2026:item/aaaaaaaaaaaaaaaaaaaaaaaaaa", Num: 7, Source: "werkblatt",
				GUID: "https://werkblatt.example/?p=4711", Title: "Südkorea & NRW: 5 < 6 Pilotanlagen für Wasserstoff",
				Link:    "https://werkblatt.example/2026/wasserstoff-ulsan",
				Summary: "Ein Konsortium aus Ulsan und Duisburg baut eine Elektrolyse mit 20 Megawatt. Der Betrieb soll im Frühjahr beginnen.",
				Body: news.Raw{Kind: news.HTML, Base: "https://werkblatt.example/2026/", Lang: "de",
					Markup: `<p>Ein Konsortium aus <a href="/ulsan">Ulsan</a> baut.<script>alert(1)</script></p><img src="bild.jpg" onerror="x()"><p onclick="y()">Ende &amp; Schluss.</p>`},
				Language: "de", Authors: []news.Person{{Name: "Petra Probst", Email: "p@werkblatt.example"}},
				Enclosures: []news.Enclosure{{Link: "https://werkblatt.example/anlage.jpg", Type: "image/jpeg", Length: 48211}},
				Image:      "https://werkblatt.example/anlage.jpg",
				Origin: news.Origin{ID: "https://werkblatt.example/feed/", Title: "Werkblatt – Technik", Link: "https://werkblatt.example/",
					Self: "https://werkblatt.example/feed/", Language: "de", Rights: "© Werkblatt", Updated: at(22, 7, 30)},
				Published: at(22, 7, 15), Updated: at(22, 7, 15), FirstSeen: at(22, 8, 0),
				Sightings: []news.Sighting{
					{Source: "werkblatt", GUID: "https://werkblatt.example/?p=4711", Link: "https://werkblatt.example/2026/wasserstoff-ulsan"},
					{Source: "hangang", Link: "https://hangang.example/뉴스/수소?id=1"},
					{Source: "wire", Link: "https://wire.example/h2"},
				},
			},
			Verdict: news.Verdict{Tags: []news.Score{korea, energy}},
			Entered: at(22, 8, 0),
			Rights:  news.Rights{Content: news.ExtentFull, Images: true, Attribution: "Mit freundlicher Genehmigung des Werkblatts", Licence: "https://creativecommons.org/licenses/by/4.0/"},
		},
		{
			Item: news.Item{
				ID: "tag:feeds.example.org,2026:item/bbbbbbbbbbbbbbbbbbbbbbbbbb", Num: 8, Source: "hangang",
				GUID: "hg-20261121-3", Title: "부산시, 함부르크와 항만 협력 업무협약 체결", Link: "https://hangang.example/news/3",
				Summary: "부산시와 함부르크시가 항만 물류 분야에서 함께 일하기로 했다.", Language: "ko",
				Origin:    news.Origin{ID: "urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6", Title: "한강경제", Link: "https://hangang.example/", Updated: at(21, 3, 0)},
				Published: at(21, 2, 0), Updated: at(22, 12, 0), FirstSeen: at(21, 4, 0), Version: 1,
				Sightings: []news.Sighting{{Source: "hangang", Link: "https://hangang.example/news/3"}},
			},
			Verdict: news.Verdict{Tags: []news.Score{korea, {Tag: "netzwerke", Because: []string{"title: 협력, 업무협약"}}}},
			Entered: at(22, 18, 30),
			Rights:  news.Rights{Content: news.ExtentSummary},
		},
		{
			Item: news.Item{
				ID: "tag:feeds.example.org,2026:item/cccccccccccccccccccccccccc", Num: 9, Source: "wire",
				GUID: "w9", Title: "Seoul opens a call for joint battery labs", Link: "https://wire.example/labs",
				Summary: "Not to be shown.", Body: news.Raw{Markup: "<p>Not to be shown.</p>", Kind: news.HTML}, Language: "en",
				Image:     "https://wire.example/labs.png",
				FirstSeen: at(21, 23, 5).Add(300 * time.Millisecond), Updated: at(21, 23, 5).Add(300 * time.Millisecond),
			},
			Verdict: news.Verdict{Tags: []news.Score{korea}},
			Entered: at(21, 23, 5),
			Rights:  news.Rights{Content: news.ExtentTitle, Images: true},
		},
	}
}

// manyStories are n stories of the same theme, an hour apart.
func manyStories(n int) []Story {
	stories := make([]Story, n)
	for k := range stories {
		s := sampleStories()[k%2]
		s.Item.ID = fmt.Sprintf("tag:feeds.example.org,2026:item/%026d", k)
		s.Item.Num = uint64(k)
		s.Item.Title = fmt.Sprintf("%s (%d)", s.Item.Title, k)
		s.Item.Published = at(22, 7, 0).Add(-time.Duration(k) * time.Hour)
		s.Item.Updated = s.Item.Published
		s.Item.FirstSeen = s.Item.Published.Add(20 * time.Minute)
		s.Entered = s.Item.FirstSeen
		stories[k] = s
	}
	return stories
}

// built is a site with the sample's stories in two themes and none in a third.
func built(t testing.TB) *Site {
	t.Helper()
	s := NewSite(sampleSetup())
	for theme, stories := range map[string][]Story{"korea": sampleStories(), "brief": sampleStories(), "leer": nil} {
		if _, refused, err := s.Build(theme, stories, nil, now); err != nil || len(refused) > 0 {
			t.Fatalf("build %s: %v, refused %v", theme, err, refused)
		}
	}
	return s
}
