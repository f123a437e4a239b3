package fetcher

import (
	"net/http"
	"strings"
	"testing"

	"koreadesk/news"
)

func TestValidators(t *testing.T) {
	t.Run("one unconditional GET, ever; 304 afterwards", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"v1"`)
			if r.Header.Get("If-None-Match") == `"v1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Write([]byte(feed("Kran")))
		})
		s := subscribe(t, o.URL)
		if d := s.good(); !d.Fresh || len(d.Entries) != 1 {
			t.Fatalf("first poll: fresh %v, %d entries", d.Fresh, len(d.Entries))
		}
		for range 3 {
			if d := s.good(); d.Fresh || d.Bytes != 0 {
				t.Errorf("after a 304: fresh %v, %d bytes", d.Fresh, d.Bytes)
			}
		}
		for n, r := range o.requests() {
			if conditional := r.Header.Get("If-None-Match") != ""; conditional != (n > 0) {
				t.Errorf("request %d: conditional is %v", n, conditional)
			}
		}
	})

	for _, v := range []struct{ name, etag, modified string }{
		{"both come back octet for octet", `"a-b+c=="`, "Mon, 23 Nov 2026 07:00:00 GMT"},
		{"a weak tag comes back weak", `W/"17"`, ""},
		{"a tag without quotes comes back without", `5f3a`, ""},
		{"an odd date comes back as odd", "", "Mo, 23. November 2026 7:00 Uhr"},
	} {
		t.Run(v.name, func(t *testing.T) {
			o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
				if v.etag != "" {
					w.Header().Set("ETag", v.etag)
				}
				if v.modified != "" {
					w.Header().Set("Last-Modified", v.modified)
				}
				w.Write([]byte(feed("Kran")))
			})
			s := subscribe(t, o.URL)
			s.good()
			s.good()
			if got := o.last().Header.Get("If-None-Match"); got != v.etag {
				t.Errorf("If-None-Match is %q, want %q", got, v.etag)
			}
			if got := o.last().Header.Get("If-Modified-Since"); got != v.modified {
				t.Errorf("If-Modified-Since is %q, want %q", got, v.modified)
			}
		})
	}

	t.Run("not kept of a document that broke off, until it comes again as it was", func(t *testing.T) {
		whole := feed("Kran", "Schleuse", "Pegel")
		body := whole[:strings.Index(whole, "Pegel")]
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"v1"`)
			if r.Header.Get("If-None-Match") == `"v1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Write([]byte(body))
		})
		s := subscribe(t, o.URL)
		if d := s.good(); len(d.Entries) != 2 || s.st.ETag != "" || !strings.Contains(s.st.Because, "broke off") {
			t.Fatalf("%d entries, kept %q, %s", len(d.Entries), s.st.ETag, s.st.Because)
		}
		body = whole
		if d := s.good(); len(d.Entries) != 3 || s.st.ETag != `"v1"` {
			t.Errorf("the whole was passed over: %d entries, kept %q", len(d.Entries), s.st.ETag)
		}
		s.st, body = news.State{}, whole[:strings.Index(whole, "Pegel")]
		s.good()
		if d := s.good(); d.Fresh || s.st.ETag != `"v1"` {
			t.Errorf("the same again: fresh %v, kept %q", d.Fresh, s.st.ETag)
		}
	})

	t.Run("replaced or dropped at each 200", func(t *testing.T) {
		n := 0
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			if n++; n == 1 {
				w.Header().Set("ETag", `"old"`)
				w.Header().Set("Last-Modified", "yesterday")
			} else {
				w.Header().Set("ETag", `"new"`)
			}
			w.Write([]byte(feed([]string{"Kran", "Schleuse"}[:n]...)))
		})
		s := subscribe(t, o.URL)
		s.good()
		s.good()
		if s.st.ETag != `"new"` || s.st.LastModified != "" {
			t.Errorf("kept %q and %q", s.st.ETag, s.st.LastModified)
		}
	})

	t.Run("refreshed by a 304 with new headers", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") != "" {
				w.Header().Set("ETag", `"b"`)
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("ETag", `"a"`)
			w.Header().Set("Last-Modified", "yesterday")
			w.Write([]byte(feed("Kran")))
		})
		s := subscribe(t, o.URL)
		s.good()
		s.good()
		if s.st.ETag != `"b"` || s.st.LastModified != "yesterday" {
			t.Errorf("kept %q and %q", s.st.ETag, s.st.LastModified)
		}
	})

	t.Run("stored only after the document was understood", func(t *testing.T) {
		body := feed("Kran")
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"`+body[:5]+`"`)
			w.Write([]byte(body))
		})
		s := subscribe(t, o.URL)
		s.good()
		before := s.st
		body = "We are closed on Mondays."
		s.bad(NotFeed)
		if s.st.ETag != before.ETag || s.st.BodyHash != before.BodyHash {
			t.Errorf("a document that is no feed left ETag %q", s.st.ETag)
		}
	})

	t.Run("an unchanged body counts as a 304", func(t *testing.T) {
		n := 0
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			n++
			w.Header().Set("ETag", string(rune('a'+n)))
			w.Write([]byte(feed("Kran")))
		})
		s := subscribe(t, o.URL)
		s.good()
		s.c.read = nil // a second reading would panic
		if d := s.good(); d.Fresh || len(d.Entries) != 0 {
			t.Errorf("fresh %v, %d entries", d.Fresh, len(d.Entries))
		}
		if s.st.ETag != "c" {
			t.Errorf("kept %q, want the newest validator", s.st.ETag)
		}
	})

	t.Run("belong to the address they came from", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/a" {
				http.Redirect(w, r, "/b", http.StatusFound)
				return
			}
			w.Header().Set("ETag", `"of b"`)
			w.Write([]byte(feed("Kran")))
		})
		s := subscribe(t, o.URL+"/a")
		s.good()
		s.good()
		asked := o.requests()
		if got := asked[2].Header.Get("If-None-Match"); got != "" {
			t.Errorf("the redirect was asked with the document's validator %q", got)
		}
		if got := asked[3].Header.Get("If-None-Match"); got != `"of b"` {
			t.Errorf("the document was asked with %q", got)
		}
	})

	t.Run("a new address in feeds.yaml drops them", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"v"`)
			w.Write([]byte(feed("Kran")))
		})
		s := subscribe(t, o.URL+"/a")
		s.good()
		s.src.URL = o.URL + "/b"
		if d := s.good(); !d.Fresh {
			t.Error("the document at the new address was not read")
		}
		if got := o.last().Header.Get("If-None-Match"); got != "" {
			t.Errorf("the new address was asked with %q", got)
		}
	})

	t.Run("one that is too long to send back is not kept", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"`+strings.Repeat("x", 5000)+`"`)
			w.Write([]byte(feed("Kran")))
		})
		s := subscribe(t, o.URL)
		s.good()
		if s.st.ETag != "" {
			t.Errorf("kept %d bytes", len(s.st.ETag))
		}
	})
}
