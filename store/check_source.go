package store

import (
	"fmt"

	"go.etcd.io/bbolt"
)

// sources checks that every source has a number of its own, and that what is
// kept by number is of a source.
func (c *checker) sources() error {
	b := c.tx.Bucket(bucketSources)
	ids := make(map[uint32]string)
	err := c.each(bucketSources, b, func(k, p []byte) error {
		r, err := decodeRoll(p)
		switch {
		case err != nil:
			return err
		case r.source.ID != string(k):
			return fmt.Errorf("it says it is %q", r.source.ID)
		case ids[r.number] != "":
			return fmt.Errorf("it has the number %d of %s", r.number, ids[r.number])
		case uint64(r.number) > b.Sequence():
			return fmt.Errorf("its number is %d, but the last is %d", r.number, b.Sequence())
		}
		ids[r.number] = r.source.ID
		return nil
	})
	return first(err, c.ofSources(bucketStates, func(_, b []byte) error { _, err := decodeState(b); return err }),
		c.ofSources(bucketDocuments, c.document))
}

// ofSources checks a bucket whose keys are the numbers of sources.
func (c *checker) ofSources(bucket []byte, decode func(k, b []byte) error) error {
	return c.each(bucket, c.tx.Bucket(bucket), func(k, b []byte) error {
		if len(k) != 4 || c.s.name(number4(k)) == "" {
			return fmt.Errorf("source %d is not known", number4(k))
		}
		return decode(k, b)
	})
}

// document checks that what a source's last document listed is known.
func (c *checker) document(k, b []byte) error {
	if len(b)%documentEntry != 0 {
		return errMalformed
	}
	for _, l := range decodeDocument(number4(k), b) {
		if _, found := c.pinned(bucketKeys, l.known[:]); !found {
			c.report(bucketDocuments, k, "it lists an entry whose key is not known")
		}
	}
	return nil
}

// numbered are the themes by their numbers, as far as they can be read.
func (c *checker) numbered() map[uint32]string {
	themes := make(map[uint32]string)
	_ = c.tx.Bucket(bucketThemes).ForEach(func(k, v []byte) error { // ledgers reports what is wrong
		p, err := c.s.press.unframe(k, v)
		if err != nil {
			return nil
		}
		if about, err := decodeThemeLine(p); err == nil {
			themes[about.number] = string(k)
		}
		return nil
	})
	return themes
}

// ofThemes checks that the buckets in one are those of themes.
func (c *checker) ofThemes(bucket []byte, b *bbolt.Bucket) error {
	themes := c.numbered()
	return b.ForEachBucket(func(k []byte) error {
		if len(k) != 4 || themes[number4(k)] == "" {
			c.report(bucket, k, "no theme has the number %d", number4(k))
		}
		return nil
	})
}
