package desk

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"koreadesk/desk/control"
	"koreadesk/news"
)

// visit is a request as an origin saw it come and go.
type visit struct {
	path, etag string
	from, to   time.Time
}

// publisher is an origin that writes down its visits, and a desk over some of
// its addresses that can be opened again and again.
type publisher struct {
	t      *testing.T
	config string
	web    string // its address
	mu     sync.Mutex
	visits []visit
}

// publisherOf has a desk follow the paths of an origin, with that gap.
func publisherOf(t *testing.T, gap time.Duration, answer http.HandlerFunc, paths ...string) *publisher {
	t.Helper()
	t.Setenv("RUNTIME_DIRECTORY", "")
	p := &publisher{t: t, config: filepath.Join(t.TempDir(), "feeds.yaml")}
	origin := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := visit{path: r.URL.Path, etag: r.Header.Get("If-None-Match"), from: time.Now()}
		answer(w, r)
		v.to = time.Now()
		p.mu.Lock()
		p.visits = append(p.visits, v)
		p.mu.Unlock()
	}))
	t.Cleanup(origin.Close)
	p.web = origin.URL
	text := fmt.Sprintf("desk: {title: Desk, base_url: http://desk.example}\npoll: {gap: %s, allow_private: true}\nthemes: [{id: all, title: All}]\nsources:\n", gap)
	for n, path := range paths {
		text += fmt.Sprintf("  - {id: s%d, url: %q}\n", n, origin.URL+path)
	}
	if err := os.WriteFile(p.config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *publisher) open() *Desk {
	p.t.Helper()
	d, err := Open(p.t.Context(), Options{Config: p.config, Create: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		p.t.Fatal(err)
	}
	return d
}

// round opens the desk, polls whatever its own interval says, and closes it.
func (p *publisher) round() control.PollSum {
	p.t.Helper()
	d := p.open()
	sum := pollAgain(p.t, d)
	if err := d.Close(); err != nil {
		p.t.Fatal(err)
	}
	return sum
}

func pollAgain(t *testing.T, d *Desk) control.PollSum {
	t.Helper()
	sum, err := d.Poll(t.Context(), control.PollAsk{All: true}, func(control.PollLine) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func (p *publisher) seen() []visit {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]visit(nil), p.visits...)
}

// age has a source remember everything as so much longer ago.
func (p *publisher) age(source string, by time.Duration) {
	p.t.Helper()
	d := p.open()
	_, err := d.store.Amend(source, func(st news.State) news.State {
		for _, at := range []*time.Time{&st.Polled, &st.OK, &st.New, &st.Next, &st.NotUntil, &st.Held, &st.Moving.Since, &st.Trouble.Since} {
			if !at.IsZero() {
				*at = at.Add(-by)
			}
		}
		return st
	})
	if err == nil {
		err = d.Close()
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// conditional serves a feed with a validator.
func conditional(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("ETag", `"v"`)
	if r.Header.Get("If-None-Match") == `"v"` {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	io.WriteString(w, rss("Eine Brücke wird gebaut"))
}

func TestPoliteAcrossRestarts(t *testing.T) {
	t.Run("the gap to the last request before a restart is kept", func(t *testing.T) {
		const gap = 300 * time.Millisecond
		p := publisherOf(t, gap, conditional, "/a", "/b")
		p.round()
		p.round()
		visits := p.seen()
		if len(visits) != 4 {
			t.Fatalf("%d requests, want 4", len(visits))
		}
		for n := 1; n < len(visits); n++ {
			if rest := visits[n].from.Sub(visits[n-1].to); rest < gap {
				t.Errorf("request %d came %v after the one before", n, rest)
			}
		}
	})

	t.Run("one unconditional GET per source, ever", func(t *testing.T) {
		p := publisherOf(t, 0, conditional, "/a", "/b")
		for range 3 {
			p.round()
		}
		blind := 0
		for _, v := range p.seen() {
			if v.etag == "" {
				blind++
			}
		}
		if blind != 2 {
			t.Errorf("%d unconditional requests for two sources", blind)
		}
	})

	t.Run("Retry-After keeps a source and on 429 its host away after a restart", func(t *testing.T) {
		p := publisherOf(t, 0, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/a" {
				w.Header().Set("Retry-After", "600")
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			conditional(w, r)
		}, "/a", "/b")
		p.round()
		before := len(p.seen())
		if sum := p.round(); sum.Polled > 1 || len(p.seen()) != before {
			t.Errorf("after a restart %d requests more: %+v", len(p.seen())-before, sum)
		}
	})

	t.Run("410 stops a source for good, also after a restart", func(t *testing.T) {
		p := publisherOf(t, 0, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) }, "/a")
		p.round()
		p.age("s0", 100*24*time.Hour)
		p.round()
		if n := len(p.seen()); n != 1 {
			t.Errorf("%d requests", n)
		}
	})

	t.Run("a move is adopted after 7 days, across restarts, and brings no item twice", func(t *testing.T) {
		p := publisherOf(t, 0, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/old" {
				http.Redirect(w, r, "/new", http.StatusMovedPermanently)
				return
			}
			conditional(w, r)
		}, "/old")
		for _, days := range []int{6, 2, 1} {
			p.round()
			p.age("s0", time.Duration(days)*24*time.Hour)
		}
		before := len(p.seen())
		if before != 6 {
			t.Fatalf("%d requests in the first nine days, want the old address and the new one thrice", before)
		}
		sum := p.round()
		after := p.seen()[before:]
		if len(after) != 1 || after[0].path != "/new" || after[0].etag != `"v"` {
			t.Errorf("after the move: %+v", after)
		}
		if sum.New+sum.Updated+sum.Joined > 0 {
			t.Errorf("the move brought news: %+v", sum)
		}
	})
}

func TestPoliteBesideTheDaemon(t *testing.T) {
	t.Run("never two requests for one source in flight, nor two of one host", func(t *testing.T) {
		asked := make(chan struct{}, 64)
		p := publisherOf(t, 0, func(w http.ResponseWriter, r *http.Request) {
			asked <- struct{}{}
			time.Sleep(20 * time.Millisecond) // long enough to overlap
			conditional(w, r)
		}, "/a", "/b")
		d := p.open()
		_, stop := served(t, d)
		<-asked
		var manual sync.WaitGroup
		for range 4 {
			manual.Go(func() {
				d.Poll(context.Background(), control.PollAsk{All: true}, func(control.PollLine) error { return nil })
			})
		}
		manual.Wait()
		stop()
		if err := d.Close(); err != nil {
			t.Error(err)
		}
		visits := p.seen()
		for n := 1; n < len(visits); n++ {
			if visits[n].from.Before(visits[n-1].to) {
				t.Errorf("%s was asked while %s was", visits[n].path, visits[n-1].path)
			}
		}
	})
}

func TestATryBesideTheDaemonWaitsForItsTurn(t *testing.T) {
	p := publisherOf(t, 0, func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(20 * time.Millisecond) // long enough to overlap
		conditional(w, r)
	}, "/a", "/b")
	d := p.open()
	_, stop := served(t, d)
	var asking sync.WaitGroup
	for range 3 {
		asking.Go(func() {
			d.Poll(context.Background(), control.PollAsk{All: true}, func(control.PollLine) error { return nil })
		})
		asking.Go(func() {
			if _, err := Try(context.Background(), p.config, "", p.web+"/a"); err != nil {
				t.Error(err)
			}
		})
	}
	asking.Wait()
	stop()
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	visits := p.seen()
	if len(visits) < 5 {
		t.Fatalf("%d requests, want two of the daemon and three tries", len(visits))
	}
	for n := 1; n < len(visits); n++ {
		if visits[n].from.Before(visits[n-1].to) {
			t.Errorf("%s was asked while %s was", visits[n].path, visits[n-1].path)
		}
	}
}

func TestTryAsksAListPageOnce(t *testing.T) {
	p := publisherOf(t, 0, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, `<html lang="de"><body><main><ul class="news">`)
		for day := range 5 {
			fmt.Fprintf(w, `<li><h3><a href="/m/%d">Meldung %[1]d über eine Brücke in Incheon</a></h3><time datetime="2026-11-0%d">x</time></li>`, day, day+1)
		}
		io.WriteString(w, `</ul></main></body></html>`)
	}, "/feed")
	tried, err := Try(t.Context(), p.config, "", p.web+"/news")
	if err != nil || len(tried.Entries) != 5 {
		t.Fatalf("%d entries, %v", len(tried.Entries), err)
	}
	asked := 0
	for _, v := range p.seen() {
		if v.path == "/news" {
			asked++
		}
	}
	if asked != 1 {
		t.Errorf("the page was asked for %d times", asked)
	}
}
