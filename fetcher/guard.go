package fetcher

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
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

// errNowhere is the trouble with an address no source may have.
var errNowhere = errors.New("no source is fetched from such an address")

// control judges an address as it is dialled. What a machine is told of itself by
// its host, at link-local addresses, is no source of anybody's: a server of the
// operator's own network that was let in may not lead there either.
func control(guarded bool) func(network, address string, c syscall.RawConn) error {
	inside := ssrf.New(ssrf.WithAnyPort(),
		ssrf.WithAllowedV4Prefixes(prefixes("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "198.18.0.0/15")...),
		ssrf.WithAllowedV6Prefixes(prefixes("::1/128", "fc00::/7")...))
	outside := ssrf.New(ssrf.WithAnyPort())
	return func(network, address string, c syscall.RawConn) error {
		if err := inside.Safe(network, address, c); err != nil {
			return fmt.Errorf("%w: %w", errNowhere, err)
		}
		if guarded {
			return outside.Safe(network, address, c)
		}
		return nil
	}
}

func prefixes(list ...string) (all []netip.Prefix) {
	for _, p := range list {
		all = append(all, netip.MustParsePrefix(p))
	}
	return all
}

// transport is the desk's own HTTP transport. When it is guarded, every address
// is checked as it is dialled: after DNS, so that a name which answers
// differently the second time gains nothing. Guarded and free requests must
// never share a transport, for they would share its open connections.
func transport(o Options, guarded bool) *http.Transport {
	dialer := &net.Dialer{Timeout: o.Dial, KeepAlive: 30 * time.Second}
	dialer.Control = control(guarded)
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
