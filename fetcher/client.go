package fetcher

import (
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sync/semaphore"

	"koreadesk/news"
)

// Client fetches sources. It is safe for use by many goroutines; it keeps the
// domains' turns itself, so that as many Fetches may be started as sources are
// due.
type Client struct {
	o       Options
	agents  []string // the lines of a header, which nobody changes: the desk's name
	guarded http.RoundTripper
	free    http.RoundTripper
	proxies *proxies
	turns   *turns
	places  *places             // requests at work
	parsers *semaphore.Weighted // one for each core
	memory  *memory             // of bodies as they come
	opened  *memory             // of those that are inflated, for parsers that wait for nothing else
	ahead   *semaphore.Weighted // nil is no limit
	robots  *Robots
	gzips   gzips
	tubs    tubs
	read    reader
}

// alwaysAsked is how many requests are at work, if so many are allowed, while much
// is being read.
const alwaysAsked = 256

// New is a Client that behaves as o says.
func New(o Options) *Client {
	o = o.withDefaults()
	c := &Client{
		o:       o,
		agents:  []string{agent(o)},
		guarded: transport(o, true),
		free:    transport(o, false),
		proxies: newProxies(o),
		turns:   newTurns(o.Gap, o.PerHost),
		parsers: semaphore.NewWeighted(int64(runtime.GOMAXPROCS(0))),
		memory:  newMemory(o.Memory, o.MaxBody),
		opened:  newMemory(o.MaxBody+o.MaxBody/2, o.MaxBody),
		read:    readDocument,
	}
	c.places = newPlaces(min(o.Concurrency, alwaysAsked))
	c.places.spare, c.places.roomy = o.Concurrency-c.places.count, func() bool { return c.memory.roomy() }
	if o.Lists {
		c.read = readAnything
	}
	if o.Ahead > 0 {
		c.ahead = semaphore.NewWeighted(int64(o.Ahead))
	}
	c.robots = newRobots(c)
	return c
}

// Again is a Client that behaves as o says and goes on where c stands: the
// turns of domains, the hosts to be left alone and the bounds of memory and
// parsers are shared. It is for a changed configuration, while polls of the old
// one are still at work.
func (c *Client) Again(o Options) *Client {
	next := New(o)
	c.turns.behave(next.turns.gap, next.turns.per)
	next.turns, next.parsers = c.turns, c.parsers
	if next.o.Memory == c.o.Memory && next.o.MaxBody == c.o.MaxBody {
		next.memory, next.opened = c.memory, c.opened
	}
	return next
}

// Close ends the connections that are kept open. Requests at work go on.
func (c *Client) Close() {
	for _, t := range []http.RoundTripper{c.guarded, c.free} {
		if idle, ok := t.(interface{ CloseIdleConnections() }); ok {
			idle.CloseIdleConnections()
		}
	}
	c.proxies.close()
}

// agent is the one stable name the desk goes by.
func agent(o Options) string {
	name := "koreadesk/" + o.Version
	if contact := strings.TrimSpace(o.Contact); contact != "" {
		name += " (+" + contact + ")"
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1 // a header cannot carry it
		}
		return r
	}, name)
}

// Recall has the domains and hosts know again what they were asked before the
// desk was restarted, as the states of their sources remember it: none is asked
// within the gap after its last request, and hosts that had asked all to wait
// are left alone.
func (c *Client) Recall(states []news.State, now time.Time) {
	for _, st := range states {
		if st.HeldHost != "" {
			c.turns.hold(st.HeldHost, st.Held, now)
		}
		if !c.turns.fresh(st.Polled, now) {
			continue
		}
		for _, address := range []string{st.Asked, st.URL} {
			if u, err := url.Parse(address); err == nil {
				c.turns.recall(u.Hostname(), st.Polled, now)
			}
		}
	}
}
