package store

import (
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"
)

// reason is why the journal names an item. The numbers stand in the file.
type reason byte

const (
	arrived  reason = 1 // a new item
	backfill reason = 2 // a new item, or a new sighting, of a first fetch
	changed  reason = 3 // a reader would notice
	joined   reason = 4 // another source, or other labels: its tags may differ
	edited   reason = 5 // an editor's act
)

// line is one line of the journal.
type line struct {
	num uint64
	why reason
}

// note adds a line to the journal.
func (w *work) note(num uint64, why reason) { w.journal = append(w.journal, line{num, why}) }

func (w *work) flushJournal() error {
	b := w.tx.Bucket(bucketJournal)
	for _, l := range w.journal {
		seq, err := b.NextSequence()
		if err != nil {
			return err
		}
		k := key8(seq)
		if err := b.Put(k, frame(k, encodeLine(l))); err != nil {
			return err
		}
	}
	return nil
}

func encodeLine(l line) []byte {
	return binary.AppendUvarint([]byte{byte(l.why)}, l.num)
}

func decodeLine(b []byte) (line, error) {
	if len(b) < 2 {
		return line{}, fmt.Errorf("%w: no journal line", errMalformed)
	}
	num, n := binary.Uvarint(b[1:])
	if n != len(b)-1 {
		return line{}, fmt.Errorf("%w: no journal line", errMalformed)
	}
	return line{num, reason(b[0])}, nil
}

// journalled is what the journal says of one item: the strongest reason.
type journalled struct {
	nums []uint64 // in order of their first line
	why  map[uint64]reason
	from uint64 // the first line asked for
	last uint64 // the last line read; from-1 when there was none
	more bool
}

// empty reports whether no line was read, not even a damaged one.
func (j journalled) empty() bool { return j.last < j.from }

// stronger says which of two reasons decides on the date an item enters a
// theme with: an editor's act and an arrival are news; a first fetch is not,
// even when the text has changed since.
func stronger(a, b reason) reason {
	for _, r := range []reason{edited, arrived, backfill, changed} {
		if a == r || b == r {
			return r
		}
	}
	return joined
}

// readJournal reads the lines from a number on, of at most so many items.
func (s *Store) readJournal(tx *bbolt.Tx, from uint64, most int) (j journalled) {
	j.why, j.from, j.last = make(map[uint64]reason), from, from-1
	c := tx.Bucket(bucketJournal).Cursor()
	for k, v := c.Seek(key8(from)); k != nil; k, v = c.Next() {
		b, err := s.press.unframe(k, v)
		var l line
		if err == nil {
			l, err = decodeLine(b)
		}
		if err != nil {
			_ = s.damaged(bucketJournal, k, err)
			j.last = number(k)
			continue
		}
		why, named := j.why[l.num]
		if !named && most > 0 && len(j.nums) >= most {
			j.more = true
			return j
		}
		j.last = number(k)
		if !named {
			j.nums = append(j.nums, l.num)
			why = l.why
		}
		j.why[l.num] = stronger(why, l.why)
	}
	return j
}

// forget removes lines that were settled.
func forget(tx *bbolt.Tx, upTo uint64) error {
	c := tx.Bucket(bucketJournal).Cursor()
	for k, _ := c.First(); k != nil && number(k) <= upTo; k, _ = c.First() {
		if err := c.Delete(); err != nil {
			return err
		}
	}
	return nil
}
