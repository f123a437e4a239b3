package fetcher

import (
	"context"

	"koreadesk/news"
)

// What was read takes many times the memory of what is stored of it, and a
// parser is faster than a disk. So no more than Options.Ahead feeds are read
// before the caller has Taken over what came of those before. Sources that are
// followed to their articles are not counted: that takes minutes, and there are
// few of them.

// readAhead waits until another feed may be read.
func (c *Client) readAhead(ctx context.Context, src *news.Source) error {
	if c.ahead == nil || hasArticles(src) {
		return nil
	}
	return c.ahead.Acquire(ctx, 1)
}

// Taken says that the caller has done with the delivery of a Fetch. With
// Options.Ahead it must be called for each.
func (c *Client) Taken(src news.Source, d news.Delivery) {
	if d.Fresh {
		c.dropped(&src)
	}
}

// dropped lets another feed be read instead of one that came to nothing.
func (c *Client) dropped(src *news.Source) {
	if c.ahead != nil && !hasArticles(src) {
		c.ahead.Release(1)
	}
}

func hasArticles(src *news.Source) bool { return src.Page != nil || src.Article }
