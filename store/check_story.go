package store

import (
	"fmt"
	"slices"

	"koreadesk/store/story"
)

// stories checks the signatures by which stories are found, and what waits for
// an editor.
func (c *checker) stories() error {
	err := first(c.each(bucketMissing, c.tx.Bucket(bucketMissing), func(k, b []byte) error {
		_, err := decodeMissing(b)
		switch {
		case err != nil:
		case len(k) != 12 || !c.stands(number(k[4:])):
			err = fmt.Errorf("no item is missing")
		case c.s.name(number4(k[:4])) == "":
			err = fmt.Errorf("source %d is not known", number4(k[:4]))
		}
		return err
	}), c.tx.Bucket(bucketForgotten).ForEach(func(k, v []byte) error {
		if _, err := unpin(k, v); err != nil {
			c.report(bucketForgotten, k, "%v", err)
		}
		if c.stands(number(k)) {
			c.report(bucketForgotten, k, "the item is still there")
		}
		return nil
	}))
	err = first(err, c.each(bucketSignatures, c.tx.Bucket(bucketSignatures), func(k, b []byte) error {
		one, err := decodeSignature(b)
		if err != nil {
			return err
		}
		if !c.stands(number(k)) {
			return fmt.Errorf("item %d does not exist", number(k))
		}
		if h := c.head(number(k)); h != nil && h.item.FirstSeen.Unix() != one.seen {
			return fmt.Errorf("item %d was first seen at another time", number(k))
		}
		return nil
	}))
	err = first(err, c.each(bucketBlocks, c.tx.Bucket(bucketBlocks), func(k, b []byte) error {
		if _, ok := story.SignOf(b); !ok {
			return errMalformed
		}
		if !c.stands(number(k)) {
			return fmt.Errorf("item %d does not exist", number(k))
		}
		if h := c.head(number(k)); h != nil && (!h.item.Erased || h.item.Title != "" || h.body) {
			return fmt.Errorf("item %d was not erased", number(k))
		}
		return nil
	}))
	err = first(err, c.tx.Bucket(bucketMerged).ForEach(func(k, v []byte) error {
		into, err := unpin(k, v)
		gone, keep := c.head(number(k)), c.head(into)
		switch {
		case err != nil:
			c.report(bucketMerged, k, "%v", err)
		case keep == nil && !c.stands(into), gone == nil && !c.stands(number(k)):
			c.report(bucketMerged, k, "items %d and %d are not both there", number(k), into)
		case keep != nil && gone != nil && !slices.Contains(keep.aliases, gone.item.ID):
			c.report(bucketMerged, k, "item %d does not name it as an alias", into)
		}
		return nil
	}))
	return first(err, c.each(bucketQueue, c.tx.Bucket(bucketQueue), func(k, b []byte) error {
		p, err := decodeProposal(b)
		if err != nil {
			return err
		}
		if p.apart != 0 && c.tx.Bucket(bucketEdits).Get(key8(p.apart)) == nil {
			return fmt.Errorf("edit %d, which keeps them apart, does not exist", p.apart)
		}
		if x, y := proposedItems(k); x >= y || !c.stands(x) || !c.stands(y) {
			return fmt.Errorf("items %d and %d are not both there", x, y)
		}
		return nil
	}))
}
