package desk

import (
	"fmt"
	"sync"
	"time"

	"koreadesk/news"
	"koreadesk/store"
)

// curation is the editors' last word on every item they named, by item id.
type curation struct {
	word map[string]news.Decision
	lost map[string]bool // of these it cannot be read: no page shows them without it
}

// curated is the curation in force. It is made of the log when it is first
// asked for, and anew after each edit.
func (d *Desk) curated() (*curation, error) {
	d.curation.mu.Lock()
	defer d.curation.mu.Unlock()
	if d.curation.known != nil {
		return d.curation.known, nil
	}
	of, unread, err := d.store.EditsByItem()
	if err != nil {
		return nil, fmt.Errorf("read the edits: %w", err)
	}
	c := &curation{word: make(map[string]news.Decision, len(of)), lost: unread}
	for id, edits := range of {
		c.word[id] = news.Decide(edits)
	}
	for id := range unread {
		d.log.Error("an editor's word is damaged: the item is left out of the pages", "item", id)
	}
	d.curation.known = c
	return c, nil
}

// lastWord holds the curation until the next edit. The lock is held while the
// log is read, so that what was read before an edit cannot outlive it.
type lastWord struct {
	mu    sync.Mutex
	known *curation
}

// forget has the log read anew; it is called once an edit is durable.
func (w *lastWord) forget() {
	w.mu.Lock()
	w.known = nil
	w.mu.Unlock()
}

// byItem sorts edits by the item they decide on; each list is in their order.
func byItem(edits []news.Edit) map[string][]news.Edit {
	by := make(map[string][]news.Edit)
	for _, e := range edits {
		if e.Item != "" {
			by[e.Item] = append(by[e.Item], e)
		}
	}
	return by
}

// pinned are the items of a theme that an editor keeps in sight, beside those
// already shown, and when the first of all pins ends.
func (d *Desk) pinned(theme news.Theme, shown []news.Place, now time.Time) (places []news.Place, until time.Time, err error) {
	c, err := d.curated()
	if err != nil {
		return nil, until, err
	}
	in := make(map[uint64]bool, len(shown))
	for _, p := range shown {
		in[p.Item] = true
	}
	for id, decision := range c.word {
		if !decision.Pinned.After(now) {
			continue
		}
		r, err := d.store.Find(id)
		if err != nil {
			continue // forgotten or damaged: there is nothing to keep in sight
		}
		until = sooner(until, decision.Pinned)
		if in[r.Item.Num] {
			continue
		}
		m, ok, err := d.store.Member(theme.ID, r.Item.Num)
		if err != nil {
			return nil, until, err
		}
		if ok {
			places = append(places, m.Place)
		}
	}
	return places, until, nil
}

// curate is a record as editors want it shown.
func (c *curation) curate(r store.Record, now time.Time) (item news.Item, note string, pinned bool) {
	decision, ok := c.word[r.Item.ID]
	if !ok {
		return r.Item, "", false
	}
	return decision.Applied(r.Item), decision.Note, decision.Pinned.After(now)
}
