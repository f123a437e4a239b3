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
	d := new(news.Delivery)
	err := c.FetchInto(ctx, d, &src, &st, now)
	return *d, err
}

// FetchInto is Fetch for who has many polls under way: none of what it is given
// is copied to the stack while it waits.
func (c *Client) FetchInto(ctx context.Context, d *news.Delivery, src *news.Source, st *news.State, now time.Time) error {
	p := c.begin(d, src, st, now)
	a, err := p.visit(ctx)
	if found, ok := errors.AsType[*elsewhere](err); ok {
		named := a
		p.turnTo(found.choice)
		if a, err = p.visit(ctx); found.list != nil && fruitless(ctx, p.delivery, a, err) {
			a, err = named, p.settleFor(ctx, named, *found.list)
		}
	}
	err = p.end(ctx, a, err)
	p.keepRobots(ctx)
	return err
}

// poll is one Fetch under way. It is kept off the stack, which stays small while
// it waits for its turn: there are as many of them as sources are due. For the
// same reason what copies whole states is not inlined.
type poll struct {
	client   *Client
	source   news.Source
	state    news.State  // before it
	asked    *news.State // the same, with what was chosen on the way
	question *question
	delivery *news.Delivery
}

//go:noinline
func (c *Client) begin(d *news.Delivery, src *news.Source, st *news.State, now time.Time) *poll {
	p := new(poll)
	p.client, p.source, p.delivery = c, *src, d
	p.source.AllowPrivate = p.source.AllowPrivate || c.o.AllowPrivate
	p.state = carry(p.source, *st)
	p.asked = &p.state
	c.robots.recall(p.source, p.state.Robots, now)
	p.question = asking(&p.source, now, time.Now())
	p.question.known = validatorsOf(&p.state)
	d.Source, d.At = src.ID, now
	return p
}

// own is what is asked with, to be changed: what it was before stays.
//
//go:noinline
func (p *poll) own() *news.State {
	if p.asked == &p.state {
		asked := p.state
		p.asked = &asked
	}
	return p.asked
}

// turnTo has the source asked again at what its page names.
//
//go:noinline
func (p *poll) turnTo(choice news.Choice) {
	p.own().Choice, p.question.known = choice, validators{}
}

//go:noinline
func (p *poll) keepRobots(ctx context.Context) {
	p.delivery.State.Robots = p.client.robots.keep(ctx, p.source, p.state.Robots, p.delivery.At)
}

// visit asks the source once and takes what it answers.
func (p *poll) visit(ctx context.Context) (*answer, error) {
	a, err := p.ask(ctx)
	if err != nil {
		return a, err
	}
	defer a.share.free()
	return a, p.accept(ctx, a)
}

// accept is what a good answer means: the state to remember and, when there is
// something new, the entries.
func (p *poll) accept(ctx context.Context, a *answer) error {
	if a.moved {
		p.delivery.Redirect = shown(a.url)
	}
	r := new(reading)
	if a.status == http.StatusNotModified {
		return p.keep(ctx, a, r)
	}
	c := p.client
	if err := c.readAhead(ctx, &p.source); err != nil {
		return err
	}
	err := p.understand(ctx, a, r)
	a.share.free() // articles are bodies too: nobody holds one and waits for another
	a.body = nil
	if err == nil {
		asked := p.own()
		asked.ETag, asked.LastModified = "", ""
		p.delivery.Bytes = r.size
		err = p.keep(ctx, a, r)
	}
	if err != nil || !p.delivery.Fresh {
		c.dropped(&p.source)
	}
	return err
}

// ask asks the source at the address it is known to live at.
func (p *poll) ask(ctx context.Context) (*answer, error) {
	c, src, st, q := p.client, &p.source, p.asked, p.question
	u, err := url.Parse(address(src, st))
	if err != nil {
		return nil, &Error{Kind: Address, Err: errors.New("the address cannot be read"), Hint: "mend the source's url"}
	}
	if q.obey = minds(p.source, src.Page != nil && st.Choice.Feed == ""); q.obey {
		if err := c.robots.admit(ctx, p.source, u, q.now); err != nil {
			return nil, err
		}
	}
	q.start, q.accept = u, wanted(src, st)
	return c.ask(ctx, q)
}

// wanted is what a source is asked for: a page nobody described may be either,
// and is asked for as a feed.
func wanted(src *news.Source, st *news.State) string {
	if src.Page != nil && st.Choice.Feed == "" && (!src.Page.Auto || st.Choice.Page.Items != "") {
		return acceptPage
	}
	return acceptFeed
}

// address is where a source is known to live.
func address(src *news.Source, st *news.State) string {
	switch {
	case st.Moved != "":
		return st.Moved
	case st.Choice.Feed != "":
		return st.Choice.Feed
	}
	return src.URL
}

// understand reads the document, one for each core at a time, unless it is the
// last one again.
func (p *poll) understand(ctx context.Context, a *answer, r *reading) (err error) {
	c := p.client
	if err := c.parsers.Acquire(ctx, 1); err != nil {
		return err
	}
	defer c.parsers.Release(1)
	// A reader needs a deep stack, and whoever waits for an answer keeps his: it
	// reads on one of its own.
	read := make(chan error)
	go func() {
		read <- failing(p.source.ID, a.url, func() error { return p.digest(ctx, a, r) })
	}()
	err = <-read
	if known, ok := errors.AsType[*Error](err); ok {
		known.URL = shown(a.url)
		return known
	}
	if err != nil {
		return &Error{Kind: NotFeed, URL: shown(a.url), Err: err}
	}
	return nil
}

// digest reads the document of an answer; the caller holds a parser.
func (p *poll) digest(ctx context.Context, a *answer, r *reading) error {
	done, err := p.client.unseal(ctx, a)
	defer done()
	if err != nil {
		return trouble(ctx, a.url, err)
	}
	size, hash := int64(len(a.body)), sha256.Sum256(a.body)
	if hash != p.asked.BodyHash {
		*r, err = p.client.read(p.source, *p.asked, a)
	}
	r.size, r.hash = size, hash
	if found, ok := errors.AsType[*elsewhere](err); ok && found.list != nil {
		found.list.size, found.list.hash = size, hash
	}
	return err
}

func (a *answer) address() *url.URL {
	if a == nil {
		return nil
	}
	return a.url
}
