package store

import (
	"errors"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// ErrStory means that an editor's act on a story cannot be done as things are.
var ErrStory = errors.New("stories stay as they are")

// survivor is the number of the item that an item was merged into; that of any
// other item is its own.
func (s *Store) survivor(tx *bbolt.Tx, num uint64) (uint64, error) {
	b := tx.Bucket(bucketMerged)
	for {
		k := key8(num)
		v := b.Get(k)
		if v == nil {
			return num, nil
		}
		into, err := unpin(k, v)
		if err != nil || into == num {
			return num, s.damaged(bucketMerged, k, cmpErr(err, errMalformed))
		}
		num = into
	}
}

func cmpErr(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// Merge makes two items one story. The one that entered a feed first survives,
// else the older: its text is shown, and only editors' decisions on it count.
// The other leaves every feed; its id leads to the survivor, and what its
// sources send from now on are sightings of the survivor.
func (s *Store) Merge(a, b string, e news.Edit) (news.Edit, error) {
	err := s.write(func(w *work) error {
		keep, gone, err := w.two(a, b)
		if err != nil {
			return err
		}
		if w.prior(gone, keep) {
			keep, gone = gone, keep
		}
		e.Act, e.Item, e.Value = news.ActMerge, s.fullID(keep.item.ID), s.fullID(gone.item.ID)
		if err := w.absorb(keep, gone); err != nil {
			return err
		}
		e.N, err = w.addEdit(e, keep.item.Num)
		return err
	})
	if err != nil {
		return e, fmt.Errorf("merge: %w", err)
	}
	return e, nil
}

// two finds the items of a merge.
func (w *work) two(a, b string) (x, y *head, err error) {
	if x, err = w.lookUpHead(a); err == nil {
		y, err = w.lookUpHead(b)
	}
	if err == nil && x.item.Num == y.item.Num {
		err = tell(ErrStory, nil, "%s and %s are one item already: koreadesk show lists its sightings", a, b)
	}
	return x, y, err
}

func (w *work) lookUpHead(ref string) (*head, error) {
	num, err := w.s.lookUp(w.tx, ref)
	if err != nil {
		return nil, err
	}
	h, err := w.head(num)
	switch {
	case err != nil:
	case h == nil:
		err = tell(ErrNoItem, nil, "item %s was forgotten: it is older than retain allows", ref)
	case h.item.Erased:
		err = tell(ErrStory, nil, "item %s was taken down: nothing is left of it to decide on", ref)
	}
	return h, err
}

// prior reports whether x entered a feed before y did, or, where neither was in
// one or both entered at once, is the older.
func (w *work) prior(x, y *head) bool {
	at := func(h *head) (int64, bool) {
		n, in, err := w.index(bucketEntered, key8(h.item.Num))
		// What came as backfill entered on its own date, which was before there was a feed.
		return max(int64(n), h.item.FirstSeen.Unix()), in && err == nil
	}
	one, in := at(x)
	other, too := at(y)
	if in != too {
		return in
	}
	if in && one != other {
		return one < other
	}
	return x.item.Num < y.item.Num
}

// absorb makes one item's sightings those of another.
func (w *work) absorb(keep, gone *head) error {
	for n, sighting := range gone.item.Sightings {
		aside := keep.sees(gone.seers[n]) || gone.aside[n]
		keep.item.Sightings = append(keep.item.Sightings, sighting)
		keep.seers, keep.aside = append(keep.seers, gone.seers[n]), append(keep.aside, aside)
	}
	keep.aliases = append(append(keep.aliases, gone.item.ID), gone.aliases...)
	w.touch(keep)
	w.note(keep.item.Num, joined)
	w.note(gone.item.Num, edited)
	k := key8(gone.item.Num) // what the queue says of the two stays, for when they are released
	return w.tx.Bucket(bucketMerged).Put(k, pin(k, keep.item.Num))
}

// release takes an item out of the one it was merged into: it stands as it did,
// with what its sources send from now on.
func (w *work) release(keep, gone *head) error {
	for n, sighting := range gone.item.Sightings {
		for at := len(keep.item.Sightings) - 1; at >= 0; at-- {
			if keep.seers[at] == gone.seers[n] && sameNames(keep.item.Sightings[at], sighting) {
				keep.without(at)
				break
			}
		}
	}
	keep.aliases = slices.DeleteFunc(keep.aliases, func(id string) bool {
		return id == gone.item.ID || slices.Contains(gone.aliases, id)
	})
	w.touch(keep)
	w.note(keep.item.Num, joined)
	w.note(gone.item.Num, backfill)
	w.relist(gone.seers)
	return w.tx.Bucket(bucketMerged).Delete(key8(gone.item.Num))
}

func sameNames(a, b news.Sighting) bool { return a.GUID == b.GUID && a.Link == b.Link }

// without drops a sighting.
func (h *head) without(n int) {
	h.item.Sightings = slices.Delete(h.item.Sightings, n, n+1)
	h.seers, h.aside = slices.Delete(h.seers, n, n+1), slices.Delete(h.aside, n, n+1)
}

// relist has the next document of these sources looked at entry by entry.
func (w *work) relist(sources []uint32) {
	for _, n := range sources {
		w.documents[n] = []byte{}
	}
}
