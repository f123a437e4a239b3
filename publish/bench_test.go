package publish

import (
	"fmt"
	"net/http/httptest"
	"testing"

	"koreadesk/news"
)

func benchSite(b *testing.B, entries int) (*Site, []Story) {
	stories := manyStories(entries)
	for n := range stories {
		stories[n].Item.Body = news.Raw{Kind: news.HTML, Base: "https://werkblatt.example/",
			Markup: "<p>Ein <b>Konsortium</b> aus <a href=/u>Ulsan</a> baut.</p><p>" + string(prose(uint64(n), 10)) + "</p>"}
		stories[n].Rights.Content = news.ExtentFull
	}
	s := NewSite(sampleSetup())
	if _, _, err := s.Build("korea", stories, nil, now); err != nil {
		b.Fatal(err)
	}
	return s, stories
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{50, 500} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, stories := benchSite(b, n)
			for k := 0; b.Loop(); k++ {
				stories[0].Item.Title = fmt.Sprint("Titel ", k)
				if _, _, err := s.Build("korea", stories, nil, now); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// dropped is a response that goes nowhere.
type dropped struct{ *httptest.ResponseRecorder }

func (dropped) Write(b []byte) (int, error) { return len(b), nil }

func BenchmarkServe(b *testing.B) {
	s, _ := benchSite(b, 50)
	for name, headers := range map[string][2]string{"gzip": {"Accept-Encoding", "gzip"}, "304": {"If-None-Match", "*"}} {
		b.Run(name, func(b *testing.B) {
			r := httptest.NewRequest("GET", "/korea.atom", nil)
			r.Header.Set(headers[0], headers[1])
			for b.Loop() {
				s.ServeHTTP(dropped{httptest.NewRecorder()}, r)
			}
		})
	}
}
