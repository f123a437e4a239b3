package fetcher

import (
	"context"
	"net"
	"net/http"
	"time"

	"code.dny.dev/ssrf"
)

// Private reports whether a host is one the guard would not let anybody ask: by
// its address, or by any of those its name has now.
func (c *Client) Private(ctx context.Context, host string) bool {
	err := c.proxies.check(ctx, host)
	return err != nil && kindOf(err) == Blocked
}

// keptOpen is how long a connection is kept for the next source of its host: the
// next poll of the same one is an hour away.
const keptOpen = 30 * time.Second

// transport is the desk's own HTTP transport. When it is guarded, every address
// is checked as it is dialled: after DNS, so that a name which answers
// differently the second time gains nothing. Guarded and free requests must
// never share a transport, for they would share its open connections.
func transport(o Options, guarded bool) *http.Transport {
	dialer := &net.Dialer{Timeout: o.Dial, KeepAlive: 30 * time.Second}
	if guarded {
		dialer.Control = ssrf.New(ssrf.WithAnyPort()).Safe
	}
	return &http.Transport{
		Proxy:                  nil, // behind a proxy this guard sees the proxy only: see proxies
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    o.TLS,
		ResponseHeaderTimeout:  o.Header,
		MaxResponseHeaderBytes: 256 << 10,
		DisableCompression:     true, // the coding is read here, where it is limited
		MaxIdleConns:           512,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        keptOpen,
	}
}
