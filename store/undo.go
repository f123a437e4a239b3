package store

import (
	"fmt"
	"strconv"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// UndoStory takes back a merge, a split or an apart, named by its number in the
// log.
func (s *Store) UndoStory(n uint64, e news.Edit) (news.Edit, error) {
	old, err := s.edit(n)
	if err == nil {
		s.readAnew(old.Item)
		e.Act, e.Item, e.Value = news.ActUndo, old.Item, strconv.FormatUint(n, 10)
		err = s.write(func(w *work) error {
			x, y, err := w.undoable(old)
			if err != nil {
				return err
			}
			switch old.Act {
			case news.ActMerge:
				err = w.release(x, y)
			case news.ActSplit:
				err = w.absorb(x, y)
			default:
				err = w.mayAgain(x, y, old)
			}
			if err == nil {
				e.N, err = w.addEdit(e, x.item.Num)
			}
			return err
		})
	}
	if err != nil {
		return e, fmt.Errorf("undo %d: %w", n, err)
	}
	return e, nil
}

// undoable finds the two items of a decision on stories that still stands.
func (w *work) undoable(old news.Edit) (x, y *head, err error) {
	if !old.OfStories() {
		return nil, nil, tell(ErrStory, nil, "edit %d is %s, no decision on stories: koreadesk edit undo takes it back", old.N, old.Act)
	}
	var nums [2]uint64
	for n, id := range []string{old.Item, old.Value} {
		if nums[n], err = w.s.numberOf(w.tx, id); err != nil {
			return nil, nil, err
		}
	}
	edits, err := w.s.readEdits(w.tx, nums[0])
	if unlessDamaged(err) != nil {
		return nil, nil, err
	}
	for _, e := range edits {
		if e.Act == news.ActUndo && e.Value == strconv.FormatUint(old.N, 10) {
			return nil, nil, tell(ErrStory, nil, "edit %d was taken back already, by edit %d", old.N, e.N)
		}
	}
	into, _, err := w.index(bucketMerged, key8(nums[1]))
	if err != nil {
		return nil, nil, err
	}
	stands := into == 0
	if old.Act == news.ActMerge {
		stands = into == nums[0]
	}
	if !stands || w.standsIn(bucketMerged, key8(nums[0])) {
		return nil, nil, tell(ErrStory, nil, "its items were merged again since: take that back first (koreadesk edit log lists it)")
	}
	if x, err = w.head(nums[0]); err == nil {
		y, err = w.head(nums[1])
	}
	if err == nil && x != nil && y != nil && (x.item.Erased || y.item.Erased) {
		err = tell(ErrStory, nil, "an item of edit %d was taken down: nothing is left of it to decide on", old.N)
	}
	if err == nil && (x == nil || y == nil) {
		err = tell(ErrNoItem, nil, "an item of edit %d was forgotten: it is older than retain allows", old.N)
	}
	return x, y, err
}

// edit reads one edit.
func (s *Store) edit(n uint64) (e news.Edit, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		if tx.Bucket(bucketEdits).Get(key8(n)) == nil {
			return tell(ErrStory, nil, "there is no edit of this number: koreadesk edit log lists them")
		}
		e, err = s.readEdit(tx, n)
		return err
	})
	return e, err
}
