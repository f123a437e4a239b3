package fetcher

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"koreadesk/news"
)

// However many hosts a round asks, each is asked all that is wanted of it over
// one connection.
func TestPlacesKeepConnections(t *testing.T) {
	const hosts, each = 600, 3 // more than connections are kept
	listener, err := net.Listen("tcp4", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	var made atomic.Int64
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte(feed("Kran")))
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			made.Add(1)
		}
	}
	server.Listener.Close()
	server.Listener = listener
	server.Start()
	defer server.Close()
	_, port, _ := strings.Cut(listener.Addr().String(), ":")
	c := New(Options{AllowPrivate: true, Concurrency: 16})
	defer c.Close()
	var wg sync.WaitGroup
	for n := range hosts {
		wg.Go(func() {
			for k := range each {
				src := news.Source{ID: fmt.Sprint(n, k), URL: fmt.Sprintf("http://127.0.%d.%d:%s/%d", 1+n/250, 1+n%250, port, k)}
				if _, err := c.Fetch(t.Context(), src, news.State{}, morning); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got := made.Load(); got > hosts+hosts/10 {
		t.Errorf("%d connections were made to %d hosts", got, hosts)
	}
}

func TestPlaces(t *testing.T) {
	// queue has those that wait come one after another, in a bubble, and returns
	// who is let in when.
	queue := func(p *places, waiting []bool) (let []int) {
		for n, open := range waiting {
			go func() {
				if p.take(context.Background(), open) == nil {
					let = append(let, n)
				}
			}()
			synctest.Wait()
		}
		for range waiting {
			p.give()
			synctest.Wait()
		}
		return let
	}

	t.Run("who has a connection goes first", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			if got := queue(newPlaces(0), []bool{false, true, false, true}); !slices.Equal(got, []int{1, 3, 0, 2}) {
				t.Errorf("let in: %v", got)
			}
		})
	})

	t.Run("but does not keep the others out", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			waiting := make([]bool, 3*mostPassed)
			for n := 1; n < len(waiting); n++ {
				waiting[n] = true
			}
			if at := slices.Index(queue(newPlaces(0), waiting), 0); at != mostPassed {
				t.Errorf("%d went before", at)
			}
		})
	})

	t.Run("who gives up leaves the place to others", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			p := newPlaces(1)
			ctx, stop := context.WithCancel(t.Context())
			if err := p.take(ctx, false); err != nil {
				t.Fatal(err)
			}
			var refused error
			go func() { refused = p.take(ctx, true) }()
			synctest.Wait()
			stop()
			synctest.Wait()
			if refused == nil {
				t.Error("let in where there was no place")
			}
			p.give()
			if err := p.take(t.Context(), false); err != nil {
				t.Error(err)
			}
			if p.take(ctx, false) == nil {
				t.Error("let in after its end")
			}
		})
	})
}

// More are let in while little is held in memory, and none of them again before
// that is so once more.
func TestPlacesFollowTheMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, much := newPlaces(2), false
		p.spare, p.roomy = 3, func() bool { return !much }
		var let atomic.Int64
		for range 8 {
			go func() {
				if p.take(t.Context(), false) == nil {
					let.Add(1)
				}
			}()
		}
		for n, step := range []struct {
			much bool
			want int64 // are let in once a place more was given back
		}{{false, 6}, {true, 6}, {true, 6}, {true, 6}, {true, 7}, {false, 8}} {
			synctest.Wait()
			if n == 0 && let.Load() != 5 {
				t.Errorf("at first %d are let in", let.Load())
			}
			much = step.much
			p.give()
			synctest.Wait()
			if let.Load() != step.want {
				t.Errorf("step %d: %d were let in, want %d", n, let.Load(), step.want)
			}
		}
	})
	m := newMemory(420, 100)
	one, other := &share{m: m}, &share{m: m}
	for _, n := range []int64{15, 5} {
		if err := one.grow(t.Context(), n); err != nil || !m.roomy() {
			t.Errorf("%d more: roomy %v, %v", n, m.roomy(), err)
		}
	}
	if err := other.grow(t.Context(), 1); err != nil || m.roomy() {
		t.Errorf("a sixteenth and one: roomy %v, %v", m.roomy(), err)
	}
	one.free()
	one.free()
	if other.free(); !m.roomy() || m.held.Load() != 0 {
		t.Errorf("all given back: %d are held", m.held.Load())
	}
}

// The last document that is given back lets in all that there is room for then:
// nobody else may come to say so for as long as slow hosts take.
func TestPlacesOnceNothingIsHeld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(420, 100)
		p := newPlaces(1)
		p.spare, p.roomy = 2, m.roomy
		if err := p.take(t.Context(), false); err != nil {
			t.Fatal(err)
		}
		last := &share{m: m, place: p}
		if err := last.grow(t.Context(), 200); err != nil {
			t.Fatal(err)
		}
		var let atomic.Int32
		for range 3 {
			go func() {
				if p.take(t.Context(), false) == nil {
					let.Add(1)
				}
			}()
			synctest.Wait()
		}
		last.free()
		synctest.Wait()
		if n := let.Load(); n != 3 {
			t.Errorf("%d of 3 were let in", n)
		}
	})
}

// A process that may open few files has few connections.
func TestShareOfFiles(t *testing.T) {
	for files, want := range map[uint64]int{0: 1, 64: 10, 256: 42, 1024: 298, 65536: 21802, 1 << 63: (1<<20 - otherFiles) / 3} {
		if got := shareOf(files); got != want {
			t.Errorf("of %d files %d are for connections, want %d", files, got, want)
		}
	}
	if most := (Options{}).withDefaults().Concurrency; most > mostOpen() {
		t.Errorf("%d at work, %d files", most, mostOpen())
	}
}

// Those that waited for places together keep the gap of their host, however many
// it takes at a time.
func TestPlacesKeepTheGap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const gap = 3 * time.Second
		c := New(Options{Concurrency: 3, PerHost: 3, Gap: gap})
		defer c.Close()
		for range 3 {
			if err := c.places.take(t.Context(), true); err != nil {
				t.Fatal(err)
			}
		}
		u := &url.URL{Scheme: "https", Host: "hafenblatt.example"}
		began := make(chan time.Time, 3)
		for range 3 {
			go func() {
				leave, err := c.turn(t.Context(), asking(new(news.Source), time.Now(), time.Now()), u)
				if err != nil {
					t.Error(err)
					return
				}
				began <- time.Now()
				leave()
				c.places.give()
			}()
		}
		time.Sleep(time.Minute)
		for range 3 {
			c.places.give()
		}
		last := <-began
		for range 2 {
			next := <-began
			if next.Sub(last) < gap {
				t.Errorf("two requests were %v apart", next.Sub(last))
			}
			last = next
		}
	})
}

// As many connections are kept open as there may be at work, and again as many for
// those that wait for a place.
func TestEnoughAreKeptOpen(t *testing.T) {
	c := New(Options{})
	defer c.Close()
	kept := c.guarded.(*http.Transport).MaxIdleConns
	if want := min(2*c.o.Concurrency, mostOpen()); kept < want {
		t.Errorf("%d are kept open, want %d", kept, want)
	}
}
