package store

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"

	"koreadesk/news"
)

// edits checks that none is missing, what they name, and the index of them by
// item.
func (c *checker) edits() error {
	b := c.tx.Bucket(bucketEdits)
	for n := uint64(1); n <= b.Sequence(); n++ {
		if b.Get(key8(n)) == nil {
			c.report(bucketEdits, key8(n), "it is missing, though edits are only ever appended")
		}
	}
	err := c.each(bucketEdits, c.tx.Bucket(bucketEdits), func(k, b []byte) error {
		e, err := decodeEdit(number(k), b)
		if err != nil {
			return err
		}
		if n, err := strconv.ParseUint(e.Value, 10, 64); e.Act == news.ActUndo && (err != nil || n >= e.N) {
			c.report(bucketEdits, k, "it takes back %q, which is no edit before it", e.Value)
		}
		if e.Item == "" {
			return nil
		}
		num, err := c.s.numberOf(c.tx, e.Item)
		if errors.Is(err, ErrNoItem) {
			return nil // it was forgotten, keys and all
		}
		if err == nil && c.tx.Bucket(bucketEdited).Get(pair(num, e.N)) == nil {
			err = fmt.Errorf("it is not found by its item %d", num)
		}
		return err
	})
	return first(err, c.tx.Bucket(bucketEdited).ForEach(func(k, v []byte) error {
		n, err := unpin(k, v)
		if err != nil || len(k) != 16 || !bytes.Equal(k[8:], key8(n)) || c.tx.Bucket(bucketEdits).Get(key8(n)) == nil {
			c.report(bucketEdited, k, "it leads to no edit")
		}
		return nil
	}))
}
