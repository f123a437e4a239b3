package fetcher

import (
	"context"
	"crypto/sha256"
	"errors"
	"net/http"
	"net/url"
	"time"

	"koreadesk/news"
)

// Fetch polls a source with one conditional GET. It always returns a Delivery
// whose State is what shall be remembered, whether the poll succeeded or not;
// the Delivery is Fresh only when a whole document was read, understood, and
// differs from the one before. An error is always an *Error.
//
// It waits for its domain's turn, which can take long: it is meant to be called
// in a goroutine for each source that is due. When ctx ends, nothing is
// remembered of the poll. That no source is fetched twice at one time is its
// caller's duty.
func (c *Client) Fetch(ctx context.Context, src news.Source, st news.State, now time.Time) (news.Delivery, error) {
	begun := time.Now()
	src.AllowPrivate = src.AllowPrivate || c.o.AllowPrivate
	st = carry(src, st)
	d := news.Delivery{Source: src.ID, At: now}

	q := asking(src, now, begun)
	q.known = st
	a, err := c.poll(ctx, src, st, q)
	d.At = now.Add(time.Since(begun).Round(time.Second))
	if err == nil {
		defer a.share.free()
		st, err = c.accept(ctx, src, st, a, &d)
	}
	d.Took = time.Since(begun)
	if err != nil {
		e := trouble(ctx, a.address(), err)
		e.Source = src.ID
		d.State = failed(src, st, e, d.At)
		return d, e
	}
	d.State = st
	return d, nil
}

// poll asks the source at the address it is known to live at.
func (c *Client) poll(ctx context.Context, src news.Source, st news.State, q question) (*answer, error) {
	address := src.URL
	if st.Moved != "" {
		address = st.Moved
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, &Error{Kind: Address, Err: errors.New("the address cannot be read"), Hint: "mend the source's url"}
	}
	if err := c.robots.feed(ctx, src, u, q.now); err != nil {
		return nil, err
	}
	q.start = u
	return c.ask(ctx, q)
}

// accept is what a good answer means: the state to remember and, when there is
// something new, the entries.
func (c *Client) accept(ctx context.Context, src news.Source, st news.State, a *answer, d *news.Delivery) (news.State, error) {
	if a.moved {
		d.Redirect = shown(a.url)
	}
	learned := st
	if a.status != http.StatusNotModified {
		d.Bytes = int64(len(a.body))
		hash := sha256.Sum256(a.body)
		if hash != st.BodyHash {
			r, err := c.understand(ctx, src, a)
			if err != nil {
				return st, err
			}
			d.Fresh, d.Entries, d.Feed, d.Repairs = true, r.entries, r.feed, r.repairs
			learned.Feed, learned.Rhythm = r.feed, r.rhythm
			learned.History = history(st, r.entries, a.at)
			learned.BodyHash = hash
		}
		learned.ETag, learned.LastModified = "", ""
	}
	return succeeded(src, learned, a), nil
}

// understand reads the document, one for each core at a time. Whatever goes
// wrong in there is trouble of this source alone.
func (c *Client) understand(ctx context.Context, src news.Source, a *answer) (r reading, err error) {
	if err := c.parsers.Acquire(ctx, 1); err != nil {
		return r, err
	}
	defer c.parsers.Release(1)
	defer func() {
		if p := recover(); p != nil {
			err = &Error{Kind: NotFeed, URL: shown(a.url), Err: errors.New("the reader failed on the document")}
		}
	}()
	r, err = c.read(src, a)
	if err != nil {
		return r, &Error{Kind: NotFeed, URL: shown(a.url), Err: err}
	}
	return r, nil
}

func (a *answer) address() *url.URL {
	if a == nil {
		return nil
	}
	return a.url
}
