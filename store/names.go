package store

import (
	"bytes"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"
)

// What no page contradicts and no checksum covers is a bucket that has lost its
// name, which would be missed by nobody and made anew, and a count that would
// give out a number twice. Such a file is refused; single records are named in
// Stats.

// checkNames looks for all of it but what misnamed finds, once no bucket of this
// schema is missing.
func (s *Store) checkNames(tx *bbolt.Tx) error {
	for _, find := range []func(tx *bbolt.Tx) error{s.misnumbered, s.misledger, s.misedited} {
		if err := find(tx); err != nil {
			return s.spoiled(err)
		}
	}
	return nil
}

func (s *Store) spoiled(why error) error {
	return tell(ErrDamaged, nil, "data file %s is damaged (%v): restore a backup", s.path, why)
}

// misnamed looks for a bucket that is missing while there is one that nobody
// knows. An older file lacks some; a newer one may have more.
func (s *Store) misnamed(tx *bbolt.Tx) error {
	var lost, strange []byte
	for _, name := range buckets {
		if tx.Bucket(name) == nil {
			lost = name
		}
	}
	err := tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
		if b == nil {
			return fmt.Errorf("%q is no bucket", name)
		}
		if !bytes.Equal(name, bucketIssues) && !slices.ContainsFunc(buckets, func(b []byte) bool { return bytes.Equal(b, name) }) {
			strange = bytes.Clone(name)
		}
		return nil
	})
	if err == nil && lost != nil && strange != nil {
		err = fmt.Errorf("there is %q, and no %q", strange, lost)
	}
	if b := tx.Bucket(bucketVerdicts); err == nil && b != nil && b.Bucket(key8(s.rules.generation)) == nil {
		err = fmt.Errorf("the verdicts of generation %d are missing", s.rules.generation)
	}
	if err != nil {
		return s.spoiled(err)
	}
	return nil
}

// misnumbered looks for numbers above the last one that was given out.
func (s *Store) misnumbered(tx *bbolt.Tx) error {
	for _, name := range [][]byte{bucketItems, bucketJournal, bucketEdits} {
		b := tx.Bucket(name)
		if k, _ := b.Cursor().Last(); k != nil && number(k) > b.Sequence() {
			return fmt.Errorf("%s has number %d, but the last is to be %d", name, number(k), b.Sequence())
		}
	}
	for _, of := range []struct {
		name   []byte
		number func(p []byte) (uint32, error)
	}{
		{bucketSources, func(p []byte) (uint32, error) { r, err := decodeRoll(p); return r.number, err }},
		{bucketThemes, func(p []byte) (uint32, error) { t, err := decodeThemeLine(p); return t.number, err }},
	} {
		b := tx.Bucket(of.name)
		err := b.ForEach(func(k, v []byte) error {
			p, err := s.press.unframe(k, v)
			if err != nil {
				return nil // load and misledger say so
			}
			if n, err := of.number(p); err == nil && uint64(n) > b.Sequence() {
				return fmt.Errorf("in %s, %s has number %d, but the last is to be %d", of.name, k, n, b.Sequence())
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// misledger looks for a ledger, or what was sent, of a theme that there is not.
// Of a theme that cannot be read nobody knows which is its.
func (s *Store) misledger(tx *bbolt.Tx) error {
	c := &checker{s: s, tx: tx}
	err := c.each(bucketThemes, tx.Bucket(bucketThemes), func(_, p []byte) error {
		_, err := decodeThemeLine(p)
		return err
	})
	if err != nil || len(c.problems) > 0 {
		for _, p := range c.problems {
			s.remember(p)
		}
		return err
	}
	for _, top := range []struct {
		name  []byte
		parts [][]byte
	}{{bucketLedgers, [][]byte{bucketLog, bucketMember, bucketClock, bucketTouched}}, {bucketIssues, [][]byte{issuesAll, issuesSent}}} {
		b := tx.Bucket(top.name)
		if b == nil {
			continue
		}
		if err := c.ofThemes(top.name, b); err != nil {
			return err
		}
		err := b.ForEach(func(k, v []byte) error {
			if v != nil {
				return fmt.Errorf("%s of theme %d is no bucket", top.name, number4(k))
			}
			return b.Bucket(k).ForEach(func(part, v []byte) error {
				if known := slices.ContainsFunc(top.parts, func(p []byte) bool { return bytes.Equal(p, part) }); known != (v == nil) {
					return fmt.Errorf("%s of theme %d has %q", top.name, number4(k), part)
				}
				return nil
			})
		})
		if err != nil {
			return err
		}
	}
	if len(c.problems) > 0 {
		return fmt.Errorf("%s: %s", c.problems[0].Bucket, c.problems[0].What)
	}
	return nil
}

// misedited names the edits that would not be found: an item that was hidden
// would be shown.
func (s *Store) misedited(tx *bbolt.Tx) error {
	err := tx.Bucket(bucketEdited).ForEach(func(k, v []byte) error {
		if _, err := unpin(k, v); err != nil {
			_ = s.damaged(bucketEdited, k, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return tx.Bucket(bucketEdits).ForEach(func(k, v []byte) error {
		if _, err := s.press.unframe(k, v); err != nil {
			_ = s.damaged(bucketEdits, k, err)
		}
		return nil
	})
}
