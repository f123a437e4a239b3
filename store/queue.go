package store

import (
	"encoding/binary"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
)

// decline keeps two items from being proposed as one story.
func (w *work) decline(a, b uint64, now time.Time) error {
	return w.putProposal(pair(min(a, b), max(a, b)), Proposal{Why: declined, Since: second(now)})
}

// Proposal is two items that may be one story: only an editor can tell.
type Proposal struct {
	Items [2]Record // the older one first
	Why   string
	Since time.Time

	apart uint64 // the edit that says they are not; 0 is none
}

// declined reports whether an editor has said that the two are not one story.
func (p Proposal) declined() bool { return p.apart != 0 || p.Why == declined }

// proposal reads what stands in the queue under two numbers; zero is nothing.
func (w *work) proposal(k []byte) (p Proposal, err error) {
	b, err := w.s.payload(w.tx.Bucket(bucketQueue), bucketQueue, k)
	if b == nil || err != nil {
		return p, err
	}
	if p, err = decodeProposal(b); err != nil {
		err = w.s.damaged(bucketQueue, k, err)
	}
	return p, err
}

func (w *work) putProposal(k []byte, p Proposal) error {
	return w.tx.Bucket(bucketQueue).Put(k, frame(k, encodeProposal(p)))
}

// propose notes that two items may be one story; the first reason stays.
func (w *work) propose(a, b uint64, why string, now time.Time) error {
	k := pair(min(a, b), max(a, b))
	if w.standsIn(bucketQueue, k) {
		return nil
	}
	return w.putProposal(k, Proposal{Why: why, Since: second(now)})
}

// stands reports whether there is something to decide.
func (p Proposal) stands() bool {
	for _, r := range p.Items {
		if r.Item.Num == 0 || r.Item.Into != "" {
			return false
		}
	}
	return !p.declined()
}

func encodeProposal(p Proposal) []byte {
	var w wire
	w.str(1, p.Why)
	w.time(2, p.Since)
	w.num(3, p.apart)
	return w
}

func decodeProposal(b []byte) (p Proposal, err error) {
	err = fields(b, func(f field) error {
		switch f.n {
		case 1:
			p.Why = f.s
		case 2:
			return f.into(&p.Since)
		case 3:
			p.apart = f.num
		}
		return nil
	})
	return p, err
}

// proposedItems are the numbers of the two items of a proposal.
func proposedItems(k []byte) (a, b uint64) {
	if len(k) != 16 {
		return 0, 0
	}
	return binary.BigEndian.Uint64(k), binary.BigEndian.Uint64(k[8:])
}

// Queue returns the proposals that wait for an editor, in order of the older
// item. One whose items are gone, or whose record is damaged, is left out.
func (s *Store) Queue() (waiting []Proposal, err error) {
	generation := s.inForce().generation
	err = s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketQueue).ForEach(func(k, v []byte) error {
			p, err := s.readProposal(tx, generation, k, v)
			if err == nil && p.stands() {
				waiting = append(waiting, p)
			}
			return unlessDamaged(err)
		})
	})
	if err != nil {
		return nil, fmt.Errorf("queue: %w", err)
	}
	return waiting, nil
}

func (s *Store) readProposal(tx *bbolt.Tx, generation uint64, k, v []byte) (p Proposal, err error) {
	b, err := s.press.unframe(k, v)
	if err == nil {
		p, err = decodeProposal(b)
	}
	if err != nil {
		return p, s.damaged(bucketQueue, k, err)
	}
	x, y := proposedItems(k)
	for n, num := range []uint64{x, y} {
		r, ok, err := s.readRecord(tx, generation, num, false)
		if err != nil {
			return p, err
		}
		if ok {
			p.Items[n] = r
		}
	}
	return p, nil
}
