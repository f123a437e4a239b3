package fetcher

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"koreadesk/news"
)

// TestCrowd polls 1,000 sources on 250 addresses at once, a quarter of them
// broken: 125 addresses are clean, on the others every second source fails.
func TestCrowd(t *testing.T) {
	if testing.Short() {
		t.Skip("it makes a thousand requests")
	}
	listener, err := net.Listen("tcp4", "0.0.0.0:0") // all of 127.0.0.0/8
	if err != nil {
		t.Fatal(err)
	}
	hang := make(chan struct{})
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/404":
			w.WriteHeader(404)
		case "/500":
			w.WriteHeader(500)
		case "/hang":
			<-hang
		case "/drip":
			w.(http.Flusher).Flush()
			<-hang
		default:
			w.Write([]byte(feed("Kran")))
		}
	}))
	server.Listener.Close()
	server.Listener = listener
	server.Start()
	defer server.Close()
	defer close(hang)
	_, port, _ := strings.Cut(listener.Addr().String(), ":")

	const gap, patience = 50 * time.Millisecond, 3 * time.Second
	c := New(Options{AllowPrivate: true, Gap: gap, Header: patience, Whole: patience})
	defer c.Close()
	var wg sync.WaitGroup
	var mu sync.Mutex
	good, slowest := 0, time.Duration(0)
	for n := range 1000 {
		address, place := n%250, n/250
		path := "/good"
		if clean := address < 125; !clean && place%2 == 1 {
			path = [...]string{"/404", "/500", "/hang", "/drip"}[n%(5-place)] // the last of an address never hangs
		}
		src := news.Source{ID: fmt.Sprint(n), URL: fmt.Sprintf("http://127.0.1.%d:%s%s", address+1, port, path)}
		wg.Go(func() {
			d, err := c.Fetch(t.Context(), src, news.State{}, morning)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case path != "/good" && err == nil:
				t.Errorf("%s succeeded", src.URL)
			case path == "/good" && (err != nil || len(d.Entries) != 1):
				t.Errorf("%s: %v", src.URL, err)
			case path == "/good":
				good++
				if address < 125 {
					slowest = max(slowest, d.Took)
				}
			}
		})
	}
	wg.Wait()
	if good != 750 {
		t.Errorf("%d good sources were polled, want 750", good)
	}
	t.Logf("on a clean address the last of four sources was polled after %v", slowest)
}
