package fetcher

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"koreadesk/fetcher/document"
	"koreadesk/fetcher/page"
	"koreadesk/news"
)

// choose looks at a page nobody described: a feed of articles that it
// advertises is better than any list, a list is better than feeds of comments
// and links that only look like feeds.
func choose(src news.Source, a *answer) (reading, error) {
	own, spare, _ := advertised(a)
	list, noList := propose(src, a)
	switch {
	case own != nil && noList == nil:
		own.list = &list
		return reading{}, own
	case own != nil:
		return reading{}, own
	case noList == nil:
		return list, nil
	case spare != nil:
		return reading{}, spare
	}
	return reading{}, noList
}

// propose reads the list that is found on a page.
func propose(src news.Source, a *answer) (reading, error) {
	s, evidence, err := page.Propose(a.body, shown(a.url), pageOptions(src, a.header.Get("Content-Type"), a.at))
	if err != nil {
		return reading{}, err
	}
	by := news.Page{Items: s.Items, Title: s.Title, Link: s.Link, Date: s.Date, Summary: s.Summary, Category: s.Category, Next: s.Next}
	r, err := readList(src, by, a)
	if err != nil {
		return reading{}, err
	}
	r.choice = news.Choice{Page: by, Why: evidence.String(), Since: a.at}
	return r, nil
}

// elsewhere is the error of a page that is no feed and names one.
type elsewhere struct {
	choice  news.Choice
	guessed bool     // by the look of a link alone
	list    *reading // of the page itself, should the feed be none; nil: it has none
}

func (e *elsewhere) Error() string {
	return "the page is no feed; it advertises one at " + e.choice.Feed
}

// advertised is the feed of articles a page names on its own site, nil when
// there is none, and what may do where there is nothing better. One on another
// site is somebody else's until an operator says so: it is only named.
func advertised(a *answer) (own, spare *elsewhere, foreign string) {
	for _, f := range page.Feeds(a.body, shown(a.url)) {
		u, err := url.Parse(f.Href)
		if err != nil || askable(u) != nil {
			continue
		}
		ours := Domain(u.Hostname()) == Domain(a.url.Hostname())
		choice := news.Choice{Feed: f.Href, Why: "the page advertises this feed", Since: a.at}
		switch {
		case !ours && foreign == "" && !f.Guessed:
			foreign = f.Href
		case ours && !f.Guessed && !f.Beside && own == nil:
			own = &elsewhere{choice: choice}
		case ours && spare == nil:
			if f.Guessed {
				choice.Why = "the page links to what looks like a feed"
			}
			spare = &elsewhere{choice: choice, guessed: f.Guessed}
		}
	}
	return own, spare, foreign
}

// insteadOf turns the error of a feed that is an HTML page into word of the
// feed it advertises. A source that once was a feed stays one: the page is
// maintenance, and changes nothing.
func insteadOf(err error, st news.State, a *answer) error {
	refused, ok := errors.AsType[*document.Error](err)
	if !ok || refused.Kind != document.HTML || !st.OK.IsZero() {
		return err
	}
	own, spare, foreign := advertised(a)
	switch {
	case own != nil:
		return own
	case spare != nil && !spare.guessed:
		return spare
	case foreign != "":
		return fmt.Errorf("%w; it names a feed on another site: give %s as the source's url if that is theirs", err, foreign)
	}
	return err
}

// fruitless reports whether a feed that a page named is none to be followed: it
// is not there, is no feed, or has nothing in it. What may pass is not that.
func fruitless(ctx context.Context, d *news.Delivery, a *answer, err error) bool {
	if err == nil {
		return d.Fresh && len(d.Entries) == 0
	}
	switch e := trouble(ctx, a.address(), err); e.Kind {
	case NotFeed, Disallowed:
		return true
	case HTTP:
		return e.Status >= 400 && e.Status < 500 && e.Status != http.StatusTooManyRequests
	}
	return false
}

// settleFor takes the list that was read on the page, whose feed was fruitless.
func (p *poll) settleFor(ctx context.Context, a *answer, r reading) error {
	p.asked = &p.state
	asked := p.own()
	asked.ETag, asked.LastModified, asked.BodyHash = "", "", [32]byte{}
	*p.delivery = news.Delivery{Source: p.source.ID, Bytes: r.size}
	if a.moved {
		p.delivery.Redirect = shown(a.url)
	}
	return p.keep(ctx, a, &r)
}
