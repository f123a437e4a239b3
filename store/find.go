package store

import (
	"bytes"
	"errors"
	"iter"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
	"koreadesk/news/text"
)

// leastPrefix is the fewest characters an item may be asked for by.
const leastPrefix = 4

// Find returns the item a reference names, with its body: its address, the
// whole id, the 26 characters at its end, or the beginning of those where only
// one item begins so. The error is ErrNoItem when there is none, or more than
// one.
func (s *Store) Find(ref string) (r Record, err error) {
	generation := s.inForce().generation
	err = s.view(func(tx *bbolt.Tx) error {
		num, err := s.lookUp(tx, ref)
		if err != nil {
			return err
		}
		var ok bool
		if r, ok, err = s.readRecord(tx, generation, num, true); err == nil && !ok {
			err = tell(ErrNoItem, nil, "item %s was forgotten: it is older than retain allows", ref)
		}
		return err
	})
	return r, err
}

// lookUp finds the number of an item by a reference; that of a merged item is
// the survivor's.
func (s *Store) lookUp(tx *bbolt.Tx, ref string) (uint64, error) {
	num, err := s.numberOf(tx, ref)
	if err != nil {
		return 0, err
	}
	return s.survivor(tx, num)
}

// numberOf finds the number an id was given.
func (s *Store) numberOf(tx *bbolt.Tx, ref string) (uint64, error) {
	if strings.HasPrefix(ref, "http://") || strings.HasPrefix(ref, "https://") {
		return s.numberAt(tx, ref)
	}
	end := strings.TrimPrefix(ref, "tag:"+s.authority+":item/")
	if strings.HasPrefix(end, "tag:") {
		return 0, tell(ErrNoItem, nil, "no item %s: items of this desk begin with %s", ref, s.fullID(""))
	}
	if len(end) < leastPrefix || len(end) > idLength {
		return 0, tell(ErrNoItem, nil, "no item %q: give its id, or at least %d characters of what follows %q in it",
			ref, leastPrefix, "item/")
	}
	found, err := s.beginning(tx, end)
	switch {
	case err != nil:
		return 0, err
	case len(found) == 0:
		return 0, tell(ErrNoItem, nil, "no item %s: koreadesk items lists what is held", ref)
	case len(found) > 1:
		return 0, tell(ErrNoItem, nil, "several items begin with %s: give more characters", end)
	}
	for _, num := range found {
		return num, nil
	}
	return 0, nil
}

// beginning finds the ids that begin so, two at least where there are several.
func (s *Store) beginning(tx *bbolt.Tx, end string) (map[string]uint64, error) {
	found := make(map[string]uint64)
	s.known(tx).begin(end, found)
	c := tx.Bucket(bucketIDs).Cursor()
	for k, v := c.Seek([]byte(end)); bytes.HasPrefix(k, []byte(end)) && len(found) < 2; k, v = c.Next() {
		num, err := unpin(k, v)
		if err != nil {
			return nil, s.damaged(bucketIDs, k, err)
		}
		found[string(k)] = num
	}
	return found, nil
}

// numberAt finds the item that has an address.
func (s *Store) numberAt(tx *bbolt.Tx, address string) (uint64, error) {
	if canonical := text.Canonical(address); canonical != "" {
		h := hashLink(canonical)
		if v := tx.Bucket(bucketLinks).Get(h[:]); v != nil {
			num, err := unpin(h[:], v)
			if err != nil {
				return 0, s.damaged(bucketLinks, h[:], err)
			}
			return num, nil
		}
		if num, ok := s.known(tx).link(h); ok {
			return num, nil
		}
		if num, ok := s.recent.justFolded(h); ok {
			return num, nil
		}
	}
	return 0, tell(ErrNoItem, nil, "no item has the address %s: koreadesk items lists what is held", address)
}

// Load returns items in the order asked, without those that are gone. Damaged
// ones are left out as well, and named in the error beside the good ones.
func (s *Store) Load(nums []uint64, bodies bool) (records []Record, err error) {
	generation := s.inForce().generation
	var faults []error
	for chunk := range slices.Chunk(nums, mostBatch) {
		err := s.view(func(tx *bbolt.Tx) error {
			for _, num := range chunk {
				r, ok, err := s.readRecord(tx, generation, num, bodies)
				switch {
				case unlessDamaged(err) != nil:
					return err
				case err != nil:
					faults = append(faults, err)
				case ok:
					records = append(records, r)
				}
			}
			return nil
		})
		if err != nil {
			return records, err
		}
	}
	return records, errors.Join(faults...)
}

// Items gives out the items a query selects, the newest first by first seen,
// without bodies. It reads in short transactions. A damaged record ends as an
// error, and the rest follows.
func (s *Store) Items(q Query) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		given, below := 0, uint64(0)
		for {
			page, next, err := s.itemPage(q, below)
			if err != nil {
				yield(Record{}, err)
				return
			}
			for _, r := range page {
				if r.err == nil && !q.selects(r.Record) {
					continue
				}
				if !yield(r.Record, r.err) {
					return
				}
				if given++; given == q.Most {
					return
				}
			}
			if below = next; below == 0 {
				return
			}
		}
	}
}

// listed is an item or why it cannot be read.
type listed struct {
	Record
	err error
}

// clockSlack is how far first seen may run against the order of arrival, as
// when a clock is set back, before a list by date ends too early.
const clockSlack = 25 * time.Hour

// itemPage reads the next items with numbers below one; 0 is from the end.
// next is 0 when there are no more.
func (s *Store) itemPage(q Query, below uint64) (page []listed, next uint64, err error) {
	generation := s.inForce().generation
	err = s.view(func(tx *bbolt.Tx) error {
		c := tx.Bucket(bucketItems).Cursor()
		k, _ := c.Last()
		if below > 0 {
			c.Seek(key8(below))
			k, _ = c.Prev()
		}
		for ; k != nil; k, _ = c.Prev() {
			r, _, err := s.readRecord(tx, generation, number(k), false)
			if unlessDamaged(err) != nil {
				return err
			}
			if err == nil && !q.Since.IsZero() && r.Item.FirstSeen.Before(q.Since.Add(-clockSlack)) {
				return nil
			}
			if r.Item.Into != "" {
				continue
			}
			page = append(page, listed{r, err})
			if len(page) == mostBatch {
				next = number(k)
				return nil
			}
		}
		return nil
	})
	return page, next, err
}

func (q Query) selects(r Record) bool {
	switch {
	case q.Source != "" && !slices.ContainsFunc(r.Item.Sightings, func(s news.Sighting) bool { return s.Source == q.Source }):
		return false
	case q.Tag != "" && !slices.Contains(r.Verdict.TagIDs(), q.Tag):
		return false
	case q.Theme != "" && !slices.Contains(r.Verdict.Themes, q.Theme):
		return false
	}
	return q.Since.IsZero() || !r.Item.FirstSeen.Before(q.Since)
}

// Versions returns the texts an item had before, the oldest first; at most the
// last ten are kept.
func (s *Store) Versions(num uint64) (versions []news.Version, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		prefix := key8(num)
		c := tx.Bucket(bucketVersions).Cursor()
		for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = c.Next() {
			b, err := s.press.unframe(k, v)
			if err != nil {
				return s.damaged(bucketVersions, k, err)
			}
			one, err := decodeVersion(versionOf(k), b)
			if err != nil {
				return s.damaged(bucketVersions, k, err)
			}
			versions = append(versions, one)
		}
		return nil
	})
	return versions, err
}
