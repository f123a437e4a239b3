package desk

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// otherEnd is a connection that keeps what is written to it, a piece a call.
type otherEnd struct {
	net.Conn
	pieces []string
	fails  error
}

func (w *otherEnd) Write(p []byte) (int, error) {
	if w.fails != nil {
		return 0, w.fails
	}
	w.pieces = append(w.pieces, string(p))
	return len(p), nil
}

func TestWireHoldsWhatIsFollowed(t *testing.T) {
	under := &otherEnd{}
	w := &wire{Conn: under}
	send := func(s string) {
		t.Helper()
		p := []byte(s)
		if n, err := w.Write(p); n != len(s) || err != nil {
			t.Fatalf("%q: %d, %v", s, n, err)
		}
		clear(p) // as net/http does with its buffer
	}
	send("alone")
	w.join()
	send("head")
	if len(under.pieces) != 1 {
		t.Errorf("written before its body came: %q", under.pieces)
	}
	send("body")
	if err := w.part(); err != nil {
		t.Error(err)
	}
	send("next")
	w.join()
	send("rest")
	if err := w.part(); err != nil {
		t.Error(err)
	}
	if got := strings.Join(under.pieces, ""); got != "aloneheadbodynextrest" {
		t.Errorf("got %q", under.pieces)
	}

	w.join()
	send(strings.Repeat("b", mostHeld+1))
	if cap(w.held) > mostHeld {
		t.Errorf("room for %d bytes of a body is held", cap(w.held))
	}
	if err := w.part(); err != nil {
		t.Error(err)
	}

	under.fails = errors.New("gone")
	w.join()
	send("head")
	if n, err := w.Write([]byte("body")); n != 0 || !errors.Is(err, under.fails) {
		t.Errorf("to nobody: %d, %v", n, err)
	}
}

// Every length arrives, among them those that fill net/http's buffer to the
// last byte, on one connection and with nothing held back from an answer.
func TestWireLosesNothing(t *testing.T) {
	body := bytes.Repeat([]byte("0123456789abcdef"), 8<<10)
	m := newMetrics(&Desk{})
	server := patient(m.count(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.URL.Query().Get("n"))
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("Content-Length", strconv.Itoa(n))
		if r.Method != http.MethodHead {
			w.Write(body[:n])
		}
	})))
	server.ConnContext = withWire
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(wires{listener})
	t.Cleanup(func() { server.Close() })
	c, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	answers := bufio.NewReader(c)
	ask := func(method string, n int) {
		t.Helper()
		r, _ := http.NewRequest(method, "http://desk.example/?n="+strconv.Itoa(n), nil)
		if err := r.Write(c); err != nil {
			t.Fatal(err)
		}
		answer, err := http.ReadResponse(answers, r)
		if err != nil {
			t.Fatalf("%s %d: %v", method, n, err)
		}
		got, err := io.ReadAll(answer.Body)
		if want := body[:n]; err != nil || method == http.MethodGet && !bytes.Equal(got, want) {
			t.Fatalf("%s %d: %d bytes, %v", method, n, len(got), err)
		}
	}
	for n := 3800; n <= 4200; n++ {
		ask(http.MethodGet, n)
	}
	for _, n := range []int{0, 1, 2047, 2048, 2049, 8192, 20000, len(body), 5} {
		ask(http.MethodGet, n)
		ask(http.MethodHead, n)
	}
}
