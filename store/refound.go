package store

import "bytes"

// refound gives an item that nobody was shown yet to the source that stands
// first in feeds.yaml of those that carry it, as if that one had been the first
// to answer: a lost file polled again gives the same ids, whichever source is
// quicker. It reports whether the item is this source's now. Once an item was
// judged its id never changes.
func (p *parcel) refound(w *work, h *head, a *arrival) bool {
	if w.judged(h.item.Num) {
		return false
	}
	for _, number := range h.seers {
		if k := w.roster.byNumber[number]; k != nil && k.rank <= p.known.rank {
			return false
		}
	}
	w.nameID(h.item.ID, 0, h.item.Num)
	h.item.ID = p.newID(w, a)
	w.nameID(h.item.ID, h.item.Num, h.item.Num)
	return true
}

// judged reports whether an item has a verdict or was named by an editor.
func (w *work) judged(num uint64) bool {
	k := key8(num)
	if edited, _ := w.tx.Bucket(bucketEdited).Cursor().Seek(k); bytes.HasPrefix(edited, k) {
		return true
	}
	b := w.tx.Bucket(bucketVerdicts).Bucket(key8(w.s.inForce().generation))
	return b != nil && b.Get(k) != nil
}
