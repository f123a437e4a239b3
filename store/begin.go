package store

import (
	"bytes"
	"time"

	"go.etcd.io/bbolt"
)

// begin reads what stands in the file's meta bucket, or writes it into a new
// file, and loads what is held in memory: sources, states, origins.
func (s *Store) begin(o Options) error {
	if err := s.checkPages(); err != nil {
		return err
	}
	var born, stale bool
	var has uint64 // the file's schema
	err := s.view(func(tx *bbolt.Tx) (err error) {
		if err := s.checkSize(tx); err != nil {
			return err
		}
		if tx.Bucket(bucketMeta) == nil {
			born = true
			return s.mayBeBorn(tx, o)
		}
		if has, err = s.readMeta(tx, o); err != nil {
			return err
		}
		stale = s.incomplete(tx)
		return s.misnamed(tx)
	})
	if err == nil && born {
		err = s.update(func(tx *bbolt.Tx) error { return s.bear(tx, o) })
	}
	if err == nil && stale {
		err = s.update(s.mend)
	}
	if err == nil && !born && has < schema {
		err = s.update(func(tx *bbolt.Tx) error { return s.upgrade(tx, has) })
	}
	if err != nil {
		return err
	}
	return s.view(func(tx *bbolt.Tx) error {
		if err := s.checkNames(tx); err != nil {
			return err
		}
		return s.load(tx)
	})
}

// mayBeBorn says whether a file without a meta bucket may become a data file:
// only when it is empty, as after a birth that was cut short.
func (s *Store) mayBeBorn(tx *bbolt.Tx, o Options) error {
	if name, _ := tx.Cursor().First(); name != nil {
		return tell(ErrDamaged, nil, "%s is a bbolt file, but no koreadesk data file: set data in feeds.yaml to another path", s.path)
	}
	if !o.Create {
		return missing(s.path, nil)
	}
	if o.Authority == "" {
		return tell(ErrAuthority, nil, "data file %s cannot be created without an authority: set desk.authority or desk.base_url in feeds.yaml", s.path)
	}
	return nil
}

// bear makes a data file of an empty one.
func (s *Store) bear(tx *bbolt.Tx, o Options) error {
	for _, name := range buckets {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	s.authority, s.born = o.Authority, time.Now().UTC().Truncate(time.Second)
	s.rules.generation = 1
	m := meta{tx.Bucket(bucketMeta)}
	if _, err := tx.Bucket(bucketVerdicts).CreateBucket(key8(s.rules.generation)); err != nil {
		return err
	}
	return first(m.set(metaSchema, schema), m.set(metaBirth, uint64(s.born.Unix())),
		m.set(metaGeneration, s.rules.generation), m.say(metaAuthority, o.Authority))
}

// readMeta reads the facts about the file and returns its schema.
func (s *Store) readMeta(tx *bbolt.Tx, o Options) (has uint64, err error) {
	m := meta{tx.Bucket(bucketMeta)}
	has, err = m.get(metaSchema)
	if err == nil && has == 0 {
		err = errMalformed // a birth is one transaction: there is no file without
	}
	if err != nil {
		return 0, s.damaged(bucketMeta, metaSchema, err)
	}
	if has > schema {
		return 0, tell(ErrNewer, nil, "data file %s has schema %d, this koreadesk knows up to %d: install the newer koreadesk, or restore a backup from before the upgrade",
			s.path, has, schema)
	}
	authority, err := m.read(s, metaAuthority)
	if err != nil {
		return 0, s.damaged(bucketMeta, metaAuthority, err)
	}
	if o.Authority != "" && o.Authority != authority {
		return 0, tell(ErrAuthority, nil, "data file %s was born with authority %s, feeds.yaml says %s: set desk.authority back to %s, or set data to a new path and start afresh with new ids",
			s.path, authority, o.Authority, authority)
	}
	s.authority = authority
	birth, err := m.get(metaBirth)
	if err != nil {
		return 0, s.damaged(bucketMeta, metaBirth, err)
	}
	s.born = time.Unix(int64(birth), 0).UTC()
	if s.rules.generation, err = m.get(metaGeneration); err != nil {
		return 0, s.damaged(bucketMeta, metaGeneration, err)
	}
	if s.rules.print, err = m.read(s, metaRules); err != nil {
		return 0, s.damaged(bucketMeta, metaRules, err)
	}
	return has, nil
}

// incomplete reports whether the file lacks a bucket of this schema or holds
// verdicts of a Regenerate that was cut short.
func (s *Store) incomplete(tx *bbolt.Tx) bool {
	for _, name := range buckets {
		if tx.Bucket(name) == nil {
			return true
		}
	}
	return len(s.otherGenerations(tx)) > 0
}

func (s *Store) otherGenerations(tx *bbolt.Tx) (others [][]byte) {
	now := key8(s.rules.generation)
	c := tx.Bucket(bucketVerdicts).Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		if !bytes.Equal(k, now) {
			others = append(others, bytes.Clone(k))
		}
	}
	return others
}

func (s *Store) mend(tx *bbolt.Tx) error {
	unsigned := tx.Bucket(bucketSignatures) == nil
	for _, name := range buckets {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	if unsigned {
		if err := s.signAll(tx); err != nil {
			return err
		}
	}
	for _, k := range s.otherGenerations(tx) {
		if err := tx.Bucket(bucketVerdicts).DeleteBucket(k); err != nil {
			return err
		}
	}
	return nil
}

// meta reads and writes single facts about the file.
type meta struct{ b *bbolt.Bucket }

// get reads a number; one that was never written is 0.
func (m meta) get(k []byte) (uint64, error) {
	v := m.b.Get(k)
	if v == nil {
		return 0, nil
	}
	return unpin(k, v)
}

func (m meta) set(k []byte, n uint64) error { return m.b.Put(k, pin(k, n)) }

// read reads a text; one that was never written is "".
func (m meta) read(s *Store, k []byte) (string, error) {
	v := m.b.Get(k)
	if v == nil {
		return "", nil
	}
	b, err := s.press.unframe(k, v)
	return string(b), err
}

func (m meta) say(k []byte, text string) error { return m.b.Put(k, frame(k, []byte(text))) }

// first returns the first error, if there is one.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
