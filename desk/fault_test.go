package desk

import (
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"koreadesk/desk/control"
	"koreadesk/news"
)

// one serves a feed of one item.
func one(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("ETag", `"1"`)
	io.WriteString(w, rss("Eine Brücke wird gebaut"))
}

func polled(t *testing.T, d *Desk) {
	t.Helper()
	if sum, err := d.Poll(t.Context(), control.PollAsk{}, func(control.PollLine) error { return nil }); err != nil || sum.New != 1 {
		t.Fatalf("poll: %+v, %v", sum, err)
	}
}

// mostSlow is how many slow readers this process may hold: each takes two of
// its files, one at either end.
func mostSlow(t *testing.T) int {
	var files syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files); err != nil {
		t.Fatal(err)
	}
	return min(5000, int(min(files.Cur, 1<<20)-200)/2)
}

// Readers that send a request a byte at a time keep nobody else waiting.
func TestSlowReadersKeepNobodyOut(t *testing.T) {
	d := opened(t, one)
	polled(t, d)
	address, stop := served(t, d)
	defer stop()
	slow := mostSlow(t)
	conns := make([]net.Conn, 0, slow)
	defer func() {
		for _, c := range conns {
			c.Close()
		}
	}()
	for range slow {
		c, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
		if err != nil {
			t.Fatalf("slow reader %d: %v", len(conns), err)
		}
		conns = append(conns, c)
		io.WriteString(c, "GET /all.atom HTTP/1.1\r\nHost: desk.example\r\nX-Slow")
	}
	var took []time.Duration
	client := &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	for range 50 {
		begin := time.Now()
		answer, err := client.Get(address + "/all.atom")
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			t.Fatalf("a good reader was told %s", answer.Status)
		}
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	t.Logf("%d slow readers; good ones waited %v at the median, %v at most", slow, took[len(took)/2], took[len(took)-1])
}

// A configuration that is saved again and again while readers read is taken
// each time, and no page changes.
func TestReloadStorm(t *testing.T) {
	d := opened(t, one)
	polled(t, d)
	address, stop := served(t, d)
	defer stop()
	before := get(t, address+"/all.atom")
	done := make(chan struct{})
	var readers sync.WaitGroup
	readers.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
			}
			if got := get(t, address+"/all.atom"); got != before {
				t.Errorf("a reader was given another page:\n%s", got)
				return
			}
		}
	})
	for n := range 100 {
		if _, err := d.Reload(t.Context()); err != nil {
			t.Fatalf("reload %d: %v", n, err)
		}
	}
	close(done)
	readers.Wait()
}

// An editor program empties a file before it writes it. Whoever reloads in that
// moment is told, and the desk goes on as it was.
func TestConfigurationEmptiedWhileItIsSaved(t *testing.T) {
	d := opened(t, one)
	polled(t, d)
	address, stop := served(t, d)
	defer stop()
	before := get(t, address+"/all.atom")
	whole, err := os.ReadFile(d.options.Config)
	if err != nil {
		t.Fatal(err)
	}
	for _, saved := range []string{"", "\n", string(whole[:len(whole)/2]), "desk:\n"} {
		if err := os.WriteFile(d.options.Config, []byte(saved), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Reload(t.Context()); err == nil {
			t.Errorf("a configuration of %d bytes was taken: %q", len(saved), saved)
		}
		if got := get(t, address+"/all.atom"); got != before {
			t.Errorf("after %q the page is another:\n%s", saved, got)
		}
	}
	if err := os.WriteFile(d.options.Config, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Reload(t.Context()); err != nil {
		t.Errorf("the whole file again: %v", err)
	}
}

// A desk that polled while its clock was a day ahead does not wait for that day
// to come.
func TestClockSetBackByADay(t *testing.T) {
	for _, days := range []int{1, -1} {
		t.Run(fmt.Sprintf("%+d days", days), func(t *testing.T) {
			d := opened(t, one)
			polled(t, d)
			st, err := d.store.Amend("a", func(st news.State) news.State {
				st.Polled, st.Next = st.Polled.AddDate(0, 0, days), st.Next.AddDate(0, 0, days)
				return st
			})
			if err != nil {
				t.Fatal(err)
			}
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			again, err := Open(t.Context(), Options{Config: d.options.Config, Log: slog.New(slog.DiscardHandler)})
			if err != nil {
				t.Fatal(err)
			}
			defer again.Close()
			next, ok := again.store.Due()
			if !ok || time.Until(next) > st.Interval*11/10 {
				t.Errorf("the next poll is at %v, the interval is %v", next, st.Interval)
			}
		})
	}
}
