package store

import (
	"time"

	"koreadesk/store/story"
)

// mostTales bounds the leads that are kept apart into words, in memory.
const mostTales = 512

// tales keeps the leads that entries were compared with lately: the same few
// are met again and again while a story is fresh. The writer alone uses it.
type tales map[uint64]tale

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

func (s *Store) tellerOf(h *head) teller {
	i := &h.item
	return teller{i.Title, i.Summary, i.Link, s.name(h.lead), i.Published, i.Version, h.body}
}

// tale is an item's lead, taken apart.
func (w *work) tale(h *head) (story.Prepared, error) {
	of, num := w.s.tellerOf(h), h.item.Num
	if known, ok := w.s.tales[num]; ok && known.of == of {
		return known.prepared, nil
	}
	telling, err := w.telling(h)
	if err != nil {
		return story.Prepared{}, err
	}
	prepared := story.Prepare(telling)
	if h.item.Summary != "" { // a body may be another one before its item's version is
		if len(w.s.tales) >= mostTales {
			clear(w.s.tales)
		}
		w.s.tales[num] = tale{of, prepared}
	}
	return prepared, nil
}
