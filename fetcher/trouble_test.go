package fetcher

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
)

func TestRefusals(t *testing.T) {
	for _, v := range []struct {
		name    string
		status  int
		headers [2]string
		kind    Kind
		says    string
		wait    time.Duration
		stopped bool
	}{
		{"401 says what to do", 401, [2]string{}, HTTP, "credentials", 6 * time.Hour, false},
		{"403 without Retry-After: 4h", 403, [2]string{}, HTTP, "refuses", 4 * time.Hour, false},
		{"404 slows", 404, [2]string{}, HTTP, "check the source's url", 6 * time.Hour, false},
		{"410 stops the source", 410, [2]string{}, HTTP, "source resume", 24 * time.Hour, true},
		{"429 without Retry-After: 4h", 429, [2]string{}, HTTP, "too frequent", 4 * time.Hour, false},
		{"429 with Retry-After in seconds", 429, [2]string{"Retry-After", "7200"}, HTTP, "too frequent", 2 * time.Hour, false},
		{"503 with Retry-After as a date", 503, [2]string{"Retry-After", morning.Add(3 * time.Hour).Format(http.TimeFormat)}, HTTP, "service unavailable", 3 * time.Hour, false},
		{"500: every", 500, [2]string{}, HTTP, "internal server error", time.Hour, false},
		{"a Cloudflare challenge is named as such", 403, [2]string{"Cf-Mitigated", "challenge"}, Challenge, "exempt the feed", 4 * time.Hour, false},
		{"a Cloudflare challenge is named as such, whatever its status", 200, [2]string{"Cf-Mitigated", "challenge"}, Challenge, "exempt the feed", 4 * time.Hour, false},
		{"a 304 to an unconditional GET is trouble", 304, [2]string{}, HTTP, "not modified", time.Hour, false},
		{"204 is no document", 204, [2]string{}, HTTP, "no content", time.Hour, false},
	} {
		t.Run(v.name, func(t *testing.T) {
			o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
				if v.headers[0] != "" {
					w.Header().Set(v.headers[0], v.headers[1])
				}
				w.WriteHeader(v.status)
			})
			s := subscribe(t, strings.Replace(o.URL, "http://", "http://reader:secret@", 1)+"/feed")
			e := s.bad(v.kind)
			if e.Status != v.status || s.st.Trouble.Status != v.status {
				t.Errorf("status is %d, remembered %d", e.Status, s.st.Trouble.Status)
			}
			text := e.Error()
			for _, want := range []string{"hafenblatt: ", o.URL + "/feed: ", v.says} {
				if !strings.Contains(text, want) {
					t.Errorf("the error is %q, want it to say %q", text, want)
				}
			}
			if strings.Contains(text, "secret") || strings.Contains(s.st.Trouble.Reason, "\n") {
				t.Errorf("the error is %q", text)
			}
			if s.st.Interval != v.wait || s.st.Stopped != v.stopped {
				t.Errorf("wait is %v, stopped %v; want %v, %v", s.st.Interval, s.st.Stopped, v.wait, v.stopped)
			}
		})
	}
}

func TestTrouble(t *testing.T) {
	t.Run("success resets it", func(t *testing.T) {
		status := 500
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(status)
			w.Write([]byte(feed("Kran")))
		})
		s := subscribe(t, o.URL)
		for range 3 {
			s.bad(HTTP)
		}
		if s.st.Failures != 3 || s.st.Trouble.Times != 3 || !s.st.Trouble.Since.Equal(morning) || !s.st.OK.IsZero() {
			t.Errorf("after three failures: %+v", s.st)
		}
		status = 403
		s.bad(HTTP)
		if s.st.Failures != 4 || s.st.Trouble.Times != 1 || s.st.Interval != 4*time.Hour {
			t.Errorf("another trouble begins anew: %+v, %v", s.st.Trouble, s.st.Interval)
		}
		status = 200
		s.good()
		if s.st.Failures != 0 || !s.st.Trouble.IsZero() {
			t.Errorf("after a success: %+v", s.st)
		}
	})

	t.Run("410 ends with source resume", func(t *testing.T) {
		status := 410
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(status)
			w.Write([]byte(feed("Kran")))
		})
		s := subscribe(t, o.URL)
		s.bad(HTTP)
		if ok, _, _ := May(s.src, s.st, All, s.now.Add(9000*time.Hour)); ok {
			t.Error("a stopped source may be polled")
		}
		s.st = Resume(s.st, s.now)
		if ok, _, why := May(s.src, s.st, Due, s.now); !ok {
			t.Errorf("a resumed source may not be polled: %s", why)
		}
		status = 200
		s.good()
	})

	t.Run("a failure forgets nothing of the last success", func(t *testing.T) {
		status := 200
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"v"`)
			w.WriteHeader(status)
			w.Write([]byte(feed("Kran")))
		})
		s := subscribe(t, o.URL)
		s.good()
		before := s.st
		status = 502
		s.bad(HTTP)
		if s.st.ETag != before.ETag || s.st.BodyHash != before.BodyHash || !s.st.OK.Equal(before.OK) || len(s.st.History) != 1 {
			t.Errorf("state is %+v", s.st)
		}
	})

	t.Run("429 with Retry-After closes the host to its other sources", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusTooManyRequests)
		})
		s := subscribe(t, o.URL+"/a")
		s.bad(HTTP)
		other := news.Source{ID: "other", URL: o.URL + "/b", AllowPrivate: true}
		d, err := s.c.Fetch(t.Context(), other, news.State{}, morning.Add(time.Minute))
		if e, ok := err.(*Error); !ok || e.Kind != Waiting {
			t.Fatalf("error is %v", err)
		}
		if len(o.requests()) != 1 {
			t.Errorf("%d requests", len(o.requests()))
		}
		if ok, when, _ := May(other, d.State, All, morning.Add(2*time.Minute)); ok || !when.Equal(morning.Add(time.Hour)) {
			t.Errorf("it may be polled again: %v, at %v", ok, when)
		}
		if d.State.Failures != 0 || !d.State.Trouble.IsZero() || d.State.Next.Before(morning.Add(time.Hour)) {
			t.Errorf("waiting is no failure: %+v", d.State)
		}
	})

	t.Run("503 with Retry-After closes the source alone", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/a" {
				w.Header().Set("Retry-After", "3600")
				w.WriteHeader(http.StatusServiceUnavailable)
				return
			}
			w.Write([]byte(feed("Kran")))
		})
		s := subscribe(t, o.URL+"/a")
		s.bad(HTTP)
		if !s.st.Held.Equal(morning.Add(time.Hour)) || !s.st.NotUntil.Equal(s.st.Held) {
			t.Errorf("held until %v, not until %v", s.st.Held, s.st.NotUntil)
		}
		if _, err := s.c.Fetch(t.Context(), news.Source{ID: "b", URL: o.URL + "/b", AllowPrivate: true}, news.State{}, morning); err != nil {
			t.Error(err)
		}
	})

	t.Run("a host's Retry-After is kept across restarts", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(http.StatusTooManyRequests)
		})
		s := subscribe(t, o.URL+"/a")
		s.bad(HTTP)
		later := subscribe(t, o.URL+"/b")
		later.now = morning.Add(time.Minute)
		later.c.Recall([]news.State{s.st}, later.now)
		later.bad(Waiting)
	})

	t.Run("nobody listens", func(t *testing.T) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		address := "http://" + l.Addr().String() + "/feed"
		l.Close()
		e := subscribe(t, address).bad(Connection)
		if !strings.Contains(e.Error(), "refused") {
			t.Errorf("error is %v", e)
		}
	})

	t.Run("no such host", func(t *testing.T) {
		e := subscribe(t, "http://no-such-host.invalid/feed").bad(DNS)
		if r := e.Reason(); r != `dns: no address is known for "no-such-host.invalid"; check the host name in the source's url` {
			t.Errorf("the reason is %s", r)
		}
	})

	t.Run("what a server puts into a trouble is cut", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			conn, buf, _ := w.(http.Hijacker).Hijack()
			defer conn.Close()
			buf.WriteString("HTTP/1.1 " + strings.Repeat("x", 5000) + "\r\n\r\n")
			buf.Flush()
		})
		if e := subscribe(t, o.URL).bad(Connection); len(e.Reason()) > 2*longestReason {
			t.Errorf("the reason has %d bytes", len(e.Reason()))
		}
	})

	t.Run("a certificate nobody vouches for", func(t *testing.T) {
		server := httptest.NewUnstartedServer(http.NotFoundHandler())
		server.Config.ErrorLog = quiet()
		server.StartTLS()
		defer server.Close()
		e := subscribe(t, server.URL).bad(TLS)
		if !strings.Contains(e.Error(), "certificate") {
			t.Errorf("error is %v", e)
		}
	})

	t.Run("https spoken to a plain port", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {})
		e := subscribe(t, strings.Replace(o.URL, "http:", "https:", 1)).bad(TLS)
		if r := e.Reason(); !strings.HasPrefix(r, "tls: ") || strings.HasPrefix(r, "tls: tls: ") {
			t.Errorf("the reason is %s", r)
		}
	})

	t.Run("a server that hangs up", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			conn, _, _ := w.(http.Hijacker).Hijack()
			conn.Close()
		})
		if e := subscribe(t, o.URL).bad(Connection); !strings.Contains(e.Reason(), "closed the connection without an answer") {
			t.Errorf("the reason is %s", e.Reason())
		}
	})

	for _, address := range []string{"ftp://a.example/feed", "file:///etc/passwd", "a.example/feed", "http:///feed", "http://[::1", ""} {
		t.Run("the address "+address, func(t *testing.T) {
			e := subscribe(t, address).bad(Address)
			if e.Hint == "" {
				t.Errorf("error is %v, without a hint", e)
			}
		})
	}
}
