package store

import (
	"cmp"
	"errors"
	"slices"

	"koreadesk/news"
	"koreadesk/store/story"
)

// defaultFirst is how many entries of a later source's first fetch enter feeds.
const defaultFirst = 10

// storeEntries turns entries into items.
func (p *parcel) storeEntries(w *work) error {
	for _, a := range p.arrivals { // this may not be the first try
		a.guid, a.aside = a.sent, false
		if !a.same {
			a.listed.known = key{}
		}
	}
	all, err := p.identifyAll(w)
	if err != nil {
		return err
	}
	held := p.holdBack(all)
	for n, a := range p.arrivals {
		if a.same || a.twin {
			p.receipt.Known++
			continue
		}
		if err := p.storeEntry(w, a, all[n], !p.before.Fetched, held[n]); err != nil {
			return err
		}
	}
	if err := p.vanish(w); err != nil {
		return err
	}
	if !sameDocument(p.last, p.arrivals) {
		w.documents[p.known.number] = encodeDocument(p.arrivals)
	}
	return nil
}

// holdBack says which entries of a later source's first fetch are kept out of
// feeds: all but the newest. Founders are never limited.
func (p *parcel) holdBack(all []found) map[int]bool {
	if p.before.Fetched || p.before.Founder {
		return nil
	}
	var fresh []int
	for n, a := range p.arrivals {
		if all[n].num == 0 && !a.same && !a.twin {
			fresh = append(fresh, n)
		}
	}
	slices.SortStableFunc(fresh, func(a, b int) int {
		return cmp.Compare(newest(p.arrivals[a].entry.Published), newest(p.arrivals[b].entry.Published))
	})
	enter := p.known.source.FirstFetch
	if enter == 0 {
		enter = defaultFirst
	}
	held := make(map[int]bool)
	for _, n := range fresh[min(max(enter, 0), len(fresh)):] {
		held[n] = true
	}
	return held
}

// storeEntry makes an entry a new item, a sighting of another source's item, or
// a change of its own.
func (p *parcel) storeEntry(w *work, a *arrival, f found, first, hold bool) error {
	h, f, err := p.itemOf(w, a, f)
	if err != nil {
		return err
	}
	var why reason
	switch {
	case a.entry.Again, h == nil && (f.broken || f.num != 0):
		return p.leave(w, a, f)
	case h == nil:
		h, why, err = p.enter(w, a, first, hold)
	case h.item.Erased:
		return p.refuse(w, h, a)
	default:
		a.aside = a.aside || f.aside
		p.back(w, h)
		why, err = p.change(w, h, a, f)
	}
	if err != nil {
		return err
	}
	if why != 0 {
		w.note(h.item.Num, why)
	}
	return p.sight(w, h, a)
}

// itemOf is the item of an entry: the one its keys lead to, the one an entry
// before it in the document has just founded, or one that was taken down and had
// its text. There is no head of a new one, nor of one that is damaged or forgotten.
func (p *parcel) itemOf(w *work, a *arrival, f found) (*head, found, error) {
	if f.num == 0 && !f.broken {
		f.num = w.justFounded(a)
	}
	if f.num == 0 && !f.broken && !a.entry.Again {
		f.num = p.s.blocked(a)
	}
	if f.num == 0 {
		return nil, f, nil
	}
	h, err := w.head(f.num)
	if err != nil {
		f, err = p.give(err)
	}
	return h, f, err
}

// leave changes nothing for an entry: one that is told of again without its text,
// or one whose item is damaged or forgotten and does not come back.
func (p *parcel) leave(w *work, a *arrival, f found) error {
	p.receipt.Known++
	if a.entry.Again && f.num == 0 { // never told in full
		return nil
	}
	a.remember(p.known)
	if f.broken {
		return nil
	}
	if err := w.lastListed(f.num, p.delivery.At); err != nil || a.entry.Again {
		return err
	}
	// Its new names are kept from coming back as well, and its new title.
	if err := p.addKeys(w, &head{item: news.Item{Num: f.num}}, a); err != nil {
		return err
	}
	return w.addDated(a.dated, f.num)
}

// enter makes an unknown entry a sighting of the item it matches best, or an
// item; what it may be the same as is proposed to an editor.
func (p *parcel) enter(w *work, a *arrival, first, hold bool) (*head, reason, error) {
	near, err := p.kin(w, a)
	if err != nil {
		return nil, 0, err
	}
	if len(near) > 0 && near[0].match.Decision == story.Same {
		h := near[0].h
		if h.sees(p.known.number) { // its own item under another name
			p.receipt.Known++
			if a.aside, err = p.stillListed(w, h.item.Num, a); err != nil {
				return h, 0, err
			}
			why, err := p.fill(w, h, a)
			return h, why, err
		}
		p.receipt.Joined++
		return h, p.welcome(w, h, a, first), nil
	}
	h, why, err := p.found(w, a, first, hold)
	if err == nil && len(near) > 0 {
		err = w.propose(h.item.Num, near[0].h.item.Num, near[0].match.Why, p.delivery.At)
	}
	return h, why, err
}

// fill gives an item that has a title alone the text of its source's other entry:
// that one's words are the item's from now on.
func (p *parcel) fill(w *work, h *head, a *arrival) (reason, error) {
	i := &h.item
	full := a.entry.Summary != "" || a.hasBody()
	if h.lead != p.known.number || i.Summary != "" || h.body || !full {
		return joined, nil
	}
	for n, number := range h.seers {
		h.aside[n] = h.aside[n] || number == p.known.number
	}
	a.aside = false
	if w.entered(i.Num) {
		return changed, p.newVersion(w, h, a)
	}
	p.lead(w, h, a)
	w.touch(h)
	return joined, nil
}

// unlessDamaged drops an error that names a damaged record: Stats tells it.
func unlessDamaged(err error) error {
	if errors.Is(err, ErrDamaged) {
		return nil
	}
	return err
}

// welcome says what becomes of an item of another source that this one carries
// as well. It leads where it has the higher priority and the item was in no
// feed yet; of equals, the first in feeds.yaml until the item is judged. What
// was held is held no longer when a source that is not limited brings it.
func (p *parcel) welcome(w *work, h *head, a *arrival, first bool) reason {
	lead, mine := w.roster.byNumber[h.lead], p.refound(w, h, a)
	if !w.entered(h.item.Num) && (lead == nil || p.known.source.Priority > lead.source.Priority ||
		mine && p.known.source.Priority == lead.source.Priority) {
		p.lead(w, h, a)
		h.item.Published = a.entry.Published
		if h.item.Version == 0 {
			h.item.Updated = h.item.Date()
		}
	}
	w.touch(h)
	limited := first && !p.before.Founder
	lifted := h.item.Held && !limited
	h.item.Held = h.item.Held && limited
	switch {
	case first:
		return backfill
	case lifted:
		return arrived
	}
	return joined
}
