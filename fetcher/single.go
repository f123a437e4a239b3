package fetcher

import (
	"context"
	"errors"
	"time"

	"koreadesk/fetcher/page"
	"koreadesk/news"
)

// Article reads the page of one article, by the same rules as those a list
// leads to, and adds what it says to an entry that has its link. The error is
// an *Error, or says that the page cannot be read.
func (c *Client) Article(ctx context.Context, src news.Source, e news.Entry, now time.Time) (news.Entry, error) {
	allowed, err := c.robots.Allowed(ctx, src, e.Link, now)
	if err != nil {
		return e, err
	}
	if !allowed {
		return e, &Error{Kind: Disallowed, Source: src.ID, URL: e.Link, Err: errors.New("its robots.txt does not let programs read it")}
	}
	var article page.Article
	err = c.Get(ctx, src, e.Link, now, func(p Page) (err error) {
		article, err = page.ReadArticle(p.Body, p.URL, pageOptions(src, p.ContentType, now), metaOf(src.Meta))
		return err
	})
	if err != nil {
		return e, err
	}
	return article.Into(e), nil
}
