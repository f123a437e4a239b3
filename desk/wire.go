package desk

import (
	"context"
	"net"
	"net/http"
)

// wires are the connections of a listener as wire makes them.
type wires struct{ net.Listener }

// Accept implements net.Listener.
func (l wires) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &wire{Conn: c}, nil
}

// wire is a reader's connection on which an answer's headers can go out with
// the first of its body, in one call to the system instead of two: net/http
// has room for 4 KiB and sends that much of a larger answer by itself.
type wire struct {
	net.Conn
	joining bool        // more follows what is written now
	held    []byte      // what waits for it
	parts   [2][]byte   // held and what follows, as bufs
	bufs    net.Buffers // of parts
}

// wireKey finds a request's wire in its context.
type wireKey struct{}

// withWire is the context of the requests on a connection.
func withWire(ctx context.Context, c net.Conn) context.Context {
	if w, ok := c.(*wire); ok {
		return context.WithValue(ctx, wireKey{}, w)
	}
	return ctx
}

// wireOf is the wire that a request came by; nil is a connection of another kind.
func wireOf(r *http.Request) *wire {
	w, _ := r.Context().Value(wireKey{}).(*wire)
	return w
}

// mostHeld is what net/http sends at a time of what it gathered, in bytes. More
// than that is a body's, and not worth a copy.
const mostHeld = 4 << 10

// join holds back what is written next, until more is written or part is called.
func (w *wire) join() { w.joining = true }

// part sends what is still held.
func (w *wire) part() error {
	w.joining = false
	if len(w.held) == 0 {
		return nil
	}
	_, err := w.Write(nil)
	return err
}

// Write implements net.Conn.
func (w *wire) Write(p []byte) (int, error) {
	switch {
	case w.joining && len(w.held) == 0 && len(p) <= mostHeld:
		w.held = append(w.held, p...) // net/http writes the next bytes where these stand
		return len(p), nil
	case len(w.held) == 0:
		return w.Conn.Write(p)
	}
	held := len(w.held)
	w.parts = [2][]byte{w.held, p}
	w.bufs = w.parts[:]
	n, err := w.bufs.WriteTo(w.Conn)
	w.parts, w.held = [2][]byte{}, w.held[:0]
	return max(0, int(n)-held), err
}

// CloseWrite lets net/http end an answer while the reader is still sending.
func (w *wire) CloseWrite() error {
	if c, ok := w.Conn.(interface{ CloseWrite() error }); ok {
		return c.CloseWrite()
	}
	return nil
}
