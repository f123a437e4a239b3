package fetcher

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"koreadesk/news"
)

const (
	robotsKept  = 24 * time.Hour // RFC 9309, section 2.4
	robotsRetry = time.Hour      // after a robots.txt that could not be reached
)

// Robots knows what sites ask of robots, as their robots.txt says (RFC 9309).
// It is for list pages and articles: a feed is offered to programs, and asking
// for it once an hour is what it is for; Fetch asks here only for a source that
// wants it so. It is safe for use by many goroutines.
type Robots struct {
	c *Client

	mu    sync.Mutex
	sites map[string]*site // by scheme and host
}

type site struct {
	busy  chan struct{} // one reads the file, the others wait for it
	until time.Time     // when it is to be read again
	rules rules
	err   error // it could not be reached: nothing may be asked
}

// Robots is what the client knows so far; it begins without knowing any site.
func (c *Client) Robots() *Robots { return c.robots }

func newRobots(c *Client) *Robots { return &Robots{c: c, sites: make(map[string]*site)} }

// Allowed reports whether a list page or article may be asked for on behalf of
// a source. Where there is no robots.txt (4xx), or the source is to ignore it,
// it may; while it cannot be reached, it may not, and the error says why it
// could not.
func (r *Robots) Allowed(ctx context.Context, src news.Source, address string, now time.Time) (bool, error) {
	if !src.Robots.Pages() {
		return true, nil
	}
	u, err := url.Parse(address)
	if err != nil || askable(u) != nil {
		return false, &Error{Kind: Address, Source: src.ID, Err: errors.New("the address cannot be read")}
	}
	s := r.site(u)
	select {
	case s.busy <- struct{}{}:
		defer func() { <-s.busy }()
	case <-ctx.Done():
		return false, trouble(ctx, u, ctx.Err())
	}
	if !s.until.After(now) {
		if err := r.learn(ctx, src, s, u, now); err != nil {
			return false, err
		}
	}
	if s.err != nil {
		return false, s.err
	}
	return s.rules.allow(u.EscapedPath(), u.RawQuery), nil
}

// minds reports whether a poll of a source asks robots.txt first: for its list
// page, unless it is to ignore it, and for its feed only where it is to obey.
func minds(src news.Source, list bool) bool {
	if list {
		return src.Robots.Pages()
	}
	return src.Robots.Feeds()
}

// admit says why an address may not be asked for on behalf of a source; nil
// where it may.
func (r *Robots) admit(ctx context.Context, src news.Source, u *url.URL, now time.Time) error {
	ok, err := r.Allowed(ctx, src, u.String(), now)
	if ok || err != nil {
		return err
	}
	return &Error{
		Kind: Disallowed, URL: shown(u), Err: errors.New("the site's robots.txt asks that it not be fetched"),
		Hint: "ask the publisher, and set robots: ignore for the source if they agree",
	}
}

func (r *Robots) site(u *url.URL) *site {
	key := u.Scheme + "://" + u.Host
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.sites[key]
	if s == nil {
		if len(r.sites) >= 1024 {
			clear(r.sites) // all will be learnt again
		}
		s = &site{busy: make(chan struct{}, 1)}
		r.sites[key] = s
	}
	return s
}

// learn reads the site's robots.txt. It fails only when the desk itself gave
// up; all else is what it learnt.
func (r *Robots) learn(ctx context.Context, src news.Source, s *site, u *url.URL, now time.Time) error {
	file := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	src.Access = news.Access{} // the rules of a site are the same for all its sources
	err := r.c.get(ctx, src, file.String(), acceptText, false, now, func(p Page) error {
		s.rules = parseRobots(p.Body)
		return nil
	})
	s.until, s.err = now.Add(robotsKept), nil
	e, failed := errors.AsType[*Error](err)
	switch {
	case !failed:
	case e.Kind == Cancelled:
		s.until = time.Time{}
		return e
	case e.Status >= 400 && e.Status < 500 && e.Status != 429:
		s.rules = rules{}
	default:
		s.until = now.Add(robotsRetry)
		s.err = &Error{
			Kind: e.Kind, Source: src.ID, URL: e.URL, Status: e.Status, RetryAfter: e.RetryAfter,
			Err:  fmt.Errorf("robots.txt cannot be read, so nothing else is asked: %w", cmp.Or(e.Err, error(e))),
			Hint: e.Hint,
		}
	}
	return nil
}
