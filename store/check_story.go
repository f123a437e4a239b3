package store

import "fmt"

// stories checks the signatures by which stories are found, and what waits for
// an editor.
func (c *checker) stories() error {
	err := c.each(bucketSignatures, c.tx.Bucket(bucketSignatures), func(k, b []byte) error {
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
	})
	return first(err, c.each(bucketQueue, c.tx.Bucket(bucketQueue), func(k, b []byte) error {
		if _, err := decodeProposal(b); err != nil {
			return err
		}
		if x, y := proposedItems(k); x >= y || !c.stands(x) || !c.stands(y) {
			return fmt.Errorf("items %d and %d are not both there", x, y)
		}
		return nil
	}))
}
