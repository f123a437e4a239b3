package fetcher

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"
)

// proxies are the ways through proxies, one for each address. The proxy itself
// may be anywhere, its operator named it; but the guard at the dialler sees
// nothing behind it, so what it is asked for is resolved and checked before.
// The proxy resolves the name again: that it comes to the same, only the proxy
// can see to.
type proxies struct {
	o      Options
	guard  guard
	lookup func(ctx context.Context, host string) ([]netip.Addr, error)

	mu  sync.Mutex
	all map[string]http.RoundTripper
}

func newProxies(o Options) *proxies {
	return &proxies{
		o:     o,
		guard: newGuard(),
		lookup: func(ctx context.Context, host string) ([]netip.Addr, error) {
			return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
		},
		all: make(map[string]http.RoundTripper),
	}
}

// through is the way to u through the proxy at address.
func (p *proxies) through(ctx context.Context, address string, u *url.URL, private bool) (http.RoundTripper, error) {
	if err := p.check(ctx, u.Hostname(), private); err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if way := p.all[address]; way != nil {
		return way, nil
	}
	proxy, err := url.Parse(address)
	if err != nil || proxy.Hostname() == "" {
		return nil, &Error{Kind: Address, URL: shown(u), Err: errors.New("the address of its proxy cannot be read"), Hint: "mend the source's proxy"}
	}
	t := transport(p.o, false)
	t.Proxy = http.ProxyURL(proxy)
	t.OnProxyConnectResponse = func(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
		if answer.StatusCode != http.StatusOK {
			return fmt.Errorf("%w: it answers %s", errProxy, answer.Status)
		}
		return nil
	}
	p.all[address] = t
	return t, nil
}

// check resolves a host and refuses it when any of its addresses is none to be
// asked. The names of private networks may be known to the proxy alone: it is not
// waited long for them.
func (p *proxies) check(ctx context.Context, host string, private bool) error {
	if private {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(ctx, 2*time.Second)
		defer stop()
	}
	addresses, err := p.resolve(ctx, host)
	if err != nil && !private {
		return err
	}
	for _, a := range addresses {
		if err := p.guard.judge(a, private); err != nil {
			return err
		}
	}
	return nil
}

func (p *proxies) resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	found, err := p.lookup(ctx, host)
	if err == nil && len(found) == 0 {
		err = &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	addresses := make([]netip.Addr, len(found))
	for n, a := range found {
		addresses[n] = a.Unmap() // a resolver may give IPv4 in either form
	}
	return addresses, err
}

// close ends the connections that are kept open.
func (p *proxies) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, way := range p.all {
		if t, ok := way.(*http.Transport); ok {
			t.CloseIdleConnections()
		}
	}
}
