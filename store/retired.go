package store

import (
	"fmt"

	"go.etcd.io/bbolt"
)

// Retired are the ids of the themes that were once published and are no longer
// configured, in order. Their ledgers stand still; who asks for them is to be
// told that they are gone.
func (s *Store) Retired() ([]string, error) {
	var ids []string
	err := s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketThemes).ForEach(func(k, _ []byte) error {
			t, _, err := s.readTheme(tx, string(k))
			if err == nil && t.retired {
				ids = append(ids, string(k))
			}
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("retired themes: %w", err)
	}
	return ids, nil
}
