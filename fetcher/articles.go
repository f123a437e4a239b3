package fetcher

import (
	"context"
	"errors"
	"hash/fnv"
	"net/http"
	"net/url"
	"slices"
	"time"

	"koreadesk/fetcher/page"
	"koreadesk/news"
)

// Bounds on what one poll of a source asks for besides its own document.
const (
	mostArticles = 20
	mostPages    = 4    // further pages of a list
	mostTries    = 2    // of an article before its entry goes without
	mostListed   = 2000 // links remembered
)

// listing is what a list came to: the entries to hand on, what to remember of
// all of them, and whether some must wait for the next poll.
type listing struct {
	entries []news.Entry
	listed  []news.Listed
	waiting int
	trouble *Error // an article's answer that speaks for the whole site; nil is none
}

// until is when the site may be asked again: as long as it says, and as long as
// one waits for a site that refuses.
func (l listing) until(now time.Time) time.Time {
	switch {
	case l.trouble == nil:
		return time.Time{}
	case !l.trouble.RetryAfter.IsZero():
		return l.trouble.RetryAfter
	case l.trouble.Status == http.StatusTooManyRequests || l.trouble.Status == http.StatusForbidden || l.trouble.Kind == Challenge:
		return now.Add(refused)
	}
	return time.Time{}
}

// remaining says that some entries wait: what was learnt of the document must
// not keep the next poll from reading it again.
func (l listing) remaining() bool { return l.waiting > 0 }

// further reads the next pages of a list, as long as nothing on it is known:
// at the first fetch, and when more than a page has come since the last one. No
// page is asked for twice: some last pages lead back to the first.
func (c *Client) further(ctx context.Context, src news.Source, st news.State, r reading, first *url.URL, now time.Time) reading {
	by := st.Choice.Page
	if r.choice.Page.Items != "" {
		by = r.choice.Page
	}
	if src.Page != nil && !src.Page.Auto {
		by = *src.Page
	}
	known := knownLinks(st)
	met := []string{address(&src, &st), first.String()}
	for n := 0; n < mostPages && r.next != "" && !slices.Contains(met, r.next) && !anyKnown(known, r.entries); n++ {
		if ok, err := c.robots.Allowed(ctx, src, r.next, now); !ok || err != nil {
			break
		}
		met = append(met, r.next)
		var more reading
		err := c.Get(ctx, src, r.next, now, func(p Page) (err error) {
			more, err = readFurther(src, by, p, now)
			return err
		})
		if err != nil {
			r.repairs = append(r.repairs, "a further page of the list could not be read: "+err.Error())
			break
		}
		r.entries, r.next = append(r.entries, more.entries...), more.next
	}
	return r
}

func readFurther(src news.Source, by news.Page, p Page, now time.Time) (reading, error) {
	list, err := page.Compile(selectors(by))
	if err != nil {
		return reading{}, err
	}
	found, err := list.Read(p.Body, p.URL, pageOptions(src, p.ContentType, now))
	return reading{entries: found.Entries, next: found.Next}, err
}

// follow reads the articles of new entries, the newest first, and hands on the
// entries whose article was read or given up. When an answer says that the site
// wants to be left alone, the rest waits for the next poll.
func (c *Client) follow(ctx context.Context, src news.Source, st news.State, entries []news.Entry, now time.Time) (l listing, err error) {
	known, turn := knownLinks(st), turnsOf(entries)
	told := make([]news.Listed, len(entries))
	read := make([]news.Entry, len(entries))
	asked := 0
	for _, at := range turn {
		e, this := entries[at], listed(entries[at])
		before, seen := known[this.Link]
		this.Tries = before.Tries
		switch {
		case !src.Article || e.Link == "":
			this.Told = true
		case seen && before.Told && before.Line == this.Line:
			e.Again, this.Told = true, true
		case asked < mostArticles && l.trouble == nil:
			asked++
			if e, l.trouble, err = c.tell(ctx, src, e, &this, now); err != nil {
				return l, err
			}
		}
		told[at], read[at] = this, e
	}
	for at, this := range told {
		if this.Told {
			l.entries = append(l.entries, read[at])
		} else {
			l.waiting++
		}
		if len(l.listed) < mostListed {
			l.listed = append(l.listed, this)
		}
	}
	return l, nil
}

// turnsOf is the order in which articles are asked for: the newest first, as
// far as the list tells, and in its own order where it does not.
func turnsOf(entries []news.Entry) []int {
	turn := make([]int, len(entries))
	for n := range turn {
		turn[n] = n
	}
	slices.SortStableFunc(turn, func(a, b int) int { return entries[b].Published.Compare(entries[a].Published) })
	return turn
}

// tell adds its article to an entry. An article that cannot be had is tried
// once more with the next poll; then the entry goes without. The trouble is one
// that speaks for the whole site.
func (c *Client) tell(ctx context.Context, src news.Source, e news.Entry, l *news.Listed, now time.Time) (told news.Entry, trouble *Error, err error) {
	allowed, err := c.robots.Allowed(ctx, src, e.Link, now)
	if err == nil && !allowed {
		l.Told = true // and never will be asked for
		return e, nil, nil
	}
	var article page.Article
	if err == nil {
		err = c.Get(ctx, src, e.Link, now, func(p Page) (err error) {
			article, err = page.ReadArticle(p.Body, p.URL, pageOptions(src, p.ContentType, now), metaOf(src.Meta))
			return err
		})
	}
	failure, _ := errors.AsType[*Error](err)
	switch {
	case ctx.Err() != nil:
		return e, nil, cancelled(ctx)
	case err == nil:
		l.Told, l.Tries = true, 0
		return article.Into(e), nil, nil
	case failure != nil && failure.Kind == Disallowed:
		l.Told = true
	case failure != nil && failure.Kind == Waiting:
		return e, failure, nil // the article was not asked for
	default:
		l.Tries++
		l.Told = l.Tries >= mostTries
	}
	if failure != nil && siteWide(failure) {
		return e, failure, nil
	}
	return e, nil, nil
}

// siteWide reports trouble that speaks for more than one article: the site is
// overloaded, refuses, or asks to wait.
func siteWide(e *Error) bool {
	return e.Kind == Challenge || !e.RetryAfter.IsZero() ||
		e.Status == http.StatusTooManyRequests || e.Status == http.StatusServiceUnavailable || e.Status == http.StatusForbidden
}

// knownLinks are the links that were on the list at the last poll.
func knownLinks(st news.State) map[uint64]news.Listed {
	known := make(map[uint64]news.Listed, len(st.Listed))
	for _, l := range st.Listed {
		known[l.Link] = l
	}
	return known
}

func anyKnown(known map[uint64]news.Listed, entries []news.Entry) bool {
	for _, e := range entries {
		if _, ok := known[listed(e).Link]; ok {
			return true
		}
	}
	return false
}

// listed is what is remembered of an entry: its link, and what the list says.
func listed(e news.Entry) news.Listed {
	return news.Listed{Link: digest(e.Link), Line: digest(e.Title + "\n" + e.Summary)}
}

func digest(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s)) // a hash never fails
	return h.Sum64()
}

// cancelled is the error of a desk that gave up.
func cancelled(ctx context.Context) error { return trouble(ctx, nil, ctx.Err()) }
