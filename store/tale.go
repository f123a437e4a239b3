package store

import (
	"strings"
	"sync"
	"time"

	"koreadesk/store/story"
)

// mostTales bounds the leads that are kept apart into words, in memory.
const mostTales = 512

// tales keeps the leads that entries were compared with lately: the same few
// are met again and again while a story is fresh.
type tales struct {
	mu    sync.Mutex
	known map[uint64]tale
}

func (t *tales) find(num uint64, of teller) (story.Prepared, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	known, ok := t.known[num]
	return known.prepared, ok && known.of == of
}

func (t *tales) keep(num uint64, of teller, prepared story.Prepared) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known == nil || len(t.known) >= mostTales {
		t.known = make(map[uint64]tale)
	}
	t.known[num] = tale{of, prepared}
}

// tale is a lead taken apart, and what it was made from.
type tale struct {
	of       teller
	prepared story.Prepared
}

// teller is all of a head that its telling is made from.
type teller struct {
	title, summary, link string
	source               string
	published            time.Time
	version              int
	body                 bool
}

func (t teller) own() teller {
	t.title, t.summary, t.link = strings.Clone(t.title), strings.Clone(t.summary), strings.Clone(t.link)
	return t
}

func (s *Store) tellerOf(h *head) teller {
	i := &h.item
	return teller{i.Title, i.Summary, i.Link, s.name(h.lead), i.Published, i.Version, h.body}
}

// tale is an item's lead, taken apart.
func (w *work) tale(h *head, of teller) (story.Prepared, error) {
	if known, ok := w.s.tales.find(h.item.Num, of); ok {
		return known, nil
	}
	telling, err := w.telling(h)
	if err != nil {
		return story.Prepared{}, err
	}
	if h.item.Summary == "" { // a body may be another one before its item's version is
		return story.Prepare(telling), nil
	}
	// An item of this transaction is made of parts of its document, which would
	// stay in memory with them.
	telling = telling.Own()
	prepared := story.Prepare(telling)
	w.s.tales.keep(h.item.Num, of.own(), prepared)
	return prepared, nil
}
