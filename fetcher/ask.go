package fetcher

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"

	"koreadesk/news"
)

// hops is how many redirects one request follows.
const hops = 5

// What is asked for (RFC 9110, section 12.5.1). A site may have its list both as
// a page and as a feed at one address.
const (
	acceptFeed = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8"
	acceptPage = "text/html, application/xhtml+xml, */*;q=0.8"
	acceptText = "text/plain, */*;q=0.8"
)

// question is one GET the desk wants to make. It is handed on by its address:
// thousands wait for their turns, each with a stack that is to stay small.
type question struct {
	start   *url.URL
	access  news.Access  // what the source asks for
	private bool         // loopback and private addresses are meant
	proxy   string       // address of the proxy to ask through; "" is none
	source  *news.Source // on whose behalf: access goes to the origin of its own address only
	obey    bool         // every hop asks the robots.txt of its site first
	accept  string       // media types that are wanted, as a header; "" is a feed
	known   validators   // zero asks without
	now     time.Time    // when it was asked for
	begun   time.Time    // the same, by the clock that measures
}

// validators are of a document that is known, for the address they belong to.
type validators struct{ url, etag, modified string }

func validatorsOf(st *news.State) validators {
	return validators{url: st.URL, etag: st.ETag, modified: st.LastModified}
}

// asking is a question on behalf of a source, which stays as it is, but for where it
// starts.
func asking(src *news.Source, now, begun time.Time) *question {
	return &question{source: src, access: src.Access, private: src.AllowPrivate, proxy: src.Proxy, now: now, begun: begun}
}

// at is the present time, waiting included, in whole seconds after now.
func (q *question) at() time.Time {
	return q.now.Add(time.Since(q.begun).Round(time.Second))
}

// answer is a document, or word that the known one still stands.
type answer struct {
	url       *url.URL // where it came from
	status    int      // 200, or 304
	header    http.Header
	body      []byte
	sealed    bool      // body is gzip still
	at        time.Time // when it had been read
	moved     bool      // there were redirects
	permanent bool      // and every one of them was permanent
	share     *share    // of the memory, for body: to be freed
}

// ask makes one GET, redirects included. Every hop is a request of its own: it
// is checked anew and waits for its own domain's turn, none while it holds
// another's.
func (c *Client) ask(ctx context.Context, q *question) (*answer, error) {
	u, permanent := q.start, true
	var seen []*url.URL
	for n := 0; ; n++ {
		if err := askable(u); err != nil {
			return nil, err
		}
		if among(seen, u) {
			return nil, &Error{Kind: Redirect, URL: shown(u), Err: errors.New("the redirects go round in a circle"), Hint: "check the source's url in a browser"}
		}
		seen = append(seen, u)
		if q.obey && n > 0 { // the first address was asked about already
			if err := c.robots.admit(ctx, *q.source, u, q.now); err != nil {
				return nil, err
			}
		}
		a, next, err := c.hop(ctx, q, u)
		if err != nil {
			return nil, err
		}
		if next == nil {
			a.moved, a.permanent = n > 0, n > 0 && permanent
			return a, nil
		}
		if n == hops {
			return nil, &Error{Kind: Redirect, URL: shown(u), Err: errors.New("more than 5 redirects"), Hint: "give the address at their end as the source's url"}
		}
		permanent = permanent && lasting(a.status)
		u = next
	}
}

func among(list []*url.URL, u *url.URL) bool {
	return slices.ContainsFunc(list, func(other *url.URL) bool { return other.String() == u.String() })
}

// hop makes one request. It returns an answer, or where to go on.
func (c *Client) hop(ctx context.Context, q *question, u *url.URL) (*answer, *url.URL, error) {
	leave, err := c.turn(ctx, q, u)
	if err != nil {
		return nil, nil, err
	}
	defer leave()
	kept := false // the place, by what was answered
	defer func() {
		if !kept {
			c.places.give()
		}
	}()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	deadline := time.AfterFunc(c.o.Whole, func() { cancel(errDeadline) })
	defer deadline.Stop()

	req, err := c.request(ctx, q, u)
	if err != nil {
		return nil, nil, &Error{Kind: Address, URL: shown(u), Err: plain(err)}
	}
	way, err := c.through(ctx, q, u)
	if err != nil {
		return nil, nil, trouble(ctx, u, err)
	}
	resp, err := way.RoundTrip(req)
	if err != nil {
		return nil, nil, trouble(ctx, u, err)
	}
	defer resp.Body.Close()
	a := &answer{url: u, status: resp.StatusCode, header: resp.Header, share: &share{m: c.memory}}
	switch conditional := req.Header.Get("If-None-Match") + req.Header.Get("If-Modified-Since"); {
	case follows(resp.StatusCode):
		next, err := target(resp, u)
		return a, next, err
	case resp.StatusCode == http.StatusNotModified && conditional != "":
	case challenges(resp.Header): // a page for browsers, whatever its status
		return nil, nil, c.refusal(resp, u, q.at())
	case resp.StatusCode == http.StatusOK, resp.StatusCode == http.StatusNonAuthoritativeInfo:
		if err = c.body(ctx, cancel, resp, a); err != nil {
			a.share.free()
			return nil, nil, trouble(ctx, u, err)
		}
		a.share.place, kept = c.places, true
	default:
		refused := c.refusal(resp, u, q.at())
		q.explainAccess(refused, u)
		return nil, nil, refused
	}
	a.at = q.at()
	return a, nil, nil
}

// turn waits until u may be asked, and takes a place for that: for its host's
// peace to end it does not wait, that can take days.
func (c *Client) turn(ctx context.Context, q *question, u *url.URL) (func(), error) {
	if err := c.peace(q, u); err != nil {
		return nil, err
	}
	leave, open, err := c.turns.take(ctx, u.Hostname())
	if err != nil {
		return nil, trouble(ctx, u, err)
	}
	if err := c.peace(q, u); err != nil { // somebody ahead in the line was told so
		leave()
		return nil, err
	}
	if err := c.places.take(ctx, open); err != nil {
		leave()
		return nil, trouble(ctx, u, err)
	}
	if err := c.turns.begin(ctx, u.Hostname()); err != nil {
		c.places.give()
		leave()
		return nil, trouble(ctx, u, err)
	}
	return leave, nil
}

func (c *Client) peace(q *question, u *url.URL) error {
	until := c.turns.held(u.Host, q.at())
	if until.IsZero() {
		return nil
	}
	return &Error{
		Kind: Waiting, URL: shown(u), RetryAfter: until,
		Err: errors.New("the host asked to be left alone until " + until.UTC().Format(time.RFC3339)),
	}
}

// through is the way a request goes.
func (c *Client) through(ctx context.Context, q *question, u *url.URL) (http.RoundTripper, error) {
	private := q.private || c.o.AllowPrivate
	switch {
	case q.proxy != "":
		return c.proxies.through(ctx, q.proxy, u, private)
	case private:
		return c.free, nil
	}
	return c.guarded, nil
}

var gzipOnly = []string{"gzip"} // as a header's lines, which nobody changes

// request is a GET as the desk makes it: no cookies, no Referer, no query of
// its own. What a source asks for goes to the origin it was given for only,
// validators to the address they came from only.
func (c *Client) request(ctx context.Context, q *question, u *url.URL) (*http.Request, error) {
	bare := *u
	bare.User, bare.Fragment, bare.RawFragment = nil, "", ""
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, bare.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header["User-Agent"] = c.agents
	req.Header.Set("Accept", cmp.Or(q.accept, acceptFeed))
	req.Header["Accept-Encoding"] = gzipOnly
	q.present(req, u)
	if q.known.url == "" || q.known.url != shown(u) {
		return req, nil
	}
	if q.known.etag != "" {
		req.Header.Set("If-None-Match", q.known.etag)
	}
	if q.known.modified != "" {
		req.Header.Set("If-Modified-Since", q.known.modified)
	}
	return req, nil
}
