package store

import (
	"fmt"
	"slices"

	"koreadesk/store/story"
)

// stories checks the signatures by which stories are found, what editors made of
// them, and what is remembered of items that are gone.
func (c *checker) stories() error {
	records := func(bucket []byte, check func(k, b []byte) error) error {
		return c.each(bucket, c.tx.Bucket(bucket), check)
	}
	return first(
		records(bucketMissing, c.missing), c.eachPin(bucketForgotten, c.forgotten),
		records(bucketSignatures, c.signature), records(bucketBlocks, c.block),
		c.eachPin(bucketMerged, c.merged), records(bucketQueue, c.proposal))
}

// missing checks what a source lists no more.
func (c *checker) missing(k, b []byte) error {
	_, err := decodeMissing(b)
	switch {
	case err != nil:
		return err
	case len(k) != 12 || !c.stands(number(k[4:])):
		return fmt.Errorf("no item is missing")
	case c.s.name(number4(k[:4])) == "":
		return fmt.Errorf("source %d is not known", number4(k[:4]))
	}
	return nil
}

// forgotten checks an item that was pruned.
func (c *checker) forgotten(k []byte, _ uint64) error {
	if c.stands(number(k)) {
		return fmt.Errorf("the item is still there")
	}
	return nil
}

// signature checks by what an item's story is found.
func (c *checker) signature(k, b []byte) error {
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
}

// block checks the signature of what was taken down.
func (c *checker) block(k, b []byte) error {
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
}

// merged checks an item that an editor made part of another.
func (c *checker) merged(k []byte, into uint64) error {
	gone, keep := c.head(number(k)), c.head(into)
	switch {
	case keep == nil && !c.stands(into), gone == nil && !c.stands(number(k)):
		return fmt.Errorf("items %d and %d are not both there", number(k), into)
	case keep != nil && gone != nil && !slices.Contains(keep.aliases, gone.item.ID):
		return fmt.Errorf("item %d does not name it as an alias", into)
	}
	return nil
}

// proposal checks two items that wait for an editor, or that one has kept apart.
func (c *checker) proposal(k, b []byte) error {
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
}
