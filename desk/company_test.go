package desk

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"koreadesk/desk/control"
)

// A poll that is done answers whoever comes as long as it answers another: the
// data file is still its own.
func TestCompanyIsKeptToTheEnd(t *testing.T) {
	asked, released := make(chan bool), make(chan bool)
	release := sync.OnceFunc(func() { close(released) })
	origin := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked <- true
		<-released
		io.WriteString(w, `<rss version="2.0"><channel><title>A</title></channel></rss>`)
	}))
	defer origin.Close()
	defer release()
	path := filepath.Join(t.TempDir(), "feeds.yaml")
	if err := os.WriteFile(path, []byte(`desk: {title: Desk, base_url: http://desk.example}
poll: {gap: 0s, allow_private: true}
sources: [{id: a, url: "`+origin.URL+`/feed"}]
themes: [{id: all, title: All}]
`), 0o644); err != nil {
		t.Fatal(err)
	}
	reach := func() (control.Desk, func() error) {
		t.Helper()
		d, done, err := Reach(t.Context(), Options{Config: path, Create: true, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		return d, done
	}
	_, firstDone := reach()
	second, secondDone := reach()
	polled := make(chan error, 1)
	go func() {
		_, err := second.Poll(t.Context(), control.PollAsk{Force: true}, func(control.PollLine) error { return nil })
		polled <- err
	}()
	<-asked
	closed := make(chan error, 1)
	go func() { closed <- firstDone() }()
	for range 30 {
		third, done := reach()
		if status, err := third.Status(t.Context()); err != nil || len(status.Sources) != 1 {
			t.Errorf("%d sources, %v", len(status.Sources), err)
		}
		done()
	}
	release()
	if err := <-polled; err != nil {
		t.Error(err)
	}
	if err := secondDone(); err != nil {
		t.Error(err)
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
}
