package fetcher

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"koreadesk/news"
)

// articleSite is a feed whose articles are served beside it; it notes what is asked.
type articleSite struct {
	mu    sync.Mutex
	asked []string
	feed  string
	serve func(w http.ResponseWriter, path string) bool // false: the usual article
}

func (s *articleSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.URL.Path)
	s.mu.Unlock()
	switch {
	case r.URL.Path == "/feed":
		w.Write([]byte(s.feed))
	case s.serve != nil && s.serve(w, r.URL.Path):
	case r.URL.Path == "/robots.txt":
		http.NotFound(w, r)
	default:
		fmt.Fprintf(w, "<html><body><main><article><h1>Titel</h1><p>%s</p></article></main></body></html>",
			strings.Repeat("Ein Satz, der den Artikel füllt. ", 12))
	}
}

// articles are the articles that were asked for, in order.
func (s *articleSite) articles() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var paths []string
	for _, p := range s.asked {
		if strings.HasPrefix(p, "/a/") {
			paths = append(paths, p)
		}
	}
	return paths
}

// oldestFirst is a feed of n entries, the oldest on top.
func oldestFirst(n int) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>A</title><link>/</link><description>a</description>`)
	for i := range n {
		fmt.Fprintf(&b, `<item><title>Meldung %d</title><link>/a/%02d</link><guid isPermaLink="false">%d</guid><pubDate>Mon, %02d Nov 2026 09:00:00 GMT</pubDate></item>`, i, i, i, 1+i)
	}
	return b.String() + `</channel></rss>`
}

func following(t *testing.T, site *articleSite) (*Client, news.Source) {
	t.Helper()
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	client := New(Options{AllowPrivate: true})
	t.Cleanup(client.Close)
	return client, news.Source{ID: "a", URL: server.URL + "/feed", Article: true, Every: time.Hour, EveryMax: 6 * time.Hour}
}

func TestArticlesOfAPollAreTheNewest(t *testing.T) {
	site := &articleSite{feed: oldestFirst(25)}
	client, src := following(t, site)
	d, err := client.Fetch(t.Context(), src, news.State{}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	asked := site.articles()
	if len(asked) != mostArticles || asked[0] != "/a/24" || slices.Contains(asked, "/a/04") {
		t.Errorf("asked for %v", asked)
	}
	if len(d.Entries) != mostArticles || !d.Partial || d.State.ETag != "" || d.State.BodyHash != ([32]byte{}) {
		t.Errorf("%d entries, partial %v: the rest would be passed over", len(d.Entries), d.Partial)
	}
	d, err = client.Fetch(t.Context(), src, d.State, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(site.articles()); n != 25 || d.Partial || len(d.Entries) != 25 {
		t.Errorf("after the second poll %d articles, %d entries, partial %v", n, len(d.Entries), d.Partial)
	}
}

func TestAnArticleThatAsksToWaitSpeaksForItsSite(t *testing.T) {
	site := &articleSite{feed: oldestFirst(5), serve: func(w http.ResponseWriter, path string) bool {
		if path != "/a/03" {
			return false
		}
		w.Header().Set("Retry-After", "3000")
		w.WriteHeader(http.StatusServiceUnavailable)
		return true
	}}
	client, src := following(t, site)
	now := time.Now()
	d, err := client.Fetch(t.Context(), src, news.State{}, now)
	if err != nil {
		t.Fatal(err)
	}
	if got := site.articles(); !slices.Equal(got, []string{"/a/04", "/a/03"}) {
		t.Errorf("asked for %v", got)
	}
	if wait := d.State.Held.Sub(now); wait < 49*time.Minute || d.State.Next.Before(d.State.Held) {
		t.Errorf("held for %s, next %s", wait, d.State.Next)
	}
	if ok, _, _ := May(src, d.State, Force, now.Add(time.Minute)); ok {
		t.Error("force breaks a Retry-After")
	}
	if len(d.State.Repairs) == 0 || !strings.Contains(d.State.Repairs[0], "503") {
		t.Errorf("status says nothing: %v", d.State.Repairs)
	}
}

func TestAnArticleThatIsAlwaysRefusedIsGivenUp(t *testing.T) {
	site := &articleSite{feed: oldestFirst(3), serve: func(w http.ResponseWriter, path string) bool {
		if path == "/a/02" {
			w.WriteHeader(http.StatusForbidden)
		}
		return path == "/a/02"
	}}
	client, src := following(t, site)
	st, entries := news.State{}, 0
	for range 3 {
		d, err := client.Fetch(t.Context(), src, st, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		st, entries = d.State, len(d.Entries)
	}
	if entries != 3 {
		t.Errorf("%d entries after three polls, want all 3", entries)
	}
}

// Every hop of a list page or article is asked about, not the first alone.
func TestRobotsCountBehindARedirectToo(t *testing.T) {
	site := &articleSite{feed: oldestFirst(1), serve: func(w http.ResponseWriter, path string) bool {
		switch path {
		case "/robots.txt":
			w.Write([]byte("User-agent: *\nDisallow: /verboten\n"))
		case "/a/00":
			w.Header().Set("Location", "/verboten/x")
			w.WriteHeader(http.StatusFound)
		default:
			return false
		}
		return true
	}}
	client, src := following(t, site)
	d, err := client.Fetch(t.Context(), src, news.State{}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(site.asked, "/verboten/x") {
		t.Errorf("asked for %v", site.asked)
	}
	if len(d.Entries) != 1 {
		t.Errorf("the entry is lost: %d", len(d.Entries))
	}
}

// A list whose last page leads back to its first is read once.
func TestFurtherPagesAreAskedForOnce(t *testing.T) {
	var asked []string
	o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path)
		next := map[string]string{"/list": "/list/2", "/list/2": "/list/3", "/list/3": "/list"}[r.URL.Path]
		if next == "" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<li><a href="/a%s">Eine Meldung vom Hafen</a></li><a class="next" href="%s">weiter</a>`, r.URL.Path, next)
	})
	s := subscribe(t, o.URL+"/list")
	s.src.Page = &news.Page{Items: "li", Next: "a.next"}
	d, err := s.poll()
	if err != nil || len(d.Entries) != 3 {
		t.Fatalf("%d entries, %v", len(d.Entries), err)
	}
	if want := []string{"/robots.txt", "/list", "/list/2", "/list/3"}; !slices.Equal(asked, want) {
		t.Errorf("asked %q, want %q", asked, want)
	}
}
