package fetcher

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// town is an origin where /old leads on by a status to /new, which answers
// with a body.
type town struct {
	*origin
	status int
	body   string
	gone   bool // /new has left as well
}

func newTown(t *testing.T, status int) *town {
	w := &town{status: status, body: feed("Kran")}
	w.origin = newOrigin(t, func(rw http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/old" && w.status != 0:
			http.Redirect(rw, r, "/new", w.status)
		case r.URL.Path == "/new" && w.gone:
			rw.WriteHeader(http.StatusGone)
		default:
			rw.Write([]byte(w.body))
		}
	})
	return w
}

func TestMoves(t *testing.T) {
	for _, status := range []int{301, 308} {
		t.Run("adopted after 7 days of the same answer: "+http.StatusText(status), func(t *testing.T) {
			w := newTown(t, status)
			s := subscribe(t, w.URL+"/old")
			if d := s.good(); d.Redirect != w.URL+"/new" || d.Source != "hafenblatt" {
				t.Errorf("delivery of %q from %q", d.Source, d.Redirect)
			}
			s.now = morning.Add(7*24*time.Hour - time.Minute)
			s.good()
			if s.st.Moved != "" {
				t.Fatalf("adopted too early")
			}
			s.now = morning.Add(7 * 24 * time.Hour)
			s.good()
			if s.st.Moved != w.URL+"/new" {
				t.Fatalf("moved to %q", s.st.Moved)
			}
			before := len(w.requests())
			if d := s.good(); d.Redirect != "" || s.st.Moved == "" {
				t.Errorf("after the move: redirect %q, moved %q", d.Redirect, s.st.Moved)
			}
			if n := len(w.requests()) - before; n != 1 || w.last().URL.Path != "/new" {
				t.Errorf("after the move: %d requests, the last for %s", n, w.last().URL)
			}
		})
	}

	for _, status := range []int{302, 303, 307} {
		t.Run("never adopted: "+http.StatusText(status), func(t *testing.T) {
			w := newTown(t, status)
			s := subscribe(t, w.URL+"/old")
			for day := range 20 {
				s.now = morning.Add(time.Duration(day) * 24 * time.Hour)
				s.good()
			}
			if s.st.Moved != "" || s.st.Moving.To != "" {
				t.Errorf("moved to %q, moving to %q", s.st.Moved, s.st.Moving.To)
			}
		})
	}

	t.Run("adopted only when every hop was permanent", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/1":
				http.Redirect(w, r, "/2", http.StatusMovedPermanently)
			case "/2":
				http.Redirect(w, r, "/3", http.StatusFound)
			default:
				w.Write([]byte(feed("Kran")))
			}
		})
		s := subscribe(t, o.URL+"/1")
		s.good()
		s.now = morning.Add(8 * 24 * time.Hour)
		s.good()
		if s.st.Moved != "" {
			t.Errorf("moved to %q", s.st.Moved)
		}
	})

	t.Run("one answer without the redirect begins the week anew", func(t *testing.T) {
		w := newTown(t, 301)
		s := subscribe(t, w.URL+"/old")
		s.good()
		w.status = 0
		s.good()
		w.status = 301
		s.now = morning.Add(8 * 24 * time.Hour)
		s.good()
		if s.st.Moved != "" {
			t.Errorf("moved to %q", s.st.Moved)
		}
	})

	t.Run("a redirect to a maintenance page changes nothing", func(t *testing.T) {
		w := newTown(t, 0)
		s := subscribe(t, w.URL+"/old")
		s.good()
		before := s.st
		w.status, w.body = 301, "<!DOCTYPE html><html><head><title>Wartung</title></head><body>Bald wieder da</body></html>"
		for range 3 {
			s.bad(NotFeed)
			s.now = s.now.Add(7 * 24 * time.Hour)
		}
		if s.st.Moved != "" || s.st.Moving.To != "" || s.st.URL != before.URL || s.st.BodyHash != before.BodyHash {
			t.Errorf("state is %+v", s.st)
		}
	})

	t.Run("a new home that is lost is given up for the configured address", func(t *testing.T) {
		w := newTown(t, 301)
		s := subscribe(t, w.URL+"/old")
		s.good()
		s.now = morning.Add(7 * 24 * time.Hour)
		s.good()
		w.gone, w.status = true, 0
		s.bad(HTTP)
		if s.st.Stopped || s.st.Moved != "" {
			t.Errorf("stopped %v, moved to %q", s.st.Stopped, s.st.Moved)
		}
		s.good()
		if w.last().URL.Path != "/old" {
			t.Errorf("asked %s", w.last().URL)
		}
	})

	t.Run("a new address in feeds.yaml ends a move", func(t *testing.T) {
		w := newTown(t, 301)
		s := subscribe(t, w.URL+"/old")
		s.good()
		s.now = morning.Add(7 * 24 * time.Hour)
		s.good()
		s.src.URL = w.URL + "/other"
		s.good()
		if s.st.Moved != "" || w.last().URL.Path != "/other" {
			t.Errorf("moved to %q, asked %s", s.st.Moved, w.last().URL)
		}
	})

	t.Run("a feeds.yaml that follows the move costs no unconditional GET", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"v"`)
			switch {
			case r.URL.Path == "/old":
				http.Redirect(w, r, "/new", http.StatusMovedPermanently)
			case r.Header.Get("If-None-Match") != "":
				w.WriteHeader(http.StatusNotModified)
			default:
				w.Write([]byte(feed("Kran")))
			}
		})
		s := subscribe(t, o.URL+"/old")
		s.good()
		s.now = morning.Add(7 * 24 * time.Hour)
		s.good()
		s.src.URL = o.URL + "/new"
		s.good()
		if o.last().Header.Get("If-None-Match") == "" || s.st.Moved != "" || s.st.Asked != s.src.URL {
			t.Errorf("asked %q, moved %q", s.st.Asked, s.st.Moved)
		}
	})

	t.Run("a source with credentials does not move", func(t *testing.T) {
		w := newTown(t, 301)
		s := subscribe(t, strings.Replace(w.URL, "http://", "http://reader:secret@", 1)+"/old")
		s.good()
		s.now = morning.Add(8 * 24 * time.Hour)
		s.good()
		if s.st.Moved != "" {
			t.Errorf("moved to %q", s.st.Moved)
		}
	})
}

func TestRedirects(t *testing.T) {
	lead := func(t *testing.T, to string) *subscriber {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
		})
		return subscribe(t, o.URL+"/a")
	}
	for to, says := range map[string]string{
		"/a":                            "circle",
		"":                              "names no address",
		"file:///etc/passwd":            "not http or https",
		"javascript:alert(1)":           "not http or https",
		"http://[::bad/":                "cannot be read",
		"gopher://127.0.0.1:70/_secret": "not http or https",
	} {
		t.Run("refused to "+to, func(t *testing.T) {
			if e := lead(t, to).bad(Redirect); !strings.Contains(e.Error(), says) {
				t.Errorf("error is %v, want it to say %q", e, says)
			}
		})
	}

	t.Run("five are followed, a sixth is not", func(t *testing.T) {
		n := 5
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			if len(r.URL.Path) <= n {
				http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
				return
			}
			w.Write([]byte(feed("Kran")))
		})
		s := subscribe(t, o.URL+"/")
		s.good()
		if got := len(o.requests()); got != 6 {
			t.Errorf("%d requests", got)
		}
		n = 6
		s.bad(Redirect)
	})

	t.Run("https to http is refused", func(t *testing.T) {
		c := clientOf(func(r *http.Request) (*http.Response, error) {
			return reply(301, "", "Location", "http://hafenblatt.example/feed"), nil
		}, Options{})
		s := subscribe(t, "https://hafenblatt.example/feed")
		s.c = c
		if e := s.bad(Redirect); !strings.Contains(e.Error(), "from https to http") {
			t.Errorf("error is %v", e)
		}
	})

	t.Run("user name and password stay with the configured origin", func(t *testing.T) {
		elsewhere := newOrigin(t, func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(feed("Kran"))) })
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/a" {
				http.Redirect(w, r, "/b", http.StatusFound)
				return
			}
			http.Redirect(w, r, elsewhere.URL, http.StatusFound)
		})
		s := subscribe(t, strings.Replace(o.URL, "http://", "http://reader:secret@", 1)+"/a")
		s.good()
		for _, r := range o.requests() {
			if user, password, _ := r.BasicAuth(); user != "reader" || password != "secret" {
				t.Errorf("%s was asked as %q", r.URL, user)
			}
		}
		if got := elsewhere.last().Header.Get("Authorization"); got != "" {
			t.Errorf("another origin was told %q", got)
		}
	})
}
