package store

import (
	"maps"
	"slices"

	"go.etcd.io/bbolt"
)

// Stats returns the data file in figures. It counts items by their numbers and
// is quick.
func (s *Store) Stats() Stats {
	r := s.roster.Load()
	out := Stats{Sources: r.count(), Removed: len(r.removed), Born: s.born, Generation: s.inForce().generation}
	_ = s.view(func(tx *bbolt.Tx) error { // a file that cannot be read is Ping's to tell
		out.Items = int(tx.Bucket(bucketItems).Sequence())
		out.Edits = int(tx.Bucket(bucketEdits).Sequence())
		out.Bytes = tx.Size()
		settled, err := meta{tx.Bucket(bucketMeta)}.get(metaSettled)
		out.Lag = int(tx.Bucket(bucketJournal).Sequence() - settled)
		return err
	})
	free := s.db.Stats()
	out.Free = int64(free.FreePageN+free.PendingPageN) * int64(s.db.Info().PageSize)
	s.mu.Lock()
	defer s.mu.Unlock()
	out.Damaged = slices.Collect(maps.Keys(s.broken))
	slices.SortFunc(out.Damaged, Problem.order)
	return out
}

// Ping reads from the file and says what is wrong when it cannot, when the
// file was cut short, or when a transaction failed and there is no room yet.
func (s *Store) Ping() error {
	err := s.view(func(tx *bbolt.Tx) error {
		if err := s.checkSize(tx); err != nil {
			return err
		}
		if _, err := (meta{tx.Bucket(bucketMeta)}).get(metaSchema); err != nil {
			return s.damaged(bucketMeta, metaSchema, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.writer.failed()
}
