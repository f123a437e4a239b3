package store

import (
	"bytes"
	"slices"
	"time"
)

// defaultMissing is how long an entry must be missing before its source is
// taken to have taken it back.
const defaultMissing = 24 * time.Hour

// absence is an item that its source lists no more although entries before and
// after it are still there: it did not just reach the end of the list.
type absence struct {
	since         time.Time
	before, after uint64 // the items that stood next to it
}

// vanish compares a document with the source's last one. An item that is gone
// from between others is watched; when it is still missing after a while, with
// its neighbours still there, its source has taken it back.
func (p *parcel) vanish(w *work) error {
	watched := w.watched(p.known.number)
	last := orderedDocument(p.known.number, p.record)
	gone := p.gone(last)
	if len(watched) == 0 && !slices.Contains(gone, true) {
		return nil
	}
	listed, err := p.listed(w)
	if err != nil {
		return err
	}
	for num, m := range watched {
		if err := p.confirm(w, num, m, listed); err != nil {
			return err
		}
	}
	if p.delivery.Partial {
		return nil
	}
	return p.watch(w, last, gone, listed, watched)
}

// gone says which entries of the last document are not in this one by name.
func (p *parcel) gone(last []listing) []bool {
	here := make(map[key]bool, len(p.arrivals))
	for _, a := range p.arrivals {
		here[a.listed.known] = true
	}
	gone := make([]bool, len(last))
	for n, l := range last {
		gone[n] = !here[l.known]
	}
	return gone
}

// listed are the items of this document.
func (p *parcel) listed(w *work) (map[uint64]bool, error) {
	nums := make(map[uint64]bool, len(p.arrivals))
	for _, a := range p.arrivals {
		if a.listed.known == (key{}) {
			continue
		}
		num, _, err := w.byKey(&a.listed.known)
		if unlessDamaged(err) != nil {
			return nil, err
		}
		nums[num] = true
	}
	return nums, nil
}

// confirm decides on an item that was missing before.
func (p *parcel) confirm(w *work, num uint64, m absence, listed map[uint64]bool) error {
	k := append(key4(p.known.number), key8(num)...)
	wait := p.known.source.Missing
	if wait == 0 {
		wait = defaultMissing
	}
	switch {
	case m == absence{}: // damaged
	case listed[num], !listed[m.before], !listed[m.after]: // it is back, or the list has moved on
	case p.delivery.At.Sub(m.since) < wait:
		return nil
	default:
		h, err := w.head(num)
		if unlessDamaged(err) != nil {
			return err
		}
		if h != nil && h.lead == p.known.number && !h.item.Erased && h.item.Withdrawn.IsZero() {
			h.item.Withdrawn = second(p.delivery.At)
			w.touch(h)
			w.note(num, joined)
		}
	}
	return w.tx.Bucket(bucketMissing).Delete(k)
}

// watch notes what is newly gone. Where most of a document is, it is another
// one, and nothing was taken back.
func (p *parcel) watch(w *work, last []listing, gone []bool, listed map[uint64]bool, watched map[uint64]absence) error {
	nums := make([]uint64, len(last))
	unnamed := slices.Clone(gone) // an entry that is here as a part of another item is nobody's neighbour
	absent := 0
	for n := range last {
		num, _, err := w.byKey(&last[n].known)
		if unlessDamaged(err) != nil {
			return err
		}
		nums[n], gone[n] = num, gone[n] && !listed[num]
		if gone[n] {
			absent++
		}
	}
	for n, num := range nums {
		if !gone[n] || num == 0 {
			continue
		}
		if err := w.lastListed(num, p.delivery.At); err != nil {
			return err
		}
		before, after := neighbours(nums, unnamed, n)
		if _, already := watched[num]; already || before == 0 || after == 0 || 2*absent > len(last) {
			continue
		}
		h, err := w.head(num)
		if unlessDamaged(err) != nil {
			return err
		}
		if h == nil || h.lead != p.known.number || !h.item.Withdrawn.IsZero() || !p.between(h.item.Published) {
			continue
		}
		k := append(key4(p.known.number), key8(num)...)
		v := frame(k, encodeMissing(absence{second(p.delivery.At), before, after}))
		if err := w.tx.Bucket(bucketMissing).Put(k, v); err != nil {
			return err
		}
	}
	return nil
}

// neighbours are the items next to a place that are still listed, 0 for none.
func neighbours(nums []uint64, gone []bool, n int) (before, after uint64) {
	for i := n - 1; i >= 0 && before == 0; i-- {
		if !gone[i] {
			before = nums[i]
		}
	}
	for i := n + 1; i < len(nums) && after == 0; i++ {
		if !gone[i] {
			after = nums[i]
		}
	}
	return before, after
}

// between reports whether a document has entries that are older than a date,
// and newer ones. Where it has no dates the order alone must do.
func (p *parcel) between(at time.Time) bool {
	older, newer, dated := false, false, false
	for _, a := range p.arrivals {
		if of := a.entry.Published; !of.IsZero() {
			dated, older, newer = true, older || !of.After(at), newer || !of.Before(at)
		}
	}
	return at.IsZero() || !dated || older && newer
}

// back takes the mark from an item that its source lists again. That is no
// news: the item keeps its date.
func (p *parcel) back(w *work, h *head) {
	if h.item.Withdrawn.IsZero() || h.lead != p.known.number {
		return
	}
	h.item.Withdrawn = time.Time{}
	w.touch(h)
	w.note(h.item.Num, backfill)
}

// watched are the items a source lists no more.
func (w *work) watched(source uint32) map[uint64]absence {
	var all map[uint64]absence
	prefix := key4(source)
	c := w.tx.Bucket(bucketMissing).Cursor()
	for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = c.Next() {
		b, err := w.s.press.unframe(k, v)
		var m absence
		if err == nil {
			m, err = decodeMissing(b)
		}
		if err != nil {
			_, m = w.s.damaged(bucketMissing, k, err), absence{} // it is watched anew
		}
		if all == nil {
			all = make(map[uint64]absence)
		}
		all[number(k[len(prefix):])] = m
	}
	return all
}

func encodeMissing(m absence) []byte {
	var w wire
	w.time(1, m.since)
	w.num(2, m.before)
	w.num(3, m.after)
	return w
}

func decodeMissing(b []byte) (m absence, err error) {
	err = fields(b, func(f field) error {
		switch f.n {
		case 1:
			return f.into(&m.since)
		case 2:
			m.before = f.num
		case 3:
			m.after = f.num
		}
		return nil
	})
	return m, err
}
