package store

import (
	"maps"
	"slices"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// Marks returns what is remembered of the published pages, by path.
func (s *Store) Marks() (map[string]news.Mark, error) {
	marks := make(map[string]news.Mark)
	err := s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketPages).ForEach(func(k, v []byte) error {
			b, err := s.press.unframe(k, v)
			var m news.Mark
			if err == nil {
				m, err = decodeMark(b)
			}
			if err != nil { // a page without a mark gets a new one
				_ = s.damaged(bucketPages, k, err)
				return nil
			}
			marks[string(k)] = m
			return nil
		})
	})
	return marks, err
}

// SaveMarks remembers marks beside those it remembers already. One without a
// hash is forgotten.
func (s *Store) SaveMarks(marks map[string]news.Mark) error {
	return s.write(func(w *work) error {
		b := w.tx.Bucket(bucketPages)
		for _, path := range slices.Sorted(maps.Keys(marks)) {
			k := []byte(path)
			var err error
			if m := marks[path]; m.Hash == "" {
				err = b.Delete(k)
			} else {
				err = b.Put(k, frame(k, encodeMark(m)))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func encodeMark(m news.Mark) []byte {
	var w wire
	w.str(1, m.Hash)
	w.time(2, m.Changed)
	return w
}

func decodeMark(b []byte) (m news.Mark, err error) {
	err = fields(b, func(f field) error {
		switch f.n {
		case 1:
			m.Hash = f.s
		case 2:
			return f.into(&m.Changed)
		}
		return nil
	})
	return m, err
}
