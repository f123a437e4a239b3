package fetcher

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// Private reports whether a host is one the guard would not let anybody ask: by
// its address, or by any of those its name has now.
func (c *Client) Private(ctx context.Context, host string) bool {
	err := c.proxies.check(ctx, host, false)
	return err != nil && kindOf(err) == Blocked
}

// keptOpen is how long a connection is kept for the next source of its host: the
// next poll of the same one is an hour away.
const keptOpen = 30 * time.Second

// errNowhere is the trouble with an address no source may have.
var errNowhere = errors.New("no source is fetched from such an address")

// guard judges the addresses that sources lead to.
type guard struct{ inside, outside *ssrf.Guardian }

func newGuard() guard {
	return guard{
		inside: ssrf.New(ssrf.WithAnyPort(),
			ssrf.WithAllowedV4Prefixes(prefixes("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "198.18.0.0/15")...),
			ssrf.WithAllowedV6Prefixes(prefixes("::1/128", "fc00::/7")...)),
		outside: ssrf.New(ssrf.WithAnyPort()),
	}
}

// told are the addresses, besides link-local ones, at which clouds tell a machine
// of itself: of Amazon in IPv6, and of Alibaba.
var told = []netip.Addr{netip.MustParseAddr("fd00:ec2::254"), netip.MustParseAddr("100.100.100.200")}

// judge is nil for an address that may be asked; private says whether one of the
// operator's own network may. What a machine is told of itself by its host is no
// source of anybody's: a server that was let in may not lead there either.
func (g guard) judge(a netip.Addr, private bool) error {
	err := g.inside.SafeAddr(a)
	if slices.Contains(told, a) {
		err = fmt.Errorf("%w: %s", ssrf.ErrProhibitedIP, a)
	}
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", errNowhere, err)
	case private:
		return nil
	}
	return g.outside.SafeAddr(a)
}

// control judges an address as it is dialled.
func (g guard) control(private bool) func(network, address string, c syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("%w: %w", ssrf.ErrInvalidHostPort, err)
		}
		return g.judge(to.Addr(), private)
	}
}

func prefixes(list ...string) (all []netip.Prefix) {
	for _, p := range list {
		all = append(all, netip.MustParsePrefix(p))
	}
	return all
}

// mostIdle is how many connections are kept open for the next request: twice as many
// as are at work. Who waits for a place keeps one, and those that have one are at
// their hosts a part of the time only; with fewer, a round over a thousand hosts
// closed half of them and made them again.
const mostIdle = 1024

// transport is the desk's own HTTP transport. When it is guarded, every address
// is checked as it is dialled: after DNS, so that a name which answers
// differently the second time gains nothing. Guarded and free requests must
// never share a transport, for they would share its open connections.
func transport(o Options, guarded bool) *http.Transport {
	dialer := &net.Dialer{Timeout: o.Dial, KeepAlive: 30 * time.Second}
	dialer.Control = newGuard().control(!guarded)
	return &http.Transport{
		Proxy:                  nil, // behind a proxy this guard sees the proxy only: see proxies
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    o.TLS,
		ResponseHeaderTimeout:  o.Header,
		MaxResponseHeaderBytes: 256 << 10,
		DisableCompression:     true, // the coding is read here, where it is limited
		MaxIdleConns:           min(mostIdle, mostOpen()),
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        keptOpen,
	}
}
