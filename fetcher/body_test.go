package fetcher

import (
	"bytes"
	"context"
	"encoding/hex"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"koreadesk/news"
)

// A document that came as gzip waits for its parser as it was sent, and is held
// inflated only while it is read.
func TestSealed(t *testing.T) {
	long := feed(strings.Split(strings.Repeat("Kran,", 400), ",")...)
	short := feed("Hafen", "Watt")
	noise := make([]byte, 2*mostSealed)
	for n := range noise {
		noise[n] = byte(rand.Uint32())
	}
	huge := strings.Replace(feed("Deich"), "</channel>", "<x>"+hex.EncodeToString(noise)+"</x></channel>", 1)
	dense := strings.Replace(feed("Deich"), "</channel>", "<x>"+strings.Repeat("Deich", len(long))+"</x></channel>", 1)
	bodies := map[string]string{"/long": long, "/short": short, "/huge": huge, "/dense": dense}

	o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(zip([]byte(bodies[r.URL.Path])))
	})
	c := New(Options{AllowPrivate: true})
	defer c.Close()
	held := int64(0) // of c.opened, while a document is read
	c.read = func(src news.Source, st news.State, a *answer) (reading, error) {
		all := c.o.MaxBody / 2
		for held = 0; held <= all && !c.opened.pool.TryAcquire(all-held); held += 1 << 10 {
		}
		c.opened.pool.Release(all - held)
		return readDocument(src, st, a)
	}
	for _, v := range []struct {
		path    string
		entries int
	}{{"/long", 401}, {"/short", 2}, {"/long", 401}, {"/dense", 1}, {"/huge", 1}} {
		d, err := c.Fetch(context.Background(), news.Source{ID: v.path, URL: o.URL + v.path}, news.State{}, morning)
		if err != nil || len(d.Entries) != v.entries || d.Bytes != int64(len(bodies[v.path])) {
			t.Fatalf("%s: %d entries of %d bytes, %v", v.path, len(d.Entries), d.Bytes, err)
		}
		if v.path == "/long" && d.Entries[0].Title != "Kran" || v.path == "/short" && d.Entries[1].Title != "Watt" {
			t.Errorf("%s: the entries are another document's: %+v", v.path, d.Entries[0])
		}
		if held > 2*int64(len(bodies[v.path]))+1<<10 {
			t.Errorf("%s: %d bytes were held", v.path, held)
		}
	}
	if !c.opened.pool.TryAcquire(c.o.MaxBody/2) || !c.memory.pool.TryAcquire(c.o.Memory-c.o.MaxBody) {
		t.Error("something was not given back")
	}
}

// Room that is left from a longer document than was expected only grows.
func TestTubUsedAgain(t *testing.T) {
	const most = 1 << 20
	for _, left := range []int64{0, 1, 1000, 4 << 10, most, 2 * most} {
		for _, long := range []int{0, 1, 999, 1000, 5 << 10, most, most + 1} {
			tub := tub{b: make([]byte, 0, left), grow: func(n int64) error {
				if n <= 0 {
					t.Errorf("%d of room, %d to read: %d more are asked for", left, long, n)
				}
				return nil
			}}
			whole, err := tub.fill(bytes.NewReader(make([]byte, long)), 500, most)
			if err != nil || whole != (long <= most) || whole && len(tub.b) != long {
				t.Errorf("%d of room, %d to read: %d are held, whole %v, %v", left, long, len(tub.b), whole, err)
			}
		}
	}
}

// What the end of a gzip member says of its length is believed within reason.
func TestInflated(t *testing.T) {
	body := []byte(strings.Repeat("Kran ", 100))
	packed := zip(body)
	if got := inflated(packed); got != int64(len(body))+1 && got != 16*int64(len(packed))+1 {
		t.Errorf("room for %d bytes is made for %d", got, len(body))
	}
	if got := inflated([]byte("\x1f\x8b\xff\xff\xff\xff")); got != 6*16+1 {
		t.Errorf("a lie makes room for %d bytes", got)
	}
	if got := inflated(nil); got != 1 {
		t.Errorf("nothing makes room for %d bytes", got)
	}
}
