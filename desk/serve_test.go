package desk

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"koreadesk/desk/control"
)

func TestMain(m *testing.M) {
	if phase := os.Getenv("DESK_TEST_WORK"); phase != "" {
		work(phase, os.Getenv("DESK_TEST_CONFIG"))
		return
	}
	goleak.VerifyTestMain(m)
}

// opened is a desk over one source, which the handler serves.
func opened(t *testing.T, feed http.HandlerFunc) *Desk {
	t.Helper()
	return openedEvery(t, time.Hour, feed)
}

// openedEvery is the same with an interval of one's own.
func openedEvery(t *testing.T, every time.Duration, feed http.HandlerFunc) *Desk {
	t.Helper()
	t.Setenv("RUNTIME_DIRECTORY", "")
	origin := httptest.NewServer(feed)
	t.Cleanup(origin.Close)
	return testDesk(t, fmt.Sprintf(`desk: {title: Desk, base_url: http://desk.example}
poll: {every: %s, every_max: %[1]s, gap: 0s, allow_private: true}
sources: [{id: a, url: %q}]
themes: [{id: all, title: All}]
`, every, origin.URL+"/feed"))
}

func rss(items ...string) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>A</title><link>http://a.example/</link><description>a</description>`)
	for n, title := range items {
		fmt.Fprintf(&b, `<item><title>%s</title><link>http://a.example/%d</link><guid>a%d</guid><description>Text.</description></item>`, title, n, n)
	}
	return b.String() + `</channel></rss>`
}

// served runs the desk and returns its address; what it returns is checked, and
// that nothing of it stays behind, when the test ends.
func served(t *testing.T, d *Desk) (address string, stop func()) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- d.Serve(ctx, listener, nil) }()
	return "http://" + listener.Addr().String(), func() {
		cancel()
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("serve: %v", err)
			}
		case <-time.After(10 * time.Second):
			t.Error("the desk did not stop within 10 seconds")
		}
	}
}

func get(t *testing.T, address string) string {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestServePollsAndStops(t *testing.T) {
	asked := make(chan struct{}, 16)
	d := opened(t, func(w http.ResponseWriter, _ *http.Request) {
		asked <- struct{}{}
		io.WriteString(w, rss("Eine Brücke wird gebaut"))
	})
	address, stop := served(t, d)
	<-asked
	for deadline := time.Now().Add(10 * time.Second); !strings.Contains(get(t, address+"/all.atom"), "Eine Brücke"); {
		if time.Now().After(deadline) {
			t.Fatal("the item is not in the feed")
		}
		time.Sleep(5 * time.Millisecond)
	}
	if got := get(t, address+"/readyz"); got != "ready\n" {
		t.Errorf("readyz: %q", got)
	}
	stop()
}

// A source that hangs is abandoned when the desk stops, and that is no failure
// of the source: it is due as before.
func TestStoppingAbandonsWhatHangs(t *testing.T) {
	asked, release := make(chan struct{}), make(chan struct{})
	d := opened(t, func(_ http.ResponseWriter, r *http.Request) {
		close(asked)
		select {
		case <-release:
		case <-r.Context().Done():
		}
	})
	defer close(release)
	_, stop := served(t, d)
	<-asked
	stop()
	if st, _ := d.store.State("a"); st.Failures != 0 || !st.Trouble.IsZero() {
		t.Errorf("the desk's stop became the source's failure: %+v", st.Trouble)
	}
	if _, err := d.Poll(t.Context(), control.PollAsk{}, func(control.PollLine) error { return nil }); err == nil {
		t.Error("a stopping desk takes new work")
	}
}

// A source that is due again before the loop meant to wake is not overslept.
func TestServePollsAgainWhenDue(t *testing.T) {
	asked := make(chan struct{}, 16)
	d := openedEvery(t, time.Second, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `"1"`)
		io.WriteString(w, rss("Eine Brücke wird gebaut"))
		select {
		case asked <- struct{}{}:
		default:
		}
	})
	_, stop := served(t, d)
	defer stop()
	for n := range 2 {
		select {
		case <-asked:
		case <-time.After(maxWait / 2):
			t.Fatalf("the source was asked %d times", n)
		}
	}
}

// A desk that is told to stop while it opens its file ends like any other, not
// with an error.
func TestStoppedWhileOpening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feeds.yaml")
	feeds := "desk: {title: D, base_url: \"http://desk.example\", authority: \"desk.example,2026\"}\nlisten: 127.0.0.1:0\nprivate: 127.0.0.1:0\nsources:\n  - {id: a, url: \"http://a.example/feed\"}\nthemes:\n  - {id: all, title: All, all: []}\n"
	if err := os.WriteFile(path, []byte(feeds), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var log bytes.Buffer
	err := Run(ctx, Options{Config: path, Create: true, Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil || !strings.Contains(log.String(), "stopped before the desk was open") {
		t.Errorf("%v, and the log says %q", err, log.String())
	}
}
