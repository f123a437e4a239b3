package fetcher

import (
	"context"
	"hash/fnv"
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
}

// remaining says that some entries wait: what was learnt of the document must
// not keep the next poll from reading it again.
func (l listing) remaining() bool { return l.waiting > 0 }

// further reads the next pages of a list, as long as nothing on it is known:
// at the first fetch, and when more than a page has come since the last one.
func (c *Client) further(ctx context.Context, src news.Source, st news.State, r reading, now time.Time) reading {
	by := st.Choice.Page
	if r.choice.Page.Items != "" {
		by = r.choice.Page
	}
	if src.Page != nil && !src.Page.Auto {
		by = *src.Page
	}
	known := knownLinks(st)
	for n := 0; n < mostPages && r.next != "" && !anyKnown(known, r.entries); n++ {
		if ok, err := c.robots.Allowed(ctx, src, r.next, now); !ok || err != nil {
			break
		}
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

// follow reads the article of each new entry, the first on the list first, and
// hands on those that were read or given up.
func (c *Client) follow(ctx context.Context, src news.Source, st news.State, entries []news.Entry, now time.Time) (l listing, err error) {
	known, asked := knownLinks(st), 0
	for _, e := range entries {
		this := listed(e)
		before, seen := known[this.Link]
		switch {
		case !src.Article || e.Link == "":
			l.entries = append(l.entries, e)
		case seen && before.Told && before.Line == this.Line:
			e.Again, this.Told = true, true
			l.entries = append(l.entries, e)
		case asked == mostArticles:
			this.Tries = before.Tries
			l.waiting++
		default:
			asked++
			this.Tries = before.Tries
			e, err = c.tell(ctx, src, e, &this, now)
			if err != nil {
				return l, err
			}
			if this.Told {
				l.entries = append(l.entries, e)
			} else {
				l.waiting++
			}
		}
		if len(l.listed) < mostListed {
			l.listed = append(l.listed, this)
		}
	}
	return l, nil
}

// tell adds its article to an entry. An article that cannot be had is tried
// once more with the next poll; then the entry goes without.
func (c *Client) tell(ctx context.Context, src news.Source, e news.Entry, l *news.Listed, now time.Time) (news.Entry, error) {
	allowed, err := c.robots.Allowed(ctx, src, e.Link, now)
	if err == nil && !allowed {
		l.Told = true // and never will be asked for
		return e, nil
	}
	var article page.Article
	if err == nil {
		err = c.Get(ctx, src, e.Link, now, func(p Page) (err error) {
			article, err = page.ReadArticle(p.Body, p.URL, pageOptions(src, p.ContentType, now), metaOf(src.Meta))
			return err
		})
	}
	switch {
	case ctx.Err() != nil:
		return e, trouble(ctx, nil, ctx.Err())
	case err != nil:
		l.Tries++
		l.Told = l.Tries >= mostTries
		return e, nil
	}
	l.Told, l.Tries = true, 0
	return article.Into(e), nil
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
