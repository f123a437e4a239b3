package fetcher

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"koreadesk/news"
)

// quiet is for servers whose clients misbehave on purpose.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }

// feed is a small RSS document with an item for each title.
func feed(titles ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Hafenblatt</title><link>https://hafenblatt.example/</link>`)
	for n, title := range titles {
		fmt.Fprintf(&b, `<item><title>%s</title><link>https://hafenblatt.example/%d</link></item>`, title, n)
	}
	b.WriteString(`</channel></rss>`)
	return b.String()
}

// origin is a publisher on loopback. It notes what it was asked.
type origin struct {
	*httptest.Server
	mu    sync.Mutex
	asked []*http.Request
}

func newOrigin(t testing.TB, answer http.HandlerFunc) *origin {
	t.Helper()
	o := &origin{}
	o.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o.mu.Lock()
		o.asked = append(o.asked, r.Clone(context.Background()))
		o.mu.Unlock()
		answer(w, r)
	}))
	t.Cleanup(o.Close)
	return o
}

func (o *origin) requests() []*http.Request {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.asked
}

func (o *origin) last() *http.Request {
	asked := o.requests()
	return asked[len(asked)-1]
}

// subscriber polls one source again and again, and remembers as the desk does.
type subscriber struct {
	t   testing.TB
	c   *Client
	src news.Source
	st  news.State
	now time.Time
}

func subscribe(t testing.TB, address string) *subscriber {
	t.Helper()
	c := New(Options{Version: "1.2", Contact: "https://desk.example/about"})
	t.Cleanup(c.Close)
	return &subscriber{
		t: t, c: c, now: morning,
		src: news.Source{ID: "hafenblatt", URL: address, AllowPrivate: true},
	}
}

// poll fetches once and lets the time until the next poll pass.
func (s *subscriber) poll() (news.Delivery, *Error) {
	s.t.Helper()
	d, err := s.c.Fetch(s.t.Context(), s.src, s.st, s.now)
	s.st = d.State
	s.now = later(s.now.Add(time.Second), s.st.Next)
	if err == nil {
		return d, nil
	}
	e, ok := err.(*Error)
	if !ok {
		s.t.Fatalf("the error is a %T, want *Error: %v", err, err)
	}
	return d, e
}

// good polls and expects success.
func (s *subscriber) good() news.Delivery {
	s.t.Helper()
	d, err := s.poll()
	if err != nil {
		s.t.Fatalf("poll: %v", err)
	}
	return d
}

// bad polls and expects trouble of a kind.
func (s *subscriber) bad(want Kind) *Error {
	s.t.Helper()
	d, err := s.poll()
	if err == nil {
		s.t.Fatalf("the poll succeeded, want %q", want)
	}
	if err.Kind != want {
		s.t.Fatalf("trouble is %q (%v), want %q", err.Kind, err, want)
	}
	if d.Fresh || len(d.Entries) > 0 {
		s.t.Errorf("a failed poll brought %d entries", len(d.Entries))
	}
	return err
}
