package fetcher

import (
	"context"
	"net/http"
	"time"

	"koreadesk/news"
)

// keep takes over what was understood of an answer, if anything is new.
//
//go:noinline
func (p *poll) keep(ctx context.Context, a *answer, r *reading) error {
	d, st := p.delivery, *p.asked
	var found listing
	if a.status != http.StatusNotModified && r.hash != st.BodyHash {
		st.BodyHash = r.hash
		var err error
		if found, err = p.client.take(ctx, &p.source, &st, r, a, d); err != nil {
			d.Fresh = false
			return err
		}
	}
	d.State = p.client.remember(&p.source, st, a, d, r.cut)
	if d.Fresh {
		hold(&d.State, found, a.at)
	}
	return nil
}

// end completes the delivery; of a failed poll it says what is remembered.
//
//go:noinline
func (p *poll) end(ctx context.Context, a *answer, err error) error {
	q, d := p.question, p.delivery
	d.At, d.Took = q.at(), time.Since(q.begun)
	if err == nil {
		return nil
	}
	e := trouble(ctx, a.address(), err)
	e.Source = p.source.ID
	d.State = failed(p.source, p.state, e, d.At)
	return e
}

// mostRepairs is how many repairs of a document status tells of.
const mostRepairs = 5

// take turns what was understood into the delivery: further pages and articles
// are asked for here.
func (c *Client) take(ctx context.Context, src *news.Source, st *news.State, r *reading, a *answer, d *news.Delivery) (listing, error) {
	if r.choice != (news.Choice{}) {
		st.Choice = r.choice
	}
	found := listing{entries: r.entries}
	if src.Page != nil || src.Article {
		var err error
		*r = c.further(ctx, *src, *st, *r, a.url, a.at)
		if found, err = c.follow(ctx, *src, *st, r.entries, a.at); err != nil {
			return found, err
		}
		if found.trouble != nil {
			r.repairs = append([]string{"articles wait: " + found.trouble.Reason()}, r.repairs...)
		}
	}
	d.Fresh, d.Entries, d.Feed, d.Repairs, d.Partial = true, found.entries, r.feed, r.repairs, found.remaining()
	st.Feed, st.Rhythm, st.Listed, st.Drift = r.feed, r.rhythm, found.listed, r.drift
	st.Repairs = r.repairs[:min(len(r.repairs), mostRepairs)]
	times := publications(*st, found.entries, a.at)
	st.History, st.Days = history(times), days(st.Days, times)
	st.Empty = len(r.entries) == 0
	if src.Page == nil && !src.Article { // a list page tells of its own drift
		st.Dated, st.Drift = misdated(st.Dated, r.entries, a.at)
	}
	if r.reserved.Reserved {
		st.Reserved = r.reserved
	}
	return found, nil
}

// hold puts the next poll off because an article's answer asked for it.
func hold(st *news.State, found listing, now time.Time) {
	until := found.until(now)
	if until.After(st.Next) {
		st.Next, st.Because = until, "an article's answer asked to wait"
	}
	if !until.IsZero() {
		st.NotUntil, st.Held, st.HeldHost = later(st.NotUntil, until), later(st.Held, until), closes(found.trouble)
	}
}

// remember is the state after a good answer. While articles are still to be
// read, nothing is kept that would let the next poll pass over the document. Of
// one that broke off no validators are kept: they stand for the whole, which was
// not seen. When the same bytes come again, this is all there is.
func (c *Client) remember(src *news.Source, st news.State, a *answer, d *news.Delivery, cut bool) news.State {
	reserved := st.Reserved
	st = succeeded(*src, st, a, Outcome{Remains: d.Partial, Cut: cut})
	if reserved.Reserved && a.status != http.StatusNotModified && !st.Reserved.Reserved {
		st.Reserved = reserved
	}
	if cut {
		st.ETag, st.LastModified = "", ""
	}
	if d.Partial {
		st.ETag, st.LastModified, st.BodyHash = "", "", [32]byte{}
	}
	return st
}
