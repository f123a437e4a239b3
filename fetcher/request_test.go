package fetcher

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"koreadesk/news"
)

func TestRequest(t *testing.T) {
	o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "visit", Value: "1"})
		if r.URL.Path == "/" {
			http.Redirect(w, r, "/feed?a=1", http.StatusFound)
			return
		}
		w.Write([]byte(feed("Kran")))
	})
	s := subscribe(t, o.URL)
	s.good()
	s.good()
	asked := o.requests()
	if len(asked) != 4 {
		t.Fatalf("two polls over a redirect made %d requests", len(asked))
	}
	for _, r := range asked {
		if r.Method != http.MethodGet {
			t.Errorf("%s was asked with %s: no HEAD, no probing", r.URL, r.Method)
		}
		for _, name := range []string{"Cookie", "Referer"} {
			if got := r.Header.Get(name); got != "" {
				t.Errorf("%s: %s is %q, want none", r.URL, name, got)
			}
		}
		if got := r.Header.Get("User-Agent"); got != "koreadesk/1.2 (+https://desk.example/about)" {
			t.Errorf("User-Agent is %q", got)
		}
		if got := r.Header.Get("Accept-Encoding"); got != "gzip" {
			t.Errorf("Accept-Encoding is %q", got)
		}
	}
	if got := asked[1].URL.RawQuery; got != "a=1" {
		t.Errorf("query is %q: none is added", got)
	}
}

func TestWhatIsAskedForIsSaid(t *testing.T) {
	said := make(map[string]string)
	o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		said[r.URL.Path] = r.Header.Get("Accept")
		switch r.URL.Path {
		case "/feed":
			io.WriteString(w, feed("Kran"))
		case "/list":
			io.WriteString(w, `<ul><li><a href="/article">Der Kran am Hafen steht wieder</a></li></ul>`)
		default:
			io.WriteString(w, "User-agent: *\n")
		}
	})
	subscribe(t, o.URL+"/feed").good()
	s := subscribe(t, o.URL+"/list")
	s.src.Page, s.src.Article = &news.Page{Items: "li", Title: "a", Link: "a@href"}, true
	s.good()
	for path, want := range map[string]string{
		"/feed": acceptFeed, "/list": acceptPage, "/article": acceptPage, "/robots.txt": acceptText,
	} {
		if said[path] != want {
			t.Errorf("%s was asked for with %q, want %q", path, said[path], want)
		}
	}
}

func TestHTTP2(t *testing.T) {
	proto := ""
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		proto = r.Proto
		w.Write([]byte(feed("Kran")))
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	s := subscribe(t, server.URL)
	s.c.free.(*http.Transport).TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	s.good()
	if proto != "HTTP/2.0" {
		t.Errorf("the server was spoken to in %s", proto)
	}
	s.c.Close()
}
