package fetcher

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"koreadesk/news"
)

func TestRobots(t *testing.T) {
	site := func(t *testing.T, answer http.HandlerFunc) (*origin, func(time.Duration) (bool, error)) {
		o := newOrigin(t, answer)
		c := New(Options{})
		t.Cleanup(c.Close)
		robots := c.Robots()
		src := news.Source{ID: "hafenblatt", AllowPrivate: true}
		return o, func(later time.Duration) (bool, error) {
			return robots.Allowed(t.Context(), src, o.URL+"/list", morning.Add(later))
		}
	}

	t.Run("asked once a day for each site", func(t *testing.T) {
		o, allowed := site(t, func(w http.ResponseWriter, r *http.Request) {
			w.Write([]byte("User-agent: koreadesk\nDisallow: /list"))
		})
		for _, later := range []time.Duration{0, time.Minute, 23 * time.Hour} {
			if ok, err := allowed(later); ok || err != nil {
				t.Errorf("allowed is %v, %v", ok, err)
			}
		}
		if n := len(o.requests()); n != 1 || o.last().URL.Path != "/robots.txt" {
			t.Errorf("%d requests, the last for %s", n, o.last().URL)
		}
		allowed(25 * time.Hour)
		if n := len(o.requests()); n != 2 {
			t.Errorf("%d requests after a day", n)
		}
	})

	t.Run("once a day also when the desk is restarted", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Write([]byte("User-agent: *\nAllow: /$\nDisallow: /list*x"))
		})
		var st news.State
		for _, restarted := range []time.Duration{0, time.Hour, 23 * time.Hour, 25 * time.Hour} {
			s := subscribe(t, o.URL+"/list/x")
			s.src.Page, s.st, s.now = &news.Page{Auto: true}, st, morning.Add(restarted)
			s.bad(Disallowed)
			st = s.st
		}
		if n := len(o.requests()); n != 2 {
			t.Errorf("robots.txt was asked for %d times in 25 hours, want twice", n)
		}
	})

	t.Run("redirects are followed first", func(t *testing.T) {
		_, allowed := site(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				http.Redirect(w, r, "/other.txt", http.StatusMovedPermanently)
				return
			}
			w.Write([]byte("User-agent: *\nDisallow: /list"))
		})
		if ok, err := allowed(0); ok || err != nil {
			t.Errorf("allowed is %v, %v", ok, err)
		}
	})

	for status, want := range map[int]bool{401: true, 403: true, 404: true, 410: true, 429: false, 500: false, 503: false} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			_, allowed := site(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status) })
			ok, err := allowed(0)
			if ok != want || (err == nil) != want {
				t.Errorf("allowed is %v, %v; want %v", ok, err, want)
			}
		})
	}

	t.Run("one that cannot be reached is tried again after an hour", func(t *testing.T) {
		status := 500
		_, allowed := site(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status) })
		allowed(0)
		status = 404
		if ok, err := allowed(30 * time.Minute); ok || err == nil {
			t.Errorf("allowed is %v, %v", ok, err)
		}
		if ok, err := allowed(time.Hour); !ok || err != nil {
			t.Errorf("allowed is %v, %v", ok, err)
		}
	})
}

// A feed is asked for whatever robots.txt says, unless the source wants it
// obeyed; a page is asked for only where it allows it, unless the source wants
// it ignored.
func TestRobotsOverride(t *testing.T) {
	site := func(t *testing.T, rules string, robots news.Robots) (*origin, *subscriber) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				w.Write([]byte(rules))
				return
			}
			w.Write([]byte(feed("Kran")))
		})
		s := subscribe(t, o.URL+"/feed")
		s.src.Robots = robots
		return o, s
	}
	const closed = "User-agent: *\nDisallow: /"

	for _, robots := range []news.Robots{news.RobotsUsual, news.RobotsIgnore} {
		t.Run("a feed is asked for in any case: "+string(robots), func(t *testing.T) {
			o, s := site(t, closed, robots)
			s.good()
			if len(o.requests()) != 1 {
				t.Errorf("%d requests", len(o.requests()))
			}
		})
	}

	t.Run("obey: a feed is not asked for, and status says what to do", func(t *testing.T) {
		o, s := site(t, closed, news.RobotsObey)
		if e := s.bad(Disallowed); !strings.Contains(e.Hint, "robots: ignore") || e.Source != "hafenblatt" {
			t.Errorf("error is %v", e)
		}
		if n := len(o.requests()); n != 1 || o.last().URL.Path != "/robots.txt" {
			t.Errorf("%d requests, the last for %s", n, o.last().URL)
		}
		if s.st.Interval != 24*time.Hour || s.st.Trouble.Kind != "robots" {
			t.Errorf("next after %s, trouble %+v", s.st.Interval, s.st.Trouble)
		}
	})

	t.Run("obey: robots.txt is read once a day, not with every poll", func(t *testing.T) {
		o, s := site(t, "User-agent: *\nDisallow: /private", news.RobotsObey)
		s.good()
		s.now = morning.Add(2 * time.Hour)
		s.good()
		if n := len(o.requests()); n != 3 {
			t.Errorf("two polls made %d requests", n)
		}
	})

	t.Run("ignore: a page is asked for without reading it", func(t *testing.T) {
		o, s := site(t, closed, news.RobotsIgnore)
		if ok, err := s.c.Robots().Allowed(t.Context(), s.src, o.URL+"/list", s.now); !ok || err != nil || len(o.requests()) > 0 {
			t.Errorf("allowed is %v, %v after %d requests", ok, err, len(o.requests()))
		}
	})

	t.Run("obey: a page is asked for only where it may be", func(t *testing.T) {
		o, s := site(t, closed, news.RobotsObey)
		if ok, err := s.c.Robots().Allowed(t.Context(), s.src, o.URL+"/list", s.now); ok || err != nil {
			t.Errorf("allowed is %v, %v", ok, err)
		}
	})
}

// Several sources of a site look at its rules at one time; what was read is
// remembered all the same, and not read again after a restart.
func TestRobotsAreRememberedWhileOthersLookAtThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := New(Options{}).Robots()
		src := news.Source{ID: "a", URL: "https://a.example/news", Page: &news.Page{Auto: true}}
		u, _ := url.Parse(src.URL)
		s := r.site(u)
		s.until, s.rules = morning.Add(robotsKept), rules{{pattern: "/x"}}
		s.busy <- struct{}{} // somebody else looks
		time.AfterFunc(time.Second, func() { <-s.busy })
		if kept := r.keep(t.Context(), src, news.RobotsText{}, morning); len(kept.Lines) != 1 {
			t.Errorf("kept %+v", kept)
		}
	})
}
