package publish

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

// maxCuts is how many shortened pages are held at once.
const maxCuts = 64

// cuts are pages as requests asked them shortened. A page has no more cuts than
// entries. Each is written once, and no more of them at a time than leave cores
// to all other readers.
type cuts struct {
	writers chan struct{}

	mu   sync.Mutex
	held map[cutOf]*sheet
}

func newCuts() cuts { return cuts{writers: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))} }

type cutOf struct {
	tag, path string
	entries   int
}

// asked is how many of a page's newest entries a query asks for: limit=N, and
// since= an RFC 3339 instant, or as many hours (12h) or days (7d) before now.
// Of a query with anything else it returns a sentence for the person who asked.
func (p *page) asked(query string, now time.Time) (k int, sentence string) {
	q, err := url.ParseQuery(query)
	if err != nil {
		return 0, "This query cannot be read: ask with limit=20, since=7d or since=2026-11-22T08:00:00Z."
	}
	k = len(p.Entries)
	for name, values := range q {
		value := values[0]
		if len(values) > 1 && (name == "limit" || name == "since") {
			return 0, fmt.Sprintf("%s is given more than once.", name)
		}
		switch name {
		case "limit":
			n, err := strconv.Atoi(value)
			if err != nil && !errors.Is(err, strconv.ErrRange) || n < 1 {
				return 0, fmt.Sprintf("limit=%q is not a number from 1 on.", value)
			}
			k = min(k, n)
		case "since":
			since, ok := instant(value, now)
			if !ok {
				return 0, fmt.Sprintf("since=%q is neither an RFC 3339 date nor a time like 7d or 12h.", value)
			}
			k = min(k, sort.Search(len(p.Entries), func(n int) bool { return p.Entries[n].Published.Before(since) }))
		default:
			return 0, fmt.Sprintf("%q cannot be asked for, only limit and since.", name)
		}
	}
	return k, ""
}

// get is a sheet with the first k entries of its page: as held, or written now
// unless whoever asked has gone before its turn.
func (c *cuts) get(ctx context.Context, sh *sheet, k int) (*sheet, error) {
	if k == len(sh.page.Entries) {
		return sh, nil
	}
	key := cutOf{sh.tag, sh.path, k}
	if held := c.look(key); held != nil {
		return held, nil
	}
	select {
	case c.writers <- struct{}{}:
		defer func() { <-c.writers }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if held := c.look(key); held != nil { // somebody else had it written
		return held, nil
	}
	cut, err := sh.format.sheet(sh.page.first(k))
	if err != nil {
		return nil, err
	}
	cut.changed = sh.changed
	cut.page = nil // the whole page goes when another takes its place
	cut.seal()
	c.keep(key, cut)
	return cut, nil
}

func (c *cuts) look(key cutOf) *sheet {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.held[key]
}

// keep holds a cut instead of those of former states of its page.
func (c *cuts) keep(key cutOf, cut *sheet) {
	c.mu.Lock()
	defer c.mu.Unlock()
	maps.DeleteFunc(c.held, func(k cutOf, _ *sheet) bool { return k.path == key.path && k.tag != key.tag })
	if len(c.held) >= maxCuts || c.held == nil {
		c.held = make(map[cutOf]*sheet)
	}
	c.held[key] = cut
}

// Since reads what a query or a command calls since: an RFC 3339 instant, or as
// many hours (12h) or days (7d) before now.
func Since(value string, now time.Time) (time.Time, bool) { return instant(value, now) }

// instant reads since: an instant, or a time before now.
func instant(value string, now time.Time) (time.Time, bool) {
	// A plus sign in a query stands for a space, and RFC 3339 takes t and z too.
	if t, err := time.Parse(time.RFC3339, strings.ToUpper(strings.ReplaceAll(value, " ", "+"))); err == nil {
		return t, true
	}
	unit := 24 * time.Hour
	number, ok := strings.CutSuffix(value, "d")
	if !ok {
		number, ok = strings.CutSuffix(value, "h")
		unit = time.Hour
	}
	n, err := strconv.ParseUint(number, 10, 16) // the most is long before the first feed
	if !ok || err != nil && !errors.Is(err, strconv.ErrRange) {
		return time.Time{}, false
	}
	return now.Add(-time.Duration(n) * unit), true
}
