package fetcher

import (
	"context"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"

	"koreadesk/news"
)

// turns lets requests to one registrable domain pass one at a time and a gap
// apart, in the order in which they came.
type turns struct {
	gap time.Duration
	per int

	mu      sync.Mutex
	domains map[string]*domain
	holds   map[string]time.Time // hosts, with port, that asked to be left alone, until when
}

type domain struct {
	slots chan struct{}
	next  time.Time // no request before
	begun time.Time // when the last request began
	left  time.Time // when it ended
	users int       // waiting or at work
}

func newTurns(gap time.Duration, per int) *turns {
	return &turns{
		gap:     gap,
		per:     per,
		domains: make(map[string]*domain),
		holds:   make(map[string]time.Time),
	}
}

// behave changes the gap, and how many at one time of domains yet to come.
func (t *turns) behave(gap time.Duration, per int) {
	t.mu.Lock()
	t.gap, t.per = gap, per
	t.mu.Unlock()
}

// take waits for the turn of the host's domain, or for the end of ctx. The
// returned function gives the turn back and must be called. open says that a
// connection is likely to be there still.
func (t *turns) take(ctx context.Context, host string) (leave func(), open bool, err error) {
	d := t.enter(Domain(host))
	select {
	case d.slots <- struct{}{}:
	case <-ctx.Done():
		t.leave(d)
		return nil, false, context.Cause(ctx)
	}
	if open, err = t.pause(ctx, d); err != nil {
		<-d.slots
		t.leave(d)
		return nil, false, err
	}
	return func() {
		t.mu.Lock()
		d.left = time.Now()
		d.next = later(d.next, d.left.Add(t.gap))
		t.mu.Unlock()
		<-d.slots
		t.leave(d)
	}, open, nil
}

// Turn waits for the turn of a host's domain and keeps it, for a request that
// somebody else makes in the desk's name. The returned function gives it back
// and must be called.
func (c *Client) Turn(ctx context.Context, host string) (func(), error) {
	leave, _, err := c.turns.take(ctx, host)
	return leave, err
}

// pause waits until the gap since the domain's last request is over. open says
// that a connection made for that is likely to be there still.
func (t *turns) pause(ctx context.Context, d *domain) (open bool, err error) {
	t.mu.Lock()
	now := time.Now()
	start := later(now, d.next)
	d.next = start.Add(t.gap)
	open = start.Sub(d.left) < keptOpen
	t.mu.Unlock()
	return open, rest(ctx, start.Sub(now))
}

// begin waits until the gap since the domain's last request began is over. Where
// several may be at work at a time, they may have waited for their places together.
func (t *turns) begin(ctx context.Context, host string) error {
	d := t.enter(Domain(host))
	defer t.leave(d)
	t.mu.Lock()
	now := time.Now()
	d.begun = later(now, d.begun.Add(t.gap))
	start := d.begun
	d.next = later(d.next, start.Add(t.gap))
	t.mu.Unlock()
	return rest(ctx, start.Sub(now))
}

// rest waits for a time, or for the end of ctx.
func rest(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (t *turns) enter(name string) *domain {
	t.mu.Lock()
	defer t.mu.Unlock()
	d := t.domains[name]
	if d == nil {
		t.sweep()
		d = &domain{slots: make(chan struct{}, t.per)}
		t.domains[name] = d
	}
	d.users++
	return d
}

func (t *turns) leave(d *domain) {
	t.mu.Lock()
	d.users--
	t.mu.Unlock()
}

// sweep forgets domains that nobody waits for, once there are many: redirects
// and articles can name any number of them.
func (t *turns) sweep() {
	if len(t.domains) < 1024 {
		return
	}
	now := time.Now()
	for name, d := range t.domains {
		if d.users == 0 && d.next.Before(now) {
			delete(t.domains, name)
		}
	}
}

// coarse is how much later than it says a remembered poll can have been: its
// time is told in whole seconds after it was begun.
const coarse = time.Second / 2

// fresh reports whether the gap to a remembered request is not over yet.
func (t *turns) fresh(asked, now time.Time) bool {
	return t.gap > 0 && asked.Add(coarse+t.gap).After(now) && !asked.After(now.Add(coarse))
}

// recall keeps the gap to a request of before the desk was restarted.
func (t *turns) recall(host string, asked, now time.Time) {
	if !t.fresh(asked, now) || host == "" {
		return
	}
	rest := asked.Add(coarse + t.gap).Sub(now)
	d := t.enter(Domain(host))
	t.mu.Lock()
	d.next = later(d.next, time.Now().Add(rest))
	t.mu.Unlock()
	t.leave(d)
}

// hold keeps all requests from a host until then.
func (t *turns) hold(host string, until, now time.Time) {
	host = strings.ToLower(host)
	t.mu.Lock()
	defer t.mu.Unlock()
	for h, end := range t.holds {
		if !end.After(now) {
			delete(t.holds, h)
		}
	}
	if until.After(now) {
		t.holds[host] = later(t.holds[host], until)
	}
}

// held is until when a host wants no request; zero when it does not mind.
func (t *turns) held(host string, now time.Time) time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	if until := t.holds[strings.ToLower(host)]; until.After(now) {
		return until
	}
	return time.Time{}
}

// Line names the domain whose turn a Fetch of the source waits for first. Those
// of one line gain nothing by being started side by side. It is "" for a source
// that is followed to its articles, which takes minutes: nobody should wait for
// it, and for an address that cannot be read.
func Line(src news.Source, st news.State) string {
	u, err := url.Parse(address(&src, &st))
	if err != nil || hasArticles(&src) {
		return ""
	}
	return Domain(u.Hostname())
}

// Domain is the registrable domain of a host name: what one operator is
// answerable for, by the public suffix list. An IP address is its own.
func Domain(host string) string {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if !plainASCII(host) {
		if ascii, err := idna.Lookup.ToASCII(host); err == nil {
			host = ascii
		}
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return host
	}
	if name, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return name
	}
	return host // a suffix itself, or a name without a dot
}

// plainASCII reports whether a host name in lower case is its own ASCII form.
func plainASCII(host string) bool {
	for n := range len(host) {
		if host[n] >= utf8.RuneSelf {
			return false
		}
	}
	return !strings.Contains(host, "xn--")
}
