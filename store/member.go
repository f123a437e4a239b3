package store

import (
	"bytes"
	"errors"
	"iter"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// mostBatch is how many records one read transaction gives out: it must not
// last as long as its caller takes.
const mostBatch = 128

// Newest gives the items in a theme, newest first by the theme's clock, then
// by number. It reads in short transactions: what changes meanwhile may be
// seen or not. A damaged record ends as an error, and the rest follows.
func (s *Store) Newest(theme string) iter.Seq2[news.Member, error] {
	return s.members(theme, bucketClock, 0)
}

// Touched gives the items in a theme that entered it or changed since then,
// the latest first.
func (s *Store) Touched(theme string, since time.Time) iter.Seq2[news.Member, error] {
	return s.members(theme, bucketTouched, newest(since))
}

// members walks an index of a theme's ledger, up to the date in until; 0 is
// without end.
func (s *Store) members(theme string, index []byte, until uint64) iter.Seq2[news.Member, error] {
	return func(yield func(news.Member, error) bool) {
		var from []byte
		for {
			var page []news.Member
			var faults []error
			more := false
			err := s.view(func(tx *bbolt.Tx) error {
				l, err := s.readLedger(tx, theme)
				if l == nil || err != nil {
					return err
				}
				from, more = l.walk(index, from, until, func(num uint64, st stay, err error) {
					m := news.Member{}
					if err == nil {
						m, err = l.memberOf(st)
					}
					if err != nil {
						faults = append(faults, err)
					} else {
						page = append(page, m)
					}
				})
				return nil
			})
			if err != nil {
				yield(news.Member{}, err)
				return
			}
			for _, m := range page {
				if !yield(m, nil) {
					return
				}
			}
			for _, err := range faults {
				if !yield(news.Member{}, err) {
					return
				}
			}
			if !more {
				return
			}
		}
	}
}

// readLedger opens a theme's ledger for reading; nil is none.
func (s *Store) readLedger(tx *bbolt.Tx, theme string) (*ledger, error) {
	about, known, err := s.readTheme(tx, theme)
	if !known || err != nil {
		return nil, err
	}
	b := tx.Bucket(bucketLedgers).Bucket(key4(about.number))
	if b == nil {
		return nil, nil
	}
	return &ledger{s: s, about: about, id: theme, log: b.Bucket(bucketLog), member: b.Bucket(bucketMember),
		clock: b.Bucket(bucketClock), touch: b.Bucket(bucketTouched)}, nil
}

// walk gives out up to mostBatch members of an index from a key on, and says
// where to go on. Who was touched on its own date stands in the clock alone: both
// are walked as one.
func (l *ledger) walk(index, from []byte, until uint64, each func(num uint64, st stay, err error)) (next []byte, more bool) {
	clock, touch := strandOf(bucketClock, l.clock, from), strand{}
	touched := bytes.Equal(index, bucketTouched)
	if touched {
		touch = strandOf(bucketTouched, l.touch, from)
	}
	for n := 0; ; n++ {
		at := clock.before(&touch)
		if len(at.k) != 16 || until != 0 && number(at.k[:8]) > until {
			return nil, false
		}
		if n == mostBatch {
			return bytes.Clone(at.k), true
		}
		num := number(at.k[8:])
		st, err := l.at(at, num)
		if err != nil || !touched || at == &touch || !st.aside() {
			each(num, st, err)
		}
		at.k, at.v = at.c.Next()
	}
}

// at is the stay of the item that an index by date names, where its key is whole.
func (l *ledger) at(s *strand, num uint64) (stay, error) {
	if _, err := unpin(s.k, s.v); err != nil {
		return stay{}, l.s.damaged(l.part(s.name), s.k, err)
	}
	return l.present(num)
}

// strand is one index by date being walked; k is nil at its end.
type strand struct {
	name []byte
	c    *bbolt.Cursor
	k, v []byte
}

func strandOf(name []byte, b *bbolt.Bucket, from []byte) strand {
	s := strand{name: name, c: b.Cursor()}
	s.k, s.v = s.c.Seek(from)
	return s
}

// before is which of two comes next.
func (s *strand) before(o *strand) *strand {
	if o.k != nil && (s.k == nil || bytes.Compare(o.k, s.k) < 0) {
		return o
	}
	return s
}

// present is the stay of an item that is in the theme.
func (l *ledger) present(num uint64) (stay, error) {
	st, in, err := l.stay(num)
	if err == nil && !in {
		err = l.s.damaged(l.part(bucketMember), key8(num), errMalformed)
	}
	return st, err
}

func (l *ledger) readMember(num uint64) (news.Member, error) {
	st, err := l.present(num)
	if err != nil {
		return news.Member{}, err
	}
	return l.memberOf(st)
}

func (l *ledger) memberOf(st stay) (news.Member, error) {
	p, err := l.place(l.log, key8(st.n))
	if err != nil {
		return news.Member{}, err
	}
	return news.Member{Place: p, Source: l.s.name(st.source), At: st.at, Touched: st.touched}, nil
}

// Member is an item's present stay in a theme; ok is false when it is not in it.
func (s *Store) Member(theme string, num uint64) (m news.Member, ok bool, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		l, err := s.readLedger(tx, theme)
		if l == nil || err != nil {
			return err
		}
		if _, ok, err = l.stay(num); err != nil || !ok {
			return err
		}
		m, err = l.readMember(num)
		return err
	})
	return m, ok, err
}

// Lines is how many lines a theme's ledger has.
func (s *Store) Lines(theme string) (n uint64, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		l, err := s.readLedger(tx, theme)
		if l != nil && err == nil {
			n = l.log.Sequence()
		}
		return err
	})
	return n, err
}

// Places returns lines of a theme's ledger from a number on, at most so many;
// most 0 is all. A damaged line is left out, with an error.
func (s *Store) Places(theme string, from uint64, most int) (places []news.Place, err error) {
	var faults []error
	err = s.view(func(tx *bbolt.Tx) error {
		l, err := s.readLedger(tx, theme)
		if l == nil || err != nil {
			return err
		}
		c := l.log.Cursor()
		for k, _ := c.Seek(key8(from)); k != nil && (most <= 0 || number(k) < from+uint64(most)); k, _ = c.Next() {
			p, err := l.place(l.log, k)
			switch {
			case unlessDamaged(err) != nil:
				return err
			case err != nil:
				faults = append(faults, err)
			default:
				places = append(places, p)
			}
		}
		return nil
	})
	return places, errors.Join(err, errors.Join(faults...))
}

// Latest gives the items in a theme that entered it with the line of a number
// or a later one, in the order of the ledger.
func (s *Store) Latest(theme string, from uint64) iter.Seq2[news.Member, error] {
	return func(yield func(news.Member, error) bool) {
		var members []news.Member
		var faults []error
		err := s.view(func(tx *bbolt.Tx) error {
			l, err := s.readLedger(tx, theme)
			if l == nil || err != nil {
				return err
			}
			c := l.log.Cursor()
			for k, _ := c.Seek(key8(from)); k != nil; k, _ = c.Next() {
				p, err := l.place(l.log, k)
				if err == nil && !p.Left.IsZero() {
					continue
				}
				var m news.Member
				if err == nil {
					m, err = l.readMember(p.Item)
				}
				switch {
				case unlessDamaged(err) != nil:
					return err
				case err != nil:
					faults = append(faults, err)
				case m.N == p.N:
					members = append(members, m)
				}
			}
			return nil
		})
		if err != nil {
			faults = append(faults, err)
		}
		for _, m := range members {
			if !yield(m, nil) {
				return
			}
		}
		for _, err := range faults {
			if !yield(news.Member{}, err) {
				return
			}
		}
	}
}
