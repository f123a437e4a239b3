package fetcher

import (
	"net/http"
	"testing"
	"time"

	"koreadesk/news"
)

func TestAHostBehindARedirectIsLeftAloneAfterARestart(t *testing.T) {
	full := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/a" {
			http.Redirect(w, r, full.URL+"/a", http.StatusFound)
			return
		}
		w.Write([]byte(feed("Kran")))
	})
	s := subscribe(t, o.URL+"/a")
	s.bad(HTTP)
	later, own := subscribe(t, full.URL+"/b"), subscribe(t, o.URL+"/b")
	later.now, own.c = morning.Add(time.Minute), later.c
	later.c.Recall([]news.State{s.st}, later.now)
	later.bad(Waiting)
	own.good()
}

func TestAnArticleThatFindsTheDeskTooFrequentClosesItsHostAfterARestart(t *testing.T) {
	site := &articleSite{feed: oldestFirst(2), serve: func(w http.ResponseWriter, path string) bool {
		if path != "/a/01" {
			return false
		}
		w.Header().Set("Retry-After", "3000")
		w.WriteHeader(http.StatusTooManyRequests)
		return true
	}}
	client, src := following(t, site)
	now := time.Now()
	d, err := client.Fetch(t.Context(), src, news.State{}, now)
	if err != nil {
		t.Fatal(err)
	}
	later, other := New(Options{AllowPrivate: true}), src
	t.Cleanup(later.Close)
	later.Recall([]news.State{d.State}, now)
	other.ID = "b"
	_, err = later.Fetch(t.Context(), other, news.State{}, now.Add(time.Minute))
	if e, ok := err.(*Error); !ok || e.Kind != Waiting {
		t.Errorf("error is %v", err)
	}
}
