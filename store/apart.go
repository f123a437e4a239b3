package store

import (
	"fmt"

	"koreadesk/news"
)

// declined is why a pair is not proposed that an editor parted by a split.
const declined = "an editor has parted them"

// Apart says that two items are two stories: they are not proposed as one, now
// or later, until UndoStory takes that back.
func (s *Store) Apart(a, b string, e news.Edit) (news.Edit, error) {
	err := s.write(func(w *work) error {
		x, y, err := w.two(a, b)
		if err != nil {
			return err
		}
		if x.item.Num > y.item.Num {
			x, y = y, x
		}
		k := pair(x.item.Num, y.item.Num)
		p, err := w.proposal(k)
		if err != nil {
			return err
		}
		if p.declined() {
			return tell(ErrStory, nil, "%s and %s are kept apart already: koreadesk edit log says by whom", a, b)
		}
		e.Act, e.Item, e.Value = news.ActApart, s.fullID(x.item.ID), s.fullID(y.item.ID)
		if e.N, err = w.addEdit(e, x.item.Num); err != nil {
			return err
		}
		p.apart = e.N
		by := pair(y.item.Num, e.N)
		return first(w.putProposal(k, p), w.tx.Bucket(bucketEdited).Put(by, pin(by, e.N)))
	})
	if err != nil {
		return e, fmt.Errorf("apart: %w", err)
	}
	return e, nil
}

// mayAgain lets two items that were kept apart be one story again: what had been
// proposed waits as it did.
func (w *work) mayAgain(x, y *head, old news.Edit) error {
	k := pair(x.item.Num, y.item.Num)
	p, err := w.proposal(k)
	if err != nil || p.apart != old.N {
		return err
	}
	if p.apart = 0; p.Why == "" {
		return w.tx.Bucket(bucketQueue).Delete(k)
	}
	return w.putProposal(k, p)
}
