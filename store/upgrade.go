package store

import "go.etcd.io/bbolt"

// upgrades lift a data file from one schema to the next: the first from 1 to 2.
// Whatever was written by any koreadesk opens in the newest; testdata holds a
// file of each schema.
var upgrades = []func(s *Store, tx *bbolt.Tx) error{
	addMerged,
	markNamed,
	shorten,
	datedOnce,
}

// markNamed says that ids and links of all items stand in the file: an older
// koreadesk would take those that do not for unknown.
func markNamed(_ *Store, tx *bbolt.Tx) error {
	return meta{tx.Bucket(bucketMeta)}.set(metaNamed, tx.Bucket(bucketItems).Sequence())
}

// shorten is for records that say what they did in fewer octets. Those in the file
// are read as they are; an older koreadesk would find no id in a new one.
func shorten(*Store, *bbolt.Tx) error { return nil }

// datedOnce takes out of touched who stands on the same date in clock. An older
// koreadesk would miss them; nor would it find the bodies that stand in heads.
func datedOnce(s *Store, tx *bbolt.Tx) error {
	ledgers := tx.Bucket(bucketLedgers)
	return ledgers.ForEach(func(theme, _ []byte) error {
		member, touched := ledgers.Bucket(theme).Bucket(bucketMember), ledgers.Bucket(theme).Bucket(bucketTouched)
		if member == nil || touched == nil {
			return nil // checkNames and check say so
		}
		return member.ForEach(func(k, v []byte) error {
			b, err := s.press.unframe(k, v)
			if err != nil {
				return nil // whoever reads it says so
			}
			st, err := decodeStay(b)
			if err != nil || st.aside() {
				return nil
			}
			return touched.Delete(byDate(st.touched, number(k)))
		})
	})
}

// addMerged makes room for what editors merged, what sources took back, what
// was forgotten and what was taken down: an older koreadesk would show it.
func addMerged(_ *Store, tx *bbolt.Tx) error {
	for _, name := range [][]byte{bucketMerged, bucketMissing, bucketForgotten, bucketBlocks} {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	return nil
}

// upgrade lifts the file from schema has to the newest, whole or not at all.
func (s *Store) upgrade(tx *bbolt.Tx, has uint64) error {
	for _, lift := range upgrades[has-1:] {
		if err := lift(s, tx); err != nil {
			return err
		}
	}
	return meta{tx.Bucket(bucketMeta)}.set(metaSchema, schema)
}
