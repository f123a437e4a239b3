package store

import (
	"cmp"
	"slices"

	"koreadesk/news"
	"koreadesk/news/text"
	"koreadesk/store/story"
)

const (
	mostVersions  = 10 // kept of an item
	mostSightings = 64 // of an item: a source that renames its entries at every fetch ends here
)

// found makes an entry a new item.
func (p *parcel) found(w *work, a *arrival, first, hold bool) (*head, reason, error) {
	id := p.newID(w, a)
	num, err := w.tx.Bucket(bucketItems).NextSequence()
	if err != nil {
		return nil, 0, err
	}
	h := &head{item: news.Item{
		ID: id, Num: num, Published: a.entry.Published, FirstSeen: second(p.delivery.At), Backfill: first, Held: hold,
	}}
	p.lead(w, h, a)
	h.item.Updated = h.item.Date()
	w.heads[num] = h
	w.nameID(id, num, num)
	w.touch(h)
	p.receipt.New++
	if hold {
		p.receipt.Held++
	}
	if first {
		return h, backfill, nil
	}
	return h, arrived, nil
}

// newID is the id an entry founds.
func (p *parcel) newID(w *work, a *arrival) string {
	var k kind
	var of string
	switch {
	case a.guid != nil:
		k, of = kindGUID, a.entry.GUID
	case a.link != nil:
		k, of = kindLink, a.address
	default:
		k, of = kindText, derivedText(a.entry)
	}
	for n := 0; ; n++ {
		id := makeID(p.known.root, k, of, n)
		if !w.taken(id) {
			return id
		}
	}
}

// lead makes an entry's text the one that is shown. Its dates are the caller's.
func (p *parcel) lead(w *work, h *head, a *arrival) {
	e, i := a.entry, &h.item
	h.lead, i.GUID = p.known.number, e.GUID
	i.Title, i.Summary, i.Language = e.Title, e.Summary, e.Language
	if e.Link != "" {
		i.Link = e.Link
	}
	i.Authors, i.Categories, i.Enclosures, i.Image = e.Authors, e.Categories, e.Enclosures, e.Image
	o := e.Via
	if o == (news.Origin{}) {
		o = p.delivery.Feed
	}
	h.origin, h.feed = w.originNumber(o), second(o.Updated)
	h.told, h.text = 0, 0
	w.keepBody(h, a)
	w.sign(h, a.sign)
}

// keepBody makes an entry's body the item's, or takes away the one it had.
func (w *work) keepBody(h *head, a *arrival) {
	stands := h.body && h.brief.IsZero()
	h.body, h.brief = a.hasBody(), a.brief
	if stands || a.body.payload != nil {
		w.bodies[h.item.Num] = a.body
	}
}

// change compares an entry with the item it is. Zero means that nobody would
// notice a difference.
func (p *parcel) change(w *work, h *head, a *arrival, f found) (reason, error) {
	if h.lead != p.known.number || a.aside || h.beside(p.known.number, a.entry) {
		return p.changeSighting(w, h, a), nil
	}
	if h.bare {
		return p.complete(w, h, a), nil
	}
	c := a.seen
	if h.digest() == a.digest() && (c.num != h.item.Num || c.version != h.item.Version) {
		var err error
		if c, err = p.s.compareBodies(w.tx, h, a.entry.Content); err != nil {
			return 0, unlessDamaged(err)
		}
	}
	if f.moved {
		if h.digest() != a.digest() {
			h.told, h.text = a.digest(), 0
			w.touch(h)
		}
	} else if story.Changed(h.digest(), a.digest(), c.old, c.new) {
		if err := p.newVersion(w, h, a); err != nil {
			return 0, err
		}
		return changed, p.relate(w, h, a)
	}
	p.receipt.Known++
	return p.changeLabels(w, h, a), nil
}

// complete gives an item that a split made the text its source tells. Nobody
// has seen another, so this is no new version; a date that is shown stays.
func (p *parcel) complete(w *work, h *head, a *arrival) reason {
	title, link := h.item.Title, h.item.Link
	p.lead(w, h, a)
	if w.entered(h.item.Num) {
		h.item.Title, h.item.Link = title, link
	} else {
		h.item.Published = a.entry.Published
		h.item.Updated = h.item.Date()
	}
	h.told, h.bare = a.digest(), false
	w.touch(h)
	p.receipt.Known++
	return backfill
}

// newVersion keeps the shown text as a version and shows the new one.
func (p *parcel) newVersion(w *work, h *head, a *arrival) error {
	i := &h.item
	old := news.Version{N: i.Version, Title: i.Title, Link: i.Link, Summary: i.Summary, From: i.Updated}
	if h.body {
		var err error
		if old.Body, err = w.body(h); err != nil && unlessDamaged(err) != nil {
			return err
		}
	}
	b := w.tx.Bucket(bucketVersions)
	k := versionKey(i.Num, i.Version)
	if err := b.Put(k, p.s.press.pack(encodeVersion(old)).frame(k)); err != nil {
		return err
	}
	if i.Version >= mostVersions {
		if err := b.Delete(versionKey(i.Num, i.Version-mostVersions)); err != nil {
			return err
		}
	}
	p.lead(w, h, a)
	i.Version++
	i.Updated = second(p.delivery.At)
	w.touch(h)
	p.receipt.Updated++
	return nil
}

// versionKey is where the nth text of an item is kept, once it is a former one.
func versionKey(num uint64, n int) []byte { return append(key8(num), key4(uint32(n))...) }

// versionOf is the n of such a key.
func versionOf(k []byte) int {
	if len(k) != 12 {
		return 0
	}
	return int(number4(k[8:]))
}

// changeLabels takes over what may bring an item into other themes, and what
// was missing before; neither is a change of the text.
func (p *parcel) changeLabels(w *work, h *head, a *arrival) (why reason) {
	e, i := a.entry, &h.item
	if !sameLabels(i.Categories, e.Categories) {
		i.Categories, why = e.Categories, joined
	}
	if !h.body && a.hasBody() {
		w.keepBody(h, a)
		h.text, why = 0, joined
	}
	if i.Image == "" && e.Image != "" {
		i.Image, why = e.Image, joined
	}
	if len(i.Enclosures) == 0 && len(e.Enclosures) > 0 {
		i.Enclosures, why = e.Enclosures, joined
	}
	if why != 0 {
		w.touch(h)
	}
	return why
}

// changeSighting takes over what a source that does not lead says anew.
func (p *parcel) changeSighting(w *work, h *head, a *arrival) (why reason) {
	p.receipt.Known++
	n := h.sightingOf(p.known.number, a.entry)
	if n < 0 {
		return 0
	}
	s := &h.item.Sightings[n]
	if text.Fold(s.Title) != text.Fold(a.entry.Title) {
		s.Title, why = a.entry.Title, joined
	}
	if !sameLabels(s.Categories, a.entry.Categories) {
		s.Categories, why = a.entry.Categories, joined
	}
	if why != 0 {
		w.touch(h)
	}
	return why
}

// sameLabels compares categories whatever their order.
func sameLabels(a, b []news.Category) bool {
	order := func(x, y news.Category) int {
		return cmp.Or(cmp.Compare(x.Term, y.Term), cmp.Compare(x.Scheme, y.Scheme), cmp.Compare(x.Label, y.Label))
	}
	return slices.Equal(slices.SortedFunc(slices.Values(a), order), slices.SortedFunc(slices.Values(b), order))
}
