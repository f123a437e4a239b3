package fetcher

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"koreadesk/news"
)

// world answers in place of the network, in virtual time.
type world func(*http.Request) (*http.Response, error)

func (w world) RoundTrip(r *http.Request) (*http.Response, error) { return w(r) }

func reply(status int, body string, headers ...string) *http.Response {
	h := http.Header{}
	for n := 0; n+1 < len(headers); n += 2 {
		h.Set(headers[n], headers[n+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: -1}
}

func clientOf(w world, o Options) *Client {
	c := New(o)
	c.guarded, c.free = w, w
	return c
}

func TestHosts(t *testing.T) {
	t.Run("one request at a time and a gap apart per registrable domain", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			busy, most := 0, 0
			var begun, ended []time.Time
			c := clientOf(func(r *http.Request) (*http.Response, error) {
				mu.Lock()
				busy++
				most = max(most, busy)
				begun = append(begun, time.Now())
				mu.Unlock()
				time.Sleep(300 * time.Millisecond)
				mu.Lock()
				busy--
				ended = append(ended, time.Now())
				mu.Unlock()
				return reply(200, feed("Kran")), nil
			}, Options{Gap: time.Second})
			var wg sync.WaitGroup
			for n := range 5 {
				wg.Go(func() {
					src := news.Source{ID: fmt.Sprint(n), URL: fmt.Sprintf("https://host%d.hafenblatt.co.kr/feed", n)}
					if _, err := c.Fetch(t.Context(), src, news.State{}, morning); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if most != 1 {
				t.Errorf("%d requests at one time", most)
			}
			for n := 1; n < len(begun); n++ {
				if gap := begun[n].Sub(ended[n-1]); gap < time.Second {
					t.Errorf("request %d came %v after the one before", n, gap)
				}
			}
		})
	})

	t.Run("other domains do not wait", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			c := clientOf(func(r *http.Request) (*http.Response, error) {
				time.Sleep(10 * time.Second)
				return reply(200, feed("Kran")), nil
			}, Options{Gap: time.Second})
			start := time.Now()
			var wg sync.WaitGroup
			for n := range 20 {
				wg.Go(func() {
					src := news.Source{ID: fmt.Sprint(n), URL: fmt.Sprintf("http://127.0.0.%d/feed", n+1)}
					if _, err := c.Fetch(t.Context(), src, news.State{}, morning); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if took := time.Since(start); took != 10*time.Second {
				t.Errorf("20 addresses took %v", took)
			}
		})
	})

	t.Run("sources in a line keep no other from its turn", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			c := clientOf(func(r *http.Request) (*http.Response, error) {
				time.Sleep(5 * time.Second)
				return reply(200, feed("Kran")), nil
			}, Options{Gap: time.Second, Concurrency: 2})
			var wg sync.WaitGroup
			for n := range 10 {
				wg.Go(func() {
					src := news.Source{ID: fmt.Sprint(n), URL: "https://crowded.example/feed"}
					c.Fetch(t.Context(), src, news.State{}, morning)
				})
			}
			synctest.Wait()
			start := time.Now()
			if _, err := c.Fetch(t.Context(), news.Source{ID: "x", URL: "https://quiet.example/feed"}, news.State{}, morning); err != nil {
				t.Error(err)
			}
			if took := time.Since(start); took != 5*time.Second {
				t.Errorf("it took %v", took)
			}
			wg.Wait()
		})
	})

	t.Run("a gap of 0s is possible", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			c := clientOf(func(r *http.Request) (*http.Response, error) {
				return reply(200, feed("Kran")), nil
			}, Options{})
			start := time.Now()
			for range 3 {
				c.Fetch(t.Context(), news.Source{ID: "x", URL: "https://a.example/"}, news.State{}, morning)
			}
			if took := time.Since(start); took != 0 {
				t.Errorf("three polls took %v", took)
			}
		})
	})

	t.Run("waiting ends with its context, and nothing is remembered", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			c := clientOf(func(r *http.Request) (*http.Response, error) {
				return reply(200, feed("Kran")), nil
			}, Options{Gap: time.Hour})
			src := news.Source{ID: "x", URL: "https://a.example/"}
			d, _ := c.Fetch(t.Context(), src, news.State{}, morning)
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			again, err := c.Fetch(ctx, src, d.State, morning)
			var e *Error
			if !errors.As(err, &e) || e.Kind != Cancelled {
				t.Fatalf("error is %v", err)
			}
			if again.State.Failures != 0 || !again.State.Next.Equal(d.State.Next) {
				t.Errorf("state after giving up: %+v", again.State)
			}
		})
	})

	t.Run("a redirect waits for the turn of its own domain", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			var times []time.Time
			c := clientOf(func(r *http.Request) (*http.Response, error) {
				times = append(times, time.Now())
				if r.URL.Path == "/old" {
					return reply(301, "", "Location", "https://www.a.example/new"), nil
				}
				return reply(200, feed("Kran")), nil
			}, Options{Gap: time.Second})
			if _, err := c.Fetch(t.Context(), news.Source{ID: "x", URL: "https://a.example/old"}, news.State{}, morning); err != nil {
				t.Fatal(err)
			}
			if gap := times[1].Sub(times[0]); gap != time.Second {
				t.Errorf("the second hop came %v after the first", gap)
			}
		})
	})

	t.Run("a 429 sends home those who stand in line behind it", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			asked := 0
			c := clientOf(func(r *http.Request) (*http.Response, error) {
				asked++
				time.Sleep(time.Second)
				return reply(429, "", "Retry-After", "600"), nil
			}, Options{Gap: time.Second})
			var wg sync.WaitGroup
			for n := range 5 {
				wg.Go(func() {
					src := news.Source{ID: fmt.Sprint(n), URL: "https://a.example/feed"}
					d, err := c.Fetch(t.Context(), src, news.State{}, morning)
					if err == nil || d.State.Next.Before(morning.Add(10*time.Minute)) {
						t.Errorf("%v, next %v", err, d.State.Next)
					}
				})
			}
			wg.Wait()
			if asked != 1 {
				t.Errorf("%d requests", asked)
			}
		})
	})

	t.Run("turns and closed hosts outlive a changed configuration", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			var begun []time.Time
			w := world(func(r *http.Request) (*http.Response, error) {
				if r.URL.Host == "b.example" {
					return reply(429, "", "Retry-After", "600"), nil
				}
				begun = append(begun, time.Now())
				time.Sleep(10 * time.Second)
				return reply(200, feed("Kran")), nil
			})
			old := clientOf(w, Options{Gap: time.Second})
			var wg sync.WaitGroup
			poll := func(c *Client, address string) error {
				_, err := c.Fetch(t.Context(), news.Source{ID: "x", URL: address}, news.State{}, morning)
				return err
			}
			wg.Go(func() { poll(old, "https://a.example/") })
			wg.Go(func() { poll(old, "https://b.example/") })
			synctest.Wait()
			next := old.Again(Options{Gap: 3 * time.Second})
			next.guarded, next.free = w, w
			wg.Go(func() { poll(next, "https://a.example/") })
			wg.Wait()
			if gap := begun[1].Sub(begun[0]); gap != 13*time.Second {
				t.Errorf("the second poll came %v after the first", gap)
			}
			if e, ok := errors.AsType[*Error](poll(next, "https://b.example/")); !ok || e.Kind != Waiting {
				t.Errorf("the closed host was asked: %v", e)
			}
		})
	})

	t.Run("domains nobody waits for are forgotten", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			turns := newTurns(time.Second, 1)
			for n := range 5000 {
				leave, _, err := turns.take(t.Context(), fmt.Sprintf("host%d.example", n))
				if err != nil {
					t.Fatal(err)
				}
				leave()
				time.Sleep(10 * time.Millisecond)
			}
			if n := len(turns.domains); n > 1024 {
				t.Errorf("%d are remembered", n)
			}
		})
	})

	t.Run("the domain of", func(t *testing.T) {
		for host, want := range map[string]string{
			"www.land.nrw":           "land.nrw",
			"news.hafenblatt.de":     "hafenblatt.de",
			"eng.kiat.or.kr":         "kiat.or.kr",
			"one.github.io":          "one.github.io",
			"127.0.0.7":              "127.0.0.7",
			"2001:db8::1":            "2001:db8::1",
			"www.schöne-schleuse.de": "xn--schne-schleuse-xpb.de",
			"localhost":              "localhost",
			"WWW.Hafenblatt.DE.":     "hafenblatt.de",
		} {
			if got := Domain(host); got != want {
				t.Errorf("%s is %s, want %s", host, got, want)
			}
		}
	})
}
