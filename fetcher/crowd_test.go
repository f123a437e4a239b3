package fetcher

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"koreadesk/news"
)

// guest is one of 1,000 sources on 250 addresses, four on each.
type guest struct {
	src   news.Source
	wrong string // 404, 500, hang, drip; "" is a good one
	clean bool   // nobody on its address is wrong
	place int    // in the line of its address
}

// crowd are the guests, a quarter of them wrong: 125 addresses are clean, on 31
// all four are wrong, on 94 they stand between good ones.
func crowd(port string) []guest {
	wrong := [...]string{"404", "hang", "500", "drip"}
	var out []guest
	for n := range 1000 {
		address, place := n%250, n/250
		g := guest{clean: address < 125, place: place}
		switch {
		case g.clean:
		case address < 156:
			g.wrong = wrong[place]
		case place == 1, place == 3 && address < 188:
			g.wrong = wrong[address%4]
		}
		g.src = news.Source{ID: fmt.Sprint(n), URL: fmt.Sprintf("http://127.0.1.%d%s/%s/feed%d", address+1, port, g.wrong, n)}
		out = append(out, g)
	}
	return out
}

// arrive lets all guests poll at once and hands each outcome to see.
func arrive(t *testing.T, c *Client, guests []guest, see func(guest, news.Delivery, error)) {
	t.Helper()
	var wg sync.WaitGroup
	var mu sync.Mutex
	good := 0
	for _, g := range guests {
		wg.Go(func() {
			d, err := c.Fetch(t.Context(), g.src, news.State{}, morning)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case g.wrong != "" && err == nil:
				t.Errorf("%s succeeded", g.src.URL)
			case g.wrong == "" && (err != nil || len(d.Entries) != 1):
				t.Errorf("%s: %v", g.src.URL, err)
			case g.wrong == "":
				good++
			}
			see(g, d, err)
		})
	}
	wg.Wait()
	if good != 750 {
		t.Errorf("%d good sources were polled, want 750", good)
	}
}

// In virtual time, with the limits as they are: the first on a clean address
// goes at once, each of the others exactly a gap after the one before.
func TestCrowdDelaysNobodyOnACleanAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const answering = 100 * time.Millisecond
		c := clientOf(func(r *http.Request) (*http.Response, error) {
			switch path := r.URL.Path; {
			case strings.HasPrefix(path, "/404/"):
				return reply(404, ""), nil
			case strings.HasPrefix(path, "/500/"):
				return reply(500, ""), nil
			case strings.HasPrefix(path, "/hang/"):
				<-r.Context().Done()
				return nil, r.Context().Err()
			case strings.HasPrefix(path, "/drip/"):
				return &http.Response{StatusCode: 200, ContentLength: -1, Body: drip{r.Context(), 1, time.Second}}, nil
			}
			time.Sleep(answering)
			return reply(200, feed("Kran")), nil
		}, Options{Gap: DefaultGap})
		var places [4]int // how many clean sources stood at each
		slowest := time.Duration(0)
		arrive(t, c, crowd(""), func(g guest, d news.Delivery, err error) {
			switch {
			case g.wrong == "" && g.clean:
				turn := int((d.Took - answering) / (DefaultGap + answering))
				if want := answering + time.Duration(turn)*(DefaultGap+answering); d.Took != want || turn > 3 {
					t.Errorf("%s was polled after %v", g.src.URL, d.Took)
					return
				}
				places[turn]++
			case g.wrong == "":
				slowest = max(slowest, d.Took)
			}
		})
		if places != [4]int{125, 125, 125, 125} {
			t.Errorf("polled at once, after one gap, two and three: %v", places)
		}
		// The longest line holds two that hang, a minute each.
		if slowest > 2*time.Minute+10*time.Second {
			t.Errorf("beside wrong ones the last good source was polled after %v", slowest)
		}
	})
}

// Over the network: all that hang go on hanging until everybody on a clean
// address was polled.
func TestCrowd(t *testing.T) {
	if testing.Short() {
		t.Skip("it makes a thousand requests")
	}
	listener, err := net.Listen("tcp4", "0.0.0.0:0") // all of 127.0.0.0/8
	if err != nil {
		t.Fatal(err)
	}
	release := make(chan struct{})
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case strings.HasPrefix(path, "/404/"):
			w.WriteHeader(404)
		case strings.HasPrefix(path, "/500/"):
			w.WriteHeader(500)
		case strings.HasPrefix(path, "/hang/"):
			<-release
		case strings.HasPrefix(path, "/drip/"):
			for w.(http.Flusher).Flush(); ; w.(http.Flusher).Flush() {
				select {
				case <-release:
					return
				case <-time.After(100 * time.Millisecond):
					w.Write([]byte(" "))
				}
			}
		default:
			w.Write([]byte(feed("Kran")))
		}
	}))
	server.Listener.Close()
	server.Listener = listener
	server.Start()
	defer server.Close()

	_, port, _ := strings.Cut(listener.Addr().String(), ":")
	const patience = time.Minute
	c := New(Options{AllowPrivate: true, Gap: 50 * time.Millisecond, Header: patience, Whole: patience})
	defer c.Close()
	clean := 0
	arrive(t, c, crowd(":"+port), func(g guest, _ news.Delivery, err error) {
		if g.clean {
			if clean++; clean == 500 {
				close(release)
			}
		}
	})
}
