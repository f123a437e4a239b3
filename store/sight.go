package store

import (
	"slices"

	"koreadesk/news"
	"koreadesk/news/text"
)

// sight notes under which GUID and link a source carried an item, each once,
// and makes them keys for the time to come.
func (p *parcel) sight(w *work, h *head, a *arrival) error {
	i := &h.item
	if !h.knows(p.known.number, a) && len(i.Sightings) < mostSightings {
		i.Sightings = append(i.Sightings, news.Sighting{
			Source: p.known.source.ID, GUID: a.entry.GUID, Link: a.entry.Link, Title: a.entry.Title,
			Categories: a.entry.Categories, Seen: second(p.delivery.At),
		})
		h.seers, h.aside = append(h.seers, p.known.number), append(h.aside, a.aside)
		w.touch(h)
	}
	if a.guid == nil && a.link == nil {
		a.needText(p.known)
	} else {
		a.text = nil
	}
	a.remember(p.known)
	if err := p.addKeys(w, h, a); err != nil {
		return err
	}
	if err := w.addDated(a.dated, i.Num); err != nil {
		return err
	}
	if a.link == nil || a.canonical == "" {
		return nil
	}
	link := hashLink(a.canonical)
	if _, taken, err := w.byLink(link); err != nil || taken {
		return unlessDamaged(err)
	}
	w.nameLink(link, h)
	return nil
}

// addKeys makes an entry's names keys of its item. A source that gave one item
// too many names gets no more; such an entry is looked at anew each time.
func (p *parcel) addKeys(w *work, h *head, a *arrival) error {
	full := len(h.item.Sightings) >= mostSightings
	for _, k := range []*key{a.guid, a.link, a.text} {
		if k == nil {
			continue
		}
		if _, found, err := w.byKey(k); err != nil || found {
			if err != nil && unlessDamaged(err) != nil {
				return err
			}
			continue
		}
		if full {
			if a.listed.known == *k {
				a.listed.known = key{}
			}
			continue
		}
		w.keys[*k] = h.item.Num
	}
	return nil
}

// addDated makes title and day lead to an item; where they lead to another
// already they tell nothing any more.
func (w *work) addDated(k *key, num uint64) error {
	if k == nil {
		return nil
	}
	old, found, err := w.byKey(k)
	switch {
	case err != nil:
		return unlessDamaged(err)
	case !found:
		w.keys[*k] = num
	case old != num && old != 0:
		w.keys[*k] = 0
	}
	return nil
}

// remember says what the document's record keeps an entry by.
func (a *arrival) remember(k *known) {
	if a.guid == nil && a.link == nil {
		a.needText(k)
	}
	for _, k := range []*key{a.guid, a.link, a.text} {
		if k != nil {
			a.listed.known = *k
			return
		}
	}
}

// knows reports whether the source was seen with this GUID and with this link.
func (h *head) knows(source uint32, a *arrival) bool {
	e := a.entry
	guid, link := e.GUID == "", e.Link == ""
	ever := false
	for n, s := range h.item.Sightings {
		if h.seers[n] != source {
			continue
		}
		ever = true
		guid = guid || s.GUID == e.GUID
		link = link || s.Link == e.Link || text.Canonical(s.Link) == a.canonical
	}
	return ever && guid && link
}

// sightingOf is the place of the sighting an entry belongs to, -1 for none.
func (h *head) sightingOf(source uint32, e news.Entry) int {
	best := -1
	for n, s := range h.item.Sightings {
		if h.seers[n] != source {
			continue
		}
		if s.GUID == e.GUID && e.GUID != "" || s.Link == e.Link && e.Link != "" {
			return n
		}
		if best < 0 {
			best = n
		}
	}
	return best
}

// sees reports whether the source carried the item.
func (h *head) sees(source uint32) bool { return slices.Contains(h.seers, source) }

// beside reports whether an entry stands beside another one of its source that
// is the same item, so that its words are not the item's.
func (h *head) beside(source uint32, e news.Entry) bool {
	n := h.sightingOf(source, e)
	return n >= 0 && h.aside[n]
}

// entered reports whether an item has been in a feed.
func (w *work) entered(num uint64) bool { return w.standsIn(bucketEntered, key8(num)) }

func (w *work) standsIn(bucket, k []byte) bool { return w.get(bucket, k) != nil }

// body is an item's body as it stands, or as it is about to be written.
func (w *work) body(h *head) (news.Raw, error) {
	staged, ok := w.bodies[h.item.Num]
	if !ok || !h.brief.IsZero() {
		return w.s.readBody(w.tx, h)
	}
	b, err := w.s.press.unframe(nil, staged.frame(nil))
	if err != nil {
		return news.Raw{}, err
	}
	return decodeRaw(b)
}
