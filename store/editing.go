package store

import (
	"bytes"
	"fmt"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// AddEdit appends an editor's decision and returns it with its number. The
// item it names is settled anew. An edit without an item (Item is "") is kept
// for the record alone.
func (s *Store) AddEdit(e news.Edit) (news.Edit, error) {
	out := e
	err := s.write(func(w *work) error {
		var num uint64
		if e.Item != "" {
			var err error
			if num, err = s.lookUp(w.tx, e.Item); err != nil {
				return err
			}
		}
		if num != 0 {
			w.note(num, edited)
		}
		n, err := w.addEdit(out, num)
		out.N = n
		return err
	})
	if err != nil {
		return e, fmt.Errorf("%s: %w", e.Act, err)
	}
	return out, nil
}

// addEdit appends an edit, of an item unless num is 0, and returns its number.
func (w *work) addEdit(e news.Edit, num uint64) (uint64, error) {
	n, err := w.tx.Bucket(bucketEdits).NextSequence()
	if err != nil {
		return 0, err
	}
	k := key8(n)
	if err := w.tx.Bucket(bucketEdits).Put(k, frame(k, encodeEdit(e))); err != nil || num == 0 {
		return n, err
	}
	by := pair(num, n)
	return n, w.tx.Bucket(bucketEdited).Put(by, pin(by, n))
}

// Edits returns what editors decided on an item, oldest first; with "" all
// edits there are.
func (s *Store) Edits(itemID string) (edits []news.Edit, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		if itemID != "" {
			num, err := s.lookUp(tx, itemID)
			if err == nil {
				edits, err = s.readEdits(tx, num)
			}
			return err
		}
		return tx.Bucket(bucketEdits).ForEach(func(k, _ []byte) error {
			e, err := s.readEdit(tx, number(k))
			edits = append(edits, e)
			return err
		})
	})
	return edits, err
}

// EditsByItem returns what editors decided on each item, oldest first, and the
// items of which a word cannot be read: those are in unread alone. Stats names
// the records.
func (s *Store) EditsByItem() (of map[string][]news.Edit, unread map[string]bool, err error) {
	of, unread = make(map[string][]news.Edit), make(map[string]bool)
	err = s.view(func(tx *bbolt.Tx) error {
		lost := make(map[uint64]bool)
		err := tx.Bucket(bucketEdits).ForEach(func(k, _ []byte) error {
			e, err := s.readEdit(tx, number(k))
			switch {
			case err != nil:
				lost[number(k)] = true
			case e.Item != "":
				of[e.Item] = append(of[e.Item], e)
			}
			return unlessDamaged(err)
		})
		if err != nil || len(lost) == 0 {
			return err
		}
		return tx.Bucket(bucketEdited).ForEach(func(k, _ []byte) error {
			if !lost[number(k[8:])] {
				return nil
			}
			h, err := s.readHead(tx, number(k[:8]))
			if h != nil {
				unread[s.fullID(h.item.ID)] = true
				delete(of, s.fullID(h.item.ID))
			}
			return unlessDamaged(err)
		})
	})
	return of, unread, err
}

func (s *Store) readEdits(tx *bbolt.Tx, num uint64) (edits []news.Edit, err error) {
	prefix := key8(num)
	c := tx.Bucket(bucketEdited).Cursor()
	for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = c.Next() {
		n, err := unpin(k, v)
		if err != nil {
			return edits, s.damaged(bucketEdited, k, err)
		}
		e, err := s.readEdit(tx, n)
		if err != nil {
			return edits, err
		}
		edits = append(edits, e)
	}
	return edits, nil
}

func (s *Store) readEdit(tx *bbolt.Tx, n uint64) (news.Edit, error) {
	k := key8(n)
	b, err := s.payload(tx.Bucket(bucketEdits), bucketEdits, k)
	if err != nil {
		return news.Edit{}, err
	}
	e, err := decodeEdit(n, b)
	if err != nil {
		return news.Edit{}, s.damaged(bucketEdits, k, err)
	}
	return e, nil
}

func encodeEdit(e news.Edit) []byte {
	var w wire
	w.str(1, string(e.Act))
	w.str(2, e.Item)
	w.str(3, e.Value)
	w.str(4, e.Who)
	w.time(5, e.When)
	w.str(6, e.Why)
	return w
}

func decodeEdit(n uint64, b []byte) (news.Edit, error) {
	e := news.Edit{N: n}
	err := fields(b, func(f field) error {
		switch f.n {
		case 1:
			e.Act = news.Act(f.s)
		case 2:
			e.Item = f.s
		case 3:
			e.Value = f.s
		case 4:
			e.Who = f.s
		case 5:
			return f.into(&e.When)
		case 6:
			e.Why = f.s
		}
		return nil
	})
	return e, err
}
