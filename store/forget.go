package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// Retention says what is kept.
type Retention struct {
	Items    time.Duration         // since an item was first seen
	Rejected time.Duration         // likewise, of one that is in no theme
	Keep     func(num uint64) bool // what stays in any case: what a page, a pin or an issue shows
}

const (
	pruneRead = 500 // items looked at in one transaction
	pruneOff  = 100 // items removed in one
)

// Prune forgets the items whose time is over, in small transactions between
// which others write, and the keys of those forgotten long ago. It returns how
// many items it forgot. An item goes whole, with those merged into it; its id
// and its keys stay while its source lists it and 400 days after, so that it
// does not come back as new. What waits to be settled and what was taken down
// is left alone, and all of it while Regenerate runs.
func (s *Store) Prune(ctx context.Context, r Retention, now time.Time) (int, error) {
	if !s.regenerating.TryLock() {
		return 0, nil
	}
	defer s.regenerating.Unlock()
	count, from := 0, uint64(0)
	for {
		var old []uint64
		var err error
		if old, from, err = s.overdue(r, now, from); err != nil {
			return count, fmt.Errorf("prune: %w", err)
		}
		for some := range slices.Chunk(old, pruneOff) {
			n, err := s.forget(ctx, some, now)
			if count += n; err != nil {
				return count, fmt.Errorf("prune: %w", err)
			}
		}
		if from == 0 {
			break
		}
	}
	err := s.sweep(ctx, now)
	if err == nil {
		err = s.perform(ctx, &job{do: func(w *work) error {
			return meta{w.tx.Bucket(bucketMeta)}.set(metaPruned, uint64(now.Unix()))
		}})
	}
	if err != nil {
		return count, fmt.Errorf("prune: %w", err)
	}
	return count, nil
}

// Pruned is when Prune last came to its end; before it ever did, when the file
// was born.
func (s *Store) Pruned() (at time.Time, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		n, err := meta{tx.Bucket(bucketMeta)}.get(metaPruned)
		if err != nil {
			return s.damaged(bucketMeta, metaPruned, err)
		}
		if at = s.born; n != 0 {
			at = time.Unix(int64(n), 0).UTC()
		}
		return nil
	})
	return at, err
}

// overdue reads the next items from a number on and returns those whose time
// is over; next is 0 at the end.
func (s *Store) overdue(r Retention, now time.Time, from uint64) (old []uint64, next uint64, err error) {
	generation := s.inForce().generation
	err = s.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket(bucketItems).Cursor()
		read := 0
		for k, _ := c.Seek(key8(from)); k != nil; k, _ = c.Next() {
			if read++; read > pruneRead {
				next = number(k)
				return nil
			}
			h, err := s.readHead(tx, number(k))
			if unlessDamaged(err) != nil {
				return err
			}
			if h == nil {
				continue
			}
			age := now.Sub(h.item.FirstSeen)
			if age < min(r.Items, r.Rejected)-clockSlack {
				return nil
			}
			gone, err := s.isOver(tx, generation, r, h, age)
			if err != nil {
				return err
			}
			if gone {
				old = append(old, number(k))
			}
		}
		return nil
	})
	return old, next, err
}

func (s *Store) isOver(tx *bbolt.Tx, generation uint64, r Retention, h *head, age time.Duration) (bool, error) {
	if h.item.Erased || tx.Bucket(bucketMerged).Get(key8(h.item.Num)) != nil || r.Keep != nil && r.Keep(h.item.Num) {
		return false, nil
	}
	v, err := s.readVerdict(tx, generation, h.item.Num)
	if err != nil || v.Item == 0 {
		return false, unlessDamaged(err)
	}
	return age >= r.Items || age >= r.Rejected && len(v.Themes) == 0, nil
}

// forget removes items.
func (s *Store) forget(ctx context.Context, nums []uint64, now time.Time) (count int, err error) {
	if err := s.foldAhead(ctx); err != nil {
		return 0, err
	}
	s.settling.Lock() // what is being judged stays
	defer s.settling.Unlock()
	err = s.perform(ctx, &job{do: func(w *work) error {
		count = 0
		settled, err := meta{w.tx.Bucket(bucketMeta)}.get(metaSettled)
		if err != nil {
			return s.damaged(bucketMeta, metaSettled, err)
		}
		waits := s.readJournal(w.tx, settled+1, 0).why
		for _, num := range nums {
			if _, waiting := waits[num]; waiting || w.standsIn(bucketMerged, key8(num)) {
				continue
			}
			h, err := s.readHead(w.tx, num)
			if unlessDamaged(err) != nil {
				return err
			}
			if h == nil {
				continue
			}
			for _, id := range append([]string{h.item.ID}, h.aliases...) {
				if err := w.forgetOne(id, now); err != nil {
					return err
				}
			}
			count++
		}
		return nil
	}})
	return count, err
}

// forgetOne removes all of an item but its id, its keys and its links.
func (w *work) forgetOne(id string, now time.Time) error {
	w.fold() // its names outlive its record
	num, err := w.s.numberOf(w.tx, id)
	if err != nil {
		return unlessGone(err)
	}
	h, err := w.s.readHead(w.tx, num)
	if h == nil || err != nil {
		return unlessDamaged(err)
	}
	k := key8(num)
	for _, source := range h.seers {
		err = first(err, w.tx.Bucket(bucketMissing).Delete(append(key4(source), k...)))
	}
	for _, name := range [][]byte{bucketItems, bucketBodies, bucketEntered, bucketSignatures, bucketMerged} {
		err = first(err, w.tx.Bucket(name).Delete(k))
	}
	verdicts := w.tx.Bucket(bucketVerdicts).Bucket(key8(w.s.inForce().generation))
	return first(err, verdicts.Delete(k), deleteUnder(w.tx.Bucket(bucketVersions), k), w.unpropose(num), w.leaveAll(num, now),
		w.tx.Bucket(bucketForgotten).Put(k, pin(k, uint64(now.Unix()))))
}

func unlessGone(err error) error {
	if errors.Is(err, ErrNoItem) {
		return nil
	}
	return err
}

// leaveAll ends an item's stay in every theme, retired ones too.
func (w *work) leaveAll(num uint64, now time.Time) error {
	var themes []string
	err := w.tx.Bucket(bucketThemes).ForEach(func(k, _ []byte) error {
		themes = append(themes, string(k))
		return nil
	})
	for _, id := range themes {
		l, err := w.s.readLedger(w.tx, id)
		if unlessDamaged(err) != nil {
			return err
		}
		if l == nil {
			continue
		}
		if st, in, err := l.stay(num); err == nil && in {
			if err := w.leave(l, num, st, second(now)); err != nil {
				return err
			}
		}
	}
	return err
}

// lastListed notes that a forgotten item's source listed it until now.
func (w *work) lastListed(num uint64, now time.Time) error {
	k := key8(num)
	if !w.standsIn(bucketForgotten, k) {
		return nil
	}
	return w.tx.Bucket(bucketForgotten).Put(k, pin(k, uint64(now.Unix())))
}
