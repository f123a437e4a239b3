package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"koreadesk/news"
	"koreadesk/news/text"
)

// Split takes a sighting out of an item: it becomes the item it would have
// founded, and enters feeds as what a first fetch brings does. which is the
// sighting's link or GUID, or a source, all of whose sightings then go. The new
// item has the sighting's title alone until its source is read again, which
// happens with the next poll.
func (s *Store) Split(ref, which string, e news.Edit) (news.Edit, error) {
	s.readAnew(ref)
	if err := s.foldAhead(context.Background()); err != nil {
		return e, fmt.Errorf("split: %w", err)
	}
	err := s.write(func(w *work) error {
		h, err := w.lookUpHead(ref)
		if err != nil {
			return err
		}
		chosen, err := s.chosen(h, which)
		if err != nil {
			return err
		}
		one, err := w.part(h, chosen)
		if err != nil {
			return err
		}
		e.Act, e.Item, e.Value = news.ActSplit, s.fullID(h.item.ID), s.fullID(one.item.ID)
		if e.N, err = w.addEdit(e, h.item.Num); err != nil {
			return err
		}
		by := pair(one.item.Num, e.N)
		return w.tx.Bucket(bucketEdited).Put(by, pin(by, e.N))
	})
	if err != nil {
		return e, fmt.Errorf("split: %w", err)
	}
	return e, nil
}

// readAnew drops the validators of the sources that carry an item, so that
// their next document comes whole.
func (s *Store) readAnew(ref string) {
	r, err := s.Find(ref)
	if err != nil {
		return // what follows will say so
	}
	for _, id := range r.Item.Sources() {
		_, _ = s.Amend(id, func(st news.State) news.State { // a removed source has none
			st.ETag, st.LastModified, st.BodyHash = "", "", [32]byte{}
			return st
		})
	}
}

// chosen are the sightings that an editor names, by their places.
func (s *Store) chosen(h *head, which string) (at []int, err error) {
	fits := func(is func(n int, one news.Sighting) bool) (at []int) {
		for n, one := range h.item.Sightings {
			if is(n, one) {
				at = append(at, n)
			}
		}
		return at
	}
	at = fits(func(_ int, one news.Sighting) bool { return which == one.GUID || which == one.Link })
	if canonical := text.Canonical(which); len(at) == 0 && canonical != "" {
		at = fits(func(_ int, one news.Sighting) bool { return text.Canonical(one.Link) == canonical })
	}
	if len(at) == 0 {
		at = fits(func(n int, _ news.Sighting) bool { return s.name(h.seers[n]) == which })
	}
	var names []string
	for n, one := range h.item.Sightings {
		names = append(names, fmt.Sprintf("%s (%s)", s.name(h.seers[n]), one.Link))
	}
	switch {
	case len(at) == 0:
		return nil, tell(ErrStory, nil, "no sighting %q of this item: name one of its sources or their links: %s", which, strings.Join(names, ", "))
	case len(at) == len(h.item.Sightings):
		return nil, tell(ErrStory, nil, "%q is all this item consists of: there is nothing to split", which)
	case slices.ContainsFunc(at, h.shows):
		return nil, tell(ErrStory, nil, "%q is the telling that is shown: split the others off instead: %s", which, strings.Join(names, ", "))
	}
	return at, nil
}

// shows reports whether an item's text is that of a sighting.
func (h *head) shows(n int) bool {
	one, i := h.item.Sightings[n], &h.item
	return h.seers[n] == h.lead && !h.aside[n] && (one.GUID == i.GUID && (i.GUID != "" || one.Link == i.Link) || i.GUID == "" && n == 0)
}

// part makes sightings of an item one of their own.
func (w *work) part(h *head, at []int) (*head, error) {
	n := at[0]
	k, one := w.roster.byNumber[h.seers[n]], h.item.Sightings[n]
	if k == nil {
		return nil, tell(ErrStory, nil, "the source of this sighting is not known any more")
	}
	p := &parcel{s: w.s, known: k, delivery: news.Delivery{Source: k.source.ID, At: one.Seen}}
	a := newArrival(k, news.Entry{GUID: one.GUID, Link: one.Link, Title: one.Title, Categories: one.Categories, Language: k.source.Language}, nil, new(scratch))
	if a.guid != nil {
		if num, known, err := w.byKey(a.guid); err != nil || known && num == 0 {
			a.guid = nil // it stopped being a key
		}
	}
	if a.guid == nil && a.link == nil {
		return nil, tell(ErrStory, nil, "this sighting has neither a GUID nor a link by which its source could be told that it is another item")
	}
	a.tell(k, one.Seen)
	w.fold() // the item may lose what its link stands for
	made, _, err := p.found(w, a, true, false)
	if err != nil {
		return nil, err
	}
	made.bare, made.of = true, h.item.ID
	for _, n := range at {
		one := h.item.Sightings[n]
		made.item.Sightings = append(made.item.Sightings, one)
		made.seers, made.aside = append(made.seers, h.seers[n]), append(made.aside, false)
		if err := w.claim(made, h.item.Num, h.seers[n], one); err != nil {
			return nil, err
		}
	}
	h.linked = false // that link may be the other's now
	for _, n := range slices.Backward(at) {
		h.without(n)
	}
	w.touch(h)
	w.note(h.item.Num, joined)
	w.note(made.item.Num, backfill)
	w.relist(made.seers)
	return made, w.decline(h.item.Num, made.item.Num, one.Seen)
}

// claim makes the names of a sighting lead to the item it is of now.
func (w *work) claim(made *head, from uint64, source uint32, one news.Sighting) error {
	k := w.roster.byNumber[source]
	if k == nil {
		return nil
	}
	a := newArrival(k, news.Entry{GUID: one.GUID, Link: one.Link, Title: one.Title}, nil, new(scratch))
	for _, name := range []*key{a.guid, a.link} {
		if name == nil {
			continue
		}
		num, known, err := w.byKey(name)
		if unlessDamaged(err) != nil {
			return err
		}
		if !known || num == from {
			w.keys[*name] = made.item.Num
		}
	}
	if a.link == nil || a.canonical == "" {
		return nil
	}
	link := hashLink(a.canonical)
	num, _, err := w.byLink(link)
	if err == nil && num == from {
		w.links[link] = made.item.Num
	}
	return unlessDamaged(err)
}
