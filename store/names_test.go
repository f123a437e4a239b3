package store

import (
	"testing"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// A bucket that has forgotten how many numbers it gave out would give one out
// twice: two items under one number, two themes with one ledger.
func TestLostCount(t *testing.T) {
	whole := stocked(t, 3)
	s := reopen(t, whole)
	if _, err := s.AddEdit(news.Edit{Act: news.ActNote, Value: "x", When: noon}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range [][]byte{bucketItems, bucketEdits, bucketSources, bucketThemes} {
		path := t.TempDir() + "/copy.db"
		copyFile(t, whole, path)
		db, err := bbolt.Open(path, 0o640, nil)
		if err != nil {
			t.Fatal(err)
		}
		err = db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(name).SetSequence(0) })
		if err := first(err, db.Close()); err != nil {
			t.Fatal(err)
		}
		s, err := Open(path, Options{})
		if err == nil {
			s.Close()
		}
		refused(t, err, ErrDamaged, path, string(name), "the last is to be 0")
	}
}
