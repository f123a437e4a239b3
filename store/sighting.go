package store

import (
	"slices"

	"koreadesk/news"
)

// encodeSighting writes a sighting, leaving out what the item itself says.
func (h *head) encodeSighting(n int, s news.Sighting) []byte {
	i := &h.item
	var w wire
	var flags uint64
	w.num(1, uint64(h.seers[n]))
	switch {
	case s.GUID == "":
	case s.GUID == s.Link:
		flags |= seenGUIDIsLink
	case s.GUID == i.GUID:
		flags |= seenGUIDIsShown
	default:
		w.str(2, s.GUID)
	}
	if s.Link != "" && s.Link == i.Link {
		flags |= seenLinkIsShown
	} else {
		w.str(3, s.Link)
	}
	if s.Title != "" && s.Title == i.Title {
		flags |= seenTitleIsShown
	} else {
		w.str(4, s.Title)
	}
	if len(s.Categories) > 0 && slices.Equal(s.Categories, i.Categories) {
		flags |= seenLabelsAsShown
	} else {
		appendCategories(&w, 5, s.Categories)
	}
	if s.Seen.Equal(i.FirstSeen) {
		flags |= seenAtFirst
	} else {
		w.time(6, s.Seen)
	}
	if h.aside[n] {
		flags |= seenAside
	}
	w.num(7, flags)
	return w
}

// decodeSighting adds a sighting to the head, whose own fields are known.
func (h *head) decodeSighting(f field) error {
	i := &h.item
	var s news.Sighting
	var source, flags uint64
	err := f.inside(func(f field) error {
		switch f.n {
		case 1:
			source = f.num
		case 2:
			s.GUID = f.s
		case 3:
			s.Link = f.s
		case 4:
			s.Title = f.s
		case 5:
			return decodeCategory(f, &s.Categories)
		case 6:
			return f.into(&s.Seen)
		case 7:
			flags = f.num
		}
		return nil
	})
	asShown(&s, i, flags)
	i.Sightings = append(i.Sightings, s)
	h.seers, h.aside = append(h.seers, uint32(source)), append(h.aside, flags&seenAside != 0)
	return err
}

// asShown fills in what a sighting has in common with its item.
func asShown(s *news.Sighting, i *news.Item, flags uint64) {
	if flags&seenLinkIsShown != 0 {
		s.Link = i.Link
	}
	if flags&seenTitleIsShown != 0 {
		s.Title = i.Title
	}
	if flags&seenLabelsAsShown != 0 {
		s.Categories = slices.Clone(i.Categories)
	}
	if flags&seenAtFirst != 0 {
		s.Seen = i.FirstSeen
	}
	switch {
	case flags&seenGUIDIsLink != 0:
		s.GUID = s.Link
	case flags&seenGUIDIsShown != 0:
		s.GUID = i.GUID
	}
}
