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
			if at, err := unpin(k, v); err == nil && now.Unix()-int64(at) >= int64(keysKept/time.Second) {
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
		if err := s.sweepNames(ctx, name, over); err != nil {
			return err
		}
	}
	return s.perform(ctx, &job{do: func(w *work) error {
		for _, num := range slices.Sorted(maps.Keys(over)) {
			if err := w.tx.Bucket(bucketForgotten).Delete(key8(num)); err != nil {
				return err
			}
		}
		return nil
	}})
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

// sweepNames removes from an index what leads to one of these items.
func (s *Store) sweepNames(ctx context.Context, name []byte, over map[uint64]bool) error {
	var from []byte
	for done := false; !done; {
		err := s.perform(ctx, &job{do: func(w *work) error {
			b, read := w.tx.Bucket(name), 0
			var gone [][]byte
			var next []byte
			c := b.Cursor()
			for k, v := c.Seek(from); k != nil; k, v = c.Next() {
				if read++; read > sweepRead {
					next = bytes.Clone(k)
					break
				}
				if num, err := unpin(k, v); err == nil && over[num] {
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
