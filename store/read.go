package store

import (
	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// payload reads the record under k; nil without an error is none.
func (s *Store) payload(b *bbolt.Bucket, bucket, k []byte) ([]byte, error) {
	if b == nil {
		return nil, nil
	}
	return s.opened(bucket, k, b.Get(k))
}

// opened is what a record that stands under k says; nil is none.
func (s *Store) opened(bucket, k, v []byte) ([]byte, error) {
	if v == nil {
		return nil, nil
	}
	p, err := s.press.unframe(k, v)
	if err != nil {
		return nil, s.damaged(bucket, k, err)
	}
	return p, nil
}

// readHead reads an item's record; nil without an error means it is gone.
func (s *Store) readHead(tx *bbolt.Tx, num uint64) (*head, error) {
	k := key8(num)
	return s.headOf(k, tx.Bucket(bucketItems).Get(k))
}

// headOf is an item's record as it stands under k.
func (s *Store) headOf(k, v []byte) (*head, error) {
	b, err := s.opened(bucketItems, k, v)
	if b == nil || err != nil {
		return nil, err
	}
	h, err := decodeHead(number(k), b)
	if err != nil {
		return nil, s.damaged(bucketItems, k, err)
	}
	return h, nil
}

func (s *Store) readBody(tx *bbolt.Tx, h *head) (news.Raw, error) {
	if !h.brief.IsZero() {
		return h.brief, nil
	}
	k := key8(h.item.Num)
	b, err := s.payload(tx.Bucket(bucketBodies), bucketBodies, k)
	if b == nil || err != nil {
		return news.Raw{}, err
	}
	r, err := decodeRaw(b)
	if err != nil {
		return news.Raw{}, s.damaged(bucketBodies, k, err)
	}
	return r, nil
}

// readItem reads an item whole; ok is false when it is gone.
func (s *Store) readItem(tx *bbolt.Tx, num uint64, bodies bool) (i news.Item, ok bool, err error) {
	h, err := s.readHead(tx, num)
	if h == nil || err != nil {
		return news.Item{}, false, err
	}
	i, err = s.whole(tx, h, bodies)
	return i, err == nil, err
}

// whole completes an item by what stands beside its head.
func (s *Store) whole(tx *bbolt.Tx, h *head, bodies bool) (i news.Item, err error) {
	i = s.fill(h)
	into, err := s.survivor(tx, i.Num)
	if err != nil {
		return i, err
	}
	if into != i.Num {
		other, err := s.readHead(tx, into)
		if err != nil {
			return i, err
		}
		if other != nil {
			i.Into = s.fullID(other.item.ID)
		}
	}
	i.Entered = tx.Bucket(bucketEntered).Get(key8(i.Num)) != nil
	if bodies && h.body {
		i.Body, err = s.readBody(tx, h)
	}
	return i, err
}

// readVerdict reads an item's verdict by the present rules; zero is none yet. Items
// are judged in their order, so one that later items have is lost.
func (s *Store) readVerdict(tx *bbolt.Tx, generation, num uint64) (v news.Verdict, err error) {
	k, verdicts := key8(num), tx.Bucket(bucketVerdicts).Bucket(key8(generation))
	b, err := s.payload(verdicts, bucketVerdicts, k)
	if err != nil {
		return v, err
	}
	if b == nil {
		if verdicts != nil && lastJudged(tx, verdicts) > num {
			err = s.damaged(bucketVerdicts, k, errLost)
		}
		return v, err
	}
	v, err = decodeVerdict(num, b)
	if err != nil {
		return news.Verdict{}, s.damaged(bucketVerdicts, k, err)
	}
	return v, nil
}

// lastJudged is the last item that has a verdict. A number beyond that of the last
// item is no item's.
func lastJudged(tx *bbolt.Tx, verdicts *bbolt.Bucket) uint64 {
	c := verdicts.Cursor()
	k, _ := c.Seek(key8(tx.Bucket(bucketItems).Sequence() + 1))
	if k == nil {
		k, _ = c.Last()
	} else {
		k, _ = c.Prev()
	}
	return number(k)
}

func (s *Store) readRecord(tx *bbolt.Tx, generation, num uint64, bodies bool) (r Record, ok bool, err error) {
	if r.Item, ok, err = s.readItem(tx, num, bodies); err != nil || !ok {
		return Record{}, false, err
	}
	r.Verdict, err = s.readVerdict(tx, generation, num)
	return r, err == nil, err
}

// inForce are the rules whose verdicts count now.
func (s *Store) inForce() rules {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rules
}

// Generation is the number of the rules in force, and the fingerprint that was
// given for them; a new file has generation 1 with no rules.
func (s *Store) Generation() (n uint64, rules string) {
	r := s.inForce()
	return r.generation, r.print
}
