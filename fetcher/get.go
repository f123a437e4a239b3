package fetcher

import (
	"context"
	"errors"
	"net/url"
	"time"

	"koreadesk/news"
)

// Page is a document that is read for a source besides its own: an article, a
// further list page, a robots.txt.
type Page struct {
	URL             string // where it came from, after redirects
	ContentType     string // as sent
	ContentLocation string // as sent
	Body            []byte // decoded; not to be kept
	Reserved        news.Reservation
}

// Get asks for one address on behalf of a source, by the same rules as Fetch
// but for validators (the source's credentials go along where the address is of
// its own origin), and hands the page to read. While read works, the page
// counts as a body in memory and read as a parser; its error is returned as it
// is. Any other error is an *Error.
func (c *Client) Get(ctx context.Context, src news.Source, address string, now time.Time, read func(Page) error) error {
	return c.get(ctx, src, address, acceptPage, src.Robots.Pages(), now, read)
}

// get is Get for what accept asks for; obey says whether the address a redirect
// leads to has to be allowed by the robots.txt of its site.
func (c *Client) get(ctx context.Context, src news.Source, address, accept string, obey bool, now time.Time, read func(Page) error) error {
	fail := func(u *url.URL, err error) error {
		e := trouble(ctx, u, err)
		e.Source = src.ID
		return e
	}
	u, err := url.Parse(address)
	if err != nil {
		return fail(nil, &Error{Kind: Address, Err: errors.New("the address cannot be read")})
	}
	q := asking(&src, now, time.Now())
	q.start, q.accept, q.obey = u, accept, obey
	a, err := c.ask(ctx, q)
	if err != nil {
		return fail(u, err)
	}
	defer a.share.free()
	if err := c.parsers.Acquire(ctx, 1); err != nil {
		return fail(a.url, err)
	}
	defer c.parsers.Release(1)
	done, err := c.unseal(ctx, a)
	defer done()
	if err != nil {
		return fail(a.url, err)
	}
	return failing(src.ID, a.url, func() error {
		return read(Page{
			URL:             shown(a.url),
			ContentType:     a.header.Get("Content-Type"),
			ContentLocation: a.header.Get("Content-Location"),
			Body:            a.body,
			Reserved:        reservation(a.header, a.url),
		})
	})
}

// failing has a document of u read: whatever goes wrong in there is trouble of
// its source alone.
func failing(source string, u *url.URL, read func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = &Error{Kind: NotFeed, Source: source, URL: shown(u), Err: errors.New("the reader failed on the document")}
		}
	}()
	return read()
}
