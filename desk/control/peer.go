package control

import (
	"context"
	"net"
)

// peerKey is where a request's context has the user who asks.
type peerKey struct{}

// Accepted notes in a connection's context which user is at its other end. It
// is the ConnContext of a server on the control socket.
func Accepted(ctx context.Context, conn net.Conn) context.Context {
	if user := peerOf(conn); user != "" {
		return context.WithValue(ctx, peerKey{}, user)
	}
	return ctx
}

// Peer is the name of the user who asks over the socket; "" where nobody does,
// or the system does not tell.
func Peer(ctx context.Context) string {
	user, _ := ctx.Value(peerKey{}).(string)
	return user
}
