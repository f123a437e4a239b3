package store

import (
	"errors"
	"fmt"

	"koreadesk/news/text"
	"koreadesk/store/story"
)

// found is how an entry was recognised.
type found struct {
	num    uint64 // 0: it was not
	by     kind
	broken bool // it is known, but its record is damaged
	moved  bool // recognised while its source moved its site: its words are not compared
	aside  bool // as what was merged into the item: its words are not the item's
}

// identify finds the item an entry is: by GUID, then by link, then, where it
// has neither, by its own words. A GUID that says otherwise than before stops
// being a key on the way.
func (p *parcel) identify(w *work, a *arrival) (found, error) {
	if a.guid != nil {
		num, isKey, err := w.byKey(a.guid)
		if err != nil {
			return p.give(err)
		}
		switch {
		case isKey && num == 0:
			a.guid = nil
		case a.doubtful:
			p.void(w, a, "names several entries of one document")
		case num != 0:
			other, err := w.saysOther(a, p.known.number, num)
			if err != nil {
				return p.give(err)
			}
			if !other {
				return found{num: num, by: kindGUID}, nil
			}
			p.void(w, a, "came back with another link and another title")
		}
	}
	k := a.link
	if a.guid == nil && a.link == nil {
		a.needText(p.known)
		k = a.text
	}
	if k == nil {
		return found{}, nil
	}
	num, _, err := w.byKey(k)
	if err != nil {
		return p.give(err)
	}
	return found{num: num, by: k.kind()}, nil
}

// give turns a damaged record into an entry that is known and cannot be
// changed: it must not come back as new.
func (p *parcel) give(err error) (found, error) {
	if !errors.Is(err, ErrDamaged) {
		return found{}, err
	}
	p.notes = append(p.notes, notice{"Damaged", err.Error()})
	return found{broken: true}, nil
}

// void makes an entry's GUID no key for its source, now and later.
func (p *parcel) void(w *work, a *arrival, because string) {
	w.keys[*a.guid] = 0
	a.guid = nil
	p.notes = append(p.notes, notice{"GUIDs are not unique",
		fmt.Sprintf("%q %s; such entries are told apart by link", text.Cut(a.entry.GUID, 80), because)})
}

// saysOther reports whether an entry under a known GUID has another link and
// another title than all that was seen of its item under that source.
func (w *work) saysOther(a *arrival, source uint32, num uint64) (bool, error) {
	if a.address == "" {
		return false, nil
	}
	h, err := w.head(num)
	if h == nil || err != nil {
		return false, err
	}
	linked := false
	for n, s := range h.item.Sightings {
		if h.seers[n] != source {
			continue
		}
		linked = linked || s.Link != ""
		if text.Canonical(s.Link) == a.canonical || story.Alike(s.Title, a.entry.Title) {
			return false, nil
		}
	}
	return linked && !story.Alike(h.item.Title, a.entry.Title), nil
}

// needText makes the key of an entry's words.
func (a *arrival) needText(k *known) {
	if a.text == nil {
		a.text = makeKey(k.number, kindText, derivedText(a.entry))
	}
}

// identifyAll recognises the entries of a document. Where most of it looks new
// but has titles and days, or the texts, of stored items, the source has moved
// its site: the old items are recognised by those, this once.
func (p *parcel) identifyAll(w *work) ([]found, error) {
	all := make([]found, len(p.arrivals))
	taken := make(map[uint64]bool)
	var moved []int // known by link under a new GUID
	for n, a := range p.arrivals {
		if a.same || a.twin {
			continue
		}
		fresh, err := w.freshGUID(a)
		if err != nil {
			return nil, err
		}
		if all[n], err = p.identify(w, a); err != nil {
			return nil, err
		}
		if all[n].num != 0 {
			taken[all[n].num] = true
			if fresh && all[n].by == kindLink {
				moved = append(moved, n)
			}
		}
	}
	return all, p.migrate(w, all, taken, moved)
}

// justFounded is the item that an entry before this one in its document has
// founded or joined, 0 for none: entries with one link and one text.
func (w *work) justFounded(a *arrival) uint64 {
	for _, k := range []*key{a.guid, a.link, a.text} {
		if k != nil && w.keys[*k] != 0 {
			return w.keys[*k]
		}
	}
	return 0
}

// freshGUID reports whether an entry has a GUID its source never sent.
func (w *work) freshGUID(a *arrival) (bool, error) {
	if a.guid == nil {
		return false, nil
	}
	_, isKey, err := w.byKey(a.guid)
	if errors.Is(err, ErrDamaged) {
		return false, nil
	}
	return !isKey, err
}
