package desk

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// serveUntil serves until ctx ends. Then nobody else is let in, and who has
// come already is answered, within a grace. http.Server.Shutdown alone would
// hang up on a request it has not read yet.
func serveUntil(ctx context.Context, listener net.Listener, grace time.Duration, server *http.Server) error {
	return new(guests).serveUntil(ctx, listener, grace, server)
}

func (g *guests) serveUntil(ctx context.Context, listener net.Listener, grace time.Duration, server *http.Server) error {
	server.ConnState = g.note
	stop := context.AfterFunc(ctx, func() { listener.Close() })
	err := server.Serve(listener)
	if stop() {
		return fmt.Errorf("listener %s: %w", listener.Addr(), err)
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	server.SetKeepAlivesEnabled(false)
	g.served(last)
	if err := server.Shutdown(last); err != nil && !errors.Is(err, net.ErrClosed) {
		server.Close()
	}
	return nil
}

// guests are the connections on which a request is being read or answered.
type guests struct {
	mu   sync.Mutex
	here map[net.Conn]struct{}
}

func (g *guests) note(conn net.Conn, state http.ConnState) {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch state {
	case http.StateNew, http.StateActive:
		if g.here == nil {
			g.here = make(map[net.Conn]struct{})
		}
		g.here[conn] = struct{}{}
	default:
		delete(g.here, conn)
	}
}

func (g *guests) number() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.here)
}

// served waits until everyone was answered, or ctx ends.
func (g *guests) served(ctx context.Context) {
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for g.number() > 0 {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}
