package store

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

const (
	keysKept  = 400 * 24 * time.Hour // after its source last listed a forgotten item
	sweepRead = 5000                 // keys looked at in one transaction
)

// sweep removes the names of items that were forgotten long ago.
func (s *Store) sweep(ctx context.Context, now time.Time) error {
	over := make(map[uint64]bool)
	err := s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketForgotten).ForEach(func(k, v []byte) error {
			if longForgotten(k, v, now) {
				over[number(k)] = true
			}
			return nil
		})
	})
	if err != nil || len(over) == 0 {
		return err
	}
	if err := s.perform(ctx, &job{do: func(w *work) error { return w.stillNamed(over, now) }}); err != nil {
		return err
	}
	for _, name := range [][]byte{bucketKeys, bucketLinks, bucketIDs} {
		if err := s.sweepNames(ctx, name, over, now); err != nil {
			return err
		}
	}
	return s.perform(ctx, &job{do: func(w *work) error {
		b := w.tx.Bucket(bucketForgotten)
		for _, num := range slices.Sorted(maps.Keys(over)) {
			if k := key8(num); longForgotten(k, b.Get(k), now) {
				if err := b.Delete(k); err != nil {
					return err
				}
			}
		}
		return nil
	}})
}

// longForgotten reads a line of the bucket of what is forgotten.
func longForgotten(k, v []byte, now time.Time) bool {
	at, err := unpin(k, v)
	return err == nil && now.Unix()-int64(at) >= int64(keysKept/time.Second)
}

// stillNamed takes out of over what a source lists still.
func (w *work) stillNamed(over map[uint64]bool, now time.Time) error {
	keys := w.tx.Bucket(bucketKeys)
	return w.tx.Bucket(bucketDocuments).ForEach(func(k, v []byte) error {
		b, err := w.s.press.unframe(k, v)
		if err != nil {
			return nil // Check tells
		}
		for _, l := range orderedDocument(number4(k), b) {
			num, err := unpin(l.known[:], keys.Get(l.known[:]))
			if err == nil && over[num] {
				delete(over, num)
				if err := w.lastListed(num, now); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// sweepNames removes from an index what leads to one of these items. A source may
// list one again between two transactions: then its names stay.
func (s *Store) sweepNames(ctx context.Context, name []byte, over map[uint64]bool, now time.Time) error {
	var from []byte
	for done := false; !done; {
		err := s.perform(ctx, &job{do: func(w *work) error {
			b, forgotten, read := w.tx.Bucket(name), w.tx.Bucket(bucketForgotten), 0
			var gone [][]byte
			var next []byte
			c := b.Cursor()
			for k, v := c.Seek(from); k != nil; k, v = c.Next() {
				if read++; read > sweepRead {
					next = bytes.Clone(k)
					break
				}
				num, err := unpin(k, v)
				if err == nil && over[num] && longForgotten(key8(num), forgotten.Get(key8(num)), now) {
					gone = append(gone, bytes.Clone(k))
				}
			}
			for _, k := range gone {
				if err := b.Delete(k); err != nil {
					return err
				}
			}
			from, done = next, next == nil
			return nil
		}})
		if err != nil {
			return err
		}
	}
	return nil
}
