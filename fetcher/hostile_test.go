package fetcher

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"koreadesk/news"
)

func zip(body []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(body)
	z.Close()
	return b.Bytes()
}

func TestCodings(t *testing.T) {
	good := []byte(feed("Kran"))
	packed := zip(good)
	for _, v := range []struct {
		name   string
		coding string
		body   []byte
		kind   Kind
		says   string
	}{
		{"gzip is read", "gzip", packed, OK, ""},
		{"x-gzip is gzip", "x-gzip", packed, OK, ""},
		{"identity is none", "identity", good, OK, ""},
		{"two members are one document", "gzip", append(zip(good[:50]), zip(good[50:])...), OK, ""},
		{"padding behind gzip is ignored", "gzip", append(bytes.Clone(packed), make([]byte, 20)...), OK, ""},
		{"brotli was not asked for", "br", packed, Coding, `"br", though only gzip`},
		{"zstd was not asked for", "zstd", packed, Coding, `"zstd", though only gzip`},
		{"nor gzip twice", "gzip, gzip", zip(packed), Coding, `"gzip, gzip"`},
		{"plain text said to be gzip", "gzip", good, Coding, "cannot be read as such"},
		{"damaged gzip", "gzip", append(packed[:40:40], append([]byte("\xff\xff\xff\xff\xff\xff"), packed[46:]...)...), Coding, "cannot be read as such"},
		{"half a gzip", "gzip", packed[:len(packed)/2], Truncated, "unexpected EOF"},
		{"an empty gzip is empty", "gzip", nil, NotFeed, ""},
	} {
		t.Run(v.name, func(t *testing.T) {
			o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Encoding", v.coding)
				w.Write(v.body)
			})
			s := subscribe(t, o.URL)
			if v.kind == OK {
				if d := s.good(); d.Bytes != int64(len(good)) || len(d.Entries) != 1 {
					t.Errorf("%d bytes, %d entries", d.Bytes, len(d.Entries))
				}
				return
			}
			if e := s.bad(v.kind); !strings.Contains(e.Error(), v.says) {
				t.Errorf("error is %v, want it to say %q", e, v.says)
			}
		})
	}
}

func TestSize(t *testing.T) {
	block := bytes.Repeat([]byte("<!-- and so on and so on -->\n"), 4<<10)
	t.Run("1 GiB is cut off at the limit", func(t *testing.T) {
		sent := 0
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			for ; sent < 1<<30; sent += len(block) {
				if _, err := w.Write(block); err != nil {
					return
				}
			}
		})
		if e := subscribe(t, o.URL).bad(TooLarge); !strings.Contains(e.Error(), "more than 24 MiB") {
			t.Errorf("error is %v", e)
		}
	})
	t.Run("1 GiB announced is not read at all", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "1073741824")
			w.WriteHeader(200)
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		})
		subscribe(t, o.URL).bad(TooLarge)
	})
	t.Run("what is merely announced takes no memory from others", func(t *testing.T) {
		var c *Client
		c = clientOf(func(r *http.Request) (*http.Response, error) {
			look := glance(func() {
				rest := c.o.Memory - c.o.MaxBody - 256<<10
				if !c.memory.pool.TryAcquire(rest) {
					t.Error("a body of nothing holds more than 256 KiB")
					return
				}
				c.memory.pool.Release(rest)
			})
			return &http.Response{StatusCode: 200, ContentLength: 16_000_000, Body: io.NopCloser(look)}, nil
		}, Options{})
		_, err := c.Fetch(t.Context(), news.Source{ID: "x", URL: "https://a.example/"}, news.State{}, morning)
		if err == nil {
			t.Error("half a document was taken")
		}
	})
	t.Run("a gzip bomb is measured unpacked", func(t *testing.T) {
		bomb := zip(make([]byte, 25<<20))
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb)
		})
		subscribe(t, o.URL).bad(TooLarge)
	})
	t.Run("a document of just the limit is read", func(t *testing.T) {
		body := feed("Kran")
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, body)
			w.(http.Flusher).Flush() // no Content-Length
		})
		s := subscribe(t, o.URL)
		s.c.o.MaxBody = int64(len(body))
		s.good()
		s.st = news.State{}
		s.c.o.MaxBody--
		s.bad(TooLarge)
	})
	t.Run("100,000 entries of some lines each are within the limit", func(t *testing.T) {
		item := `<item><title>Meldung 12345</title><link>https://www.beispiel.example/meldung/12345</link>` +
			`<guid>https://www.beispiel.example/meldung/12345</guid><pubDate>Mon, 23 Nov 2026 09:41:00 +0100</pubDate>` +
			`<description>Ein Satz dazu.</description></item>`
		if need, most := int64(100_000*len(item)), (Options{}).withDefaults().MaxBody; need > most {
			t.Errorf("they take %d bytes, %d are read", need, most)
		}
	})
	t.Run("a header without end", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Long", strings.Repeat("x", 1<<20))
			w.WriteHeader(200)
		})
		o.Config.ErrorLog = quiet()
		subscribe(t, o.URL).bad(Connection)
	})
	t.Run("a document broken off by the line is not taken", func(t *testing.T) {
		body := feed("Kran", "Schleuse")
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			conn, buf, _ := w.(http.Hijacker).Hijack()
			defer conn.Close()
			buf.WriteString("HTTP/1.1 200 OK\r\nETag: \"v\"\r\nContent-Length: 5000\r\n\r\n" + body)
			buf.Flush()
		})
		s := subscribe(t, o.URL)
		s.bad(Truncated)
		if s.st.ETag != "" {
			t.Errorf("kept %q", s.st.ETag)
		}
	})
}

// glance is a body that does something and breaks off.
type glance func()

func (g glance) Read([]byte) (int, error) {
	g()
	return 0, io.ErrUnexpectedEOF
}

// drip is a body that brings a few bytes now and then, for ever.
type drip struct {
	ctx   context.Context
	bytes int
	pause time.Duration
}

func (d drip) Read(p []byte) (int, error) {
	select {
	case <-time.After(d.pause):
		return copy(p, strings.Repeat(" ", d.bytes)), nil
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	}
}

func (d drip) Close() error { return nil }

func TestSlowness(t *testing.T) {
	for _, v := range []struct {
		name  string
		bytes int
		pause time.Duration
		ends  time.Duration
		says  string
	}{
		{"a drip is ended by the least rate", 1, time.Second, 10 * time.Second, "less than 512 bytes a second"},
		{"silence in the middle as well", 1, time.Hour, 10 * time.Second, "less than 512 bytes a second"},
		{"an answer that never ends by the deadline", 1000, time.Second, 60 * time.Second, "no complete answer in time"},
	} {
		t.Run(v.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := clientOf(func(r *http.Request) (*http.Response, error) {
					return &http.Response{StatusCode: 200, ContentLength: -1, Body: drip{r.Context(), v.bytes, v.pause}}, nil
				}, Options{})
				d, err := c.Fetch(t.Context(), news.Source{ID: "x", URL: "https://a.example/"}, news.State{}, morning)
				e, _ := err.(*Error)
				if e == nil || e.Kind != Timeout || !strings.Contains(e.Error(), v.says) {
					t.Fatalf("error is %v", err)
				}
				if d.Took != v.ends || !d.At.Equal(morning.Add(v.ends)) {
					t.Errorf("it took %v", d.Took)
				}
			})
		})
	}

	t.Run("a body that waits for memory is not called slow", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			c := clientOf(func(r *http.Request) (*http.Response, error) { return reply(200, feed("Kran")), nil }, Options{})
			c.memory.pool.TryAcquire(c.o.Memory - c.o.MaxBody)
			c.memory.lane.TryAcquire(1)
			time.AfterFunc(45*time.Second, func() { c.memory.lane.Release(1) })
			d, err := c.Fetch(t.Context(), news.Source{ID: "x", URL: "https://a.example/"}, news.State{}, morning)
			if err != nil || d.Took != 45*time.Second {
				t.Errorf("after %v: %v", d.Took, err)
			}
		})
	})

	t.Run("a server that accepts and says nothing", func(t *testing.T) {
		hang := make(chan struct{})
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) { <-hang })
		defer close(hang)
		s := subscribe(t, o.URL)
		s.c = New(Options{Header: 50 * time.Millisecond})
		defer s.c.Close()
		s.bad(Timeout)
	})
}

func TestMemory(t *testing.T) {
	t.Run("bodies together stay within it, and all of them end", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			const all, one = 64, 16
			m := newMemory(all, one)
			var mu sync.Mutex
			held, most := 0, 0
			var wg sync.WaitGroup
			for range 40 {
				wg.Go(func() {
					s := &share{m: m}
					for range one {
						if err := s.grow(t.Context(), 1); err != nil {
							t.Error(err)
						}
						mu.Lock()
						held++
						most = max(most, held)
						mu.Unlock()
						time.Sleep(time.Millisecond)
					}
					mu.Lock()
					held -= one
					mu.Unlock()
					s.free()
				})
			}
			wg.Wait()
			if most > all || most < all-one {
				t.Errorf("at most %d were held, want at most %d", most, all)
			}
			if !m.pool.TryAcquire(all-one) || !m.lane.TryAcquire(1) {
				t.Error("something was not given back")
			}
		})
	})

	t.Run("a poll gives back what it held", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Write(bytes.Repeat([]byte(feed("Kran")), 1000))
		})
		s := subscribe(t, o.URL)
		for range 3 {
			s.poll()
			s.st.BodyHash = [32]byte{}
		}
		if !s.c.memory.pool.TryAcquire(s.c.o.Memory - s.c.o.MaxBody) {
			t.Error("something was not given back")
		}
	})
}

func TestReaderThatFails(t *testing.T) {
	o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(feed("Kran"))) })
	s := subscribe(t, o.URL)
	s.c.read = func(news.Source, news.State, *answer) (reading, error) { panic("index out of range") }
	if e := s.bad(NotFeed); strings.Contains(e.Error(), "index") {
		t.Errorf("error is %v", e)
	}
	if !s.c.parsers.TryAcquire(1) {
		t.Error("its turn was not given back")
	}
}

func TestNotAFeed(t *testing.T) {
	for name, body := range map[string]string{
		"nothing":   "",
		"blanks":    " \r\n\t ",
		"HTML":      "<!DOCTYPE html><html><head><title>Hafenblatt</title></head><body><p>Willkommen</p></body></html>",
		"a picture": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
		"words":     "We are closed on Mondays.",
		"deep":      `<rss version="2.0"><channel>` + strings.Repeat("<a>", 200_000),
	} {
		t.Run(name, func(t *testing.T) {
			o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, body) })
			s := subscribe(t, o.URL)
			e := s.bad(NotFeed)
			if len(e.Reason()) < 20 || strings.Contains(e.Reason(), "\n") {
				t.Errorf("the reason is %q", e.Reason())
			}
			if s.st.Trouble.Kind != "not a feed" || s.st.Next.Before(morning.Add(time.Hour)) {
				t.Errorf("remembered %+v, next %v", s.st.Trouble, s.st.Next)
			}
		})
	}
}
