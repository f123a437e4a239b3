package fetcher

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"koreadesk/news"
)

// With Ahead, so many feeds are read before the caller has taken over what came
// of those before; one that came to nothing, or brought nothing new, holds no
// place, and neither does a source that is followed to its articles.
func TestAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(Options{Ahead: 2})
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		feed, list := news.Source{ID: "a"}, news.Source{ID: "b", Article: true}
		read := func(src news.Source) chan error {
			done := make(chan error, 1)
			go func() { done <- c.readAhead(ctx, &src) }()
			synctest.Wait()
			return done
		}
		passed := func(done chan error) bool { return len(done) == 1 }

		if !passed(read(feed)) || !passed(read(feed)) {
			t.Fatal("two feeds must be read at once")
		}
		third := read(feed)
		if passed(third) {
			t.Fatal("a third feed is read before one is taken")
		}
		if !passed(read(list)) {
			t.Error("a source with articles waits for feeds")
		}
		c.Taken(feed, news.Delivery{Source: "a"}) // not modified: it held no place
		c.Taken(list, news.Delivery{Source: "b", Fresh: true})
		synctest.Wait()
		if passed(third) {
			t.Fatal("what held no place gave one back")
		}
		c.Taken(feed, news.Delivery{Source: "a", Fresh: true})
		synctest.Wait()
		if !passed(third) {
			t.Fatal("nothing is read although one was taken")
		}
		fourth := read(feed)
		c.dropped(&feed)
		synctest.Wait()
		if !passed(fourth) {
			t.Error("a feed that came to nothing keeps its place")
		}
		fifth := read(feed)
		stop()
		synctest.Wait()
		if err := <-fifth; err == nil {
			t.Error("a wait that was given up reports no error")
		}
	})
}

// A Fetch whose feed was read waits in readAhead for a place, and one whose
// document cannot be understood gives its place back by itself.
func TestAheadInFetch(t *testing.T) {
	bodies := map[string]string{"/good": feed("One"), "/bad": "no feed at all"}
	o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(bodies[r.URL.Path])) })
	c := New(Options{AllowPrivate: true, Ahead: 1})
	defer c.Close()
	poll := func(path string) (news.Delivery, error) {
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		src := news.Source{ID: path, URL: o.URL + path, Every: time.Hour, EveryMax: time.Hour}
		d, err := c.Fetch(ctx, src, news.State{}, morning)
		c.Taken(src, d)
		return d, err
	}
	for range 3 { // with Ahead of 1, a place that is kept would stop the next for ever
		if _, err := poll("/bad"); err == nil {
			t.Error("what is no feed was understood")
		}
		if d, err := poll("/good"); err != nil || !d.Fresh {
			t.Errorf("the good feed: fresh %v, %v", d.Fresh, err)
		}
	}
}

// What was answered waits for its parser in the place of its request: no more
// bodies are held than may be asked for at a time.
func TestBodiesWaitInTheirPlaces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		c := New(Options{AllowPrivate: true, Concurrency: 2, Ahead: 1})
		c.free = world(func(r *http.Request) (*http.Response, error) {
			asked.Add(1)
			return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(feed("One"))), Request: r}, nil
		})
		taken := make(chan func(), 5)
		for n := range 5 {
			go func() {
				src := news.Source{ID: fmt.Sprint(n), URL: fmt.Sprintf("https://host%d.example/feed", n), Every: time.Hour, EveryMax: time.Hour}
				d, err := c.Fetch(t.Context(), src, news.State{}, morning)
				if err != nil || !d.Fresh {
					t.Errorf("fresh %v, %v", d.Fresh, err)
				}
				taken <- func() { c.Taken(src, d) }
			}()
		}
		for n := range 5 {
			synctest.Wait()
			if got, want := int(asked.Load()), min(n+3, 5); got != want {
				t.Errorf("with %d taken, %d were asked for, want %d", n, got, want)
			}
			(<-taken)()
		}
	})
}
