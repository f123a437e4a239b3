package store

import (
	"fmt"
	"slices"

	"go.etcd.io/bbolt"
)

// Retired are the ids of the themes that were once published and are no longer
// configured, the earlier ones as well, in order. Their ledgers stand still; who
// asks for them is to be told that they are gone. Private ones are not named.
func (s *Store) Retired() ([]string, error) {
	var ids []string
	err := s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketThemes).ForEach(func(k, _ []byte) error {
			t, _, err := s.readTheme(tx, string(k))
			if err == nil && t.retired && !t.private {
				ids = append(append(ids, string(k)), t.was...)
			}
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("retired themes: %w", err)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}
