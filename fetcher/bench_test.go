package fetcher

import (
	"net/http"
	"testing"

	"koreadesk/news"
)

func benchmark(b *testing.B, answer http.HandlerFunc) {
	o := newOrigin(b, answer)
	s := subscribe(b, o.URL)
	d, err := s.c.Fetch(b.Context(), s.src, news.State{}, morning)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.c.Fetch(b.Context(), s.src, d.State, morning); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNotModified(b *testing.B) {
	benchmark(b, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Write([]byte(feed("Kran")))
	})
}

// BenchmarkChanged reads a document of 50 entries, gzipped, at each poll.
func BenchmarkChanged(b *testing.B) {
	var titles []string
	for range 50 {
		titles = append(titles, "Neue Schleuse für den Binnenhafen")
	}
	page := []byte(feed(titles...))
	packed, n := [2][]byte{zip(page), zip(append(page, '\n'))}, 0
	benchmark(b, func(w http.ResponseWriter, r *http.Request) {
		n++
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(packed[min(n-1, 1)])
	})
}
