package publish

import (
	"fmt"
	"iter"
	"time"

	"koreadesk/news"
)

// race reads the newest of a theme without a limit per source, and what changed
// after since. Of what changed only as much is shown as a page holds, the newest by
// the clock. So where much changed, reading by the clock is sooner at its end; where
// little did, or only what is old, reading what changed is. Both are read in turn,
// until one of them is: no more than twice what the shorter takes.
func (w *window) race(l Ledger, since time.Time) (recent []news.Member, err error) {
	clock := &byClock{window: w, since: since}
	change := &byChange{since: since, over: w.theme.AtLeast <= 0}
	newest, stop := iter.Pull2(l.Newest(w.theme.ID))
	defer stop()
	touched, halt := iter.Pull2(l.Touched(w.theme.ID, since))
	defer halt()
	for !clock.over && !(change.over && len(w.newest) >= w.limit) {
		if m, err, ok := newest(); err != nil {
			return nil, fmt.Errorf("read the newest of theme %s: %w", w.theme.ID, err)
		} else {
			clock.take(m, ok)
		}
		if change.over {
			continue
		}
		if m, err, ok := touched(); err != nil {
			return nil, fmt.Errorf("read what changed in theme %s: %w", w.theme.ID, err)
		} else {
			change.take(m, ok)
		}
	}
	if change.over {
		return change.recent, nil
	}
	return clock.recent, nil
}

// byChange reads what changed.
type byChange struct {
	since  time.Time
	recent []news.Member
	over   bool
}

func (c *byChange) take(m news.Member, ok bool) {
	if ok && m.Left.IsZero() && m.Touched.After(c.since) {
		c.recent = append(c.recent, m)
	}
	c.over = !ok || len(c.recent) == hardScan
}

// byClock reads the newest, and of the older ones those that changed.
type byClock struct {
	window *window
	since  time.Time
	recent []news.Member
	last   time.Time // of the one that filled the page; the others of that instant may come before it
	over   bool
}

func (c *byClock) take(m news.Member, ok bool) {
	w := c.window
	full := len(w.newest) >= w.limit && len(w.newest)+len(c.recent) >= maxEntries
	switch {
	case !ok || full && m.At.Before(c.last):
		c.over = true
		return
	case !m.Left.IsZero():
	case len(w.newest) < w.limit:
		w.newest = append(w.newest, m)
		c.last = m.At
	case m.Touched.After(c.since):
		c.recent = append(c.recent, m)
		if !full {
			c.last = m.At
		}
	}
}
