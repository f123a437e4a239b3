package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// journal checks that what waits to be settled is there.
func (c *checker) journal() error {
	settled, _ := meta{c.tx.Bucket(bucketMeta)}.get(metaSettled)
	b := c.tx.Bucket(bucketJournal)
	if b.Sequence() < settled {
		c.report(bucketJournal, nil, "settled up to %d, but the last line is %d", settled, b.Sequence())
	}
	return c.each(bucketJournal, b, func(k, p []byte) error {
		l, err := decodeLine(p)
		if err == nil && !c.stands(l.num) {
			err = fmt.Errorf("item %d does not exist", l.num)
		}
		return err
	})
}

// waiting is what the journal names after the cursor.
func (c *checker) waiting() map[uint64]reason {
	settled, _ := meta{c.tx.Bucket(bucketMeta)}.get(metaSettled)
	return c.s.readJournal(c.tx, settled+1, 0).why
}

// verdicts checks that every item that is settled has one.
func (c *checker) verdicts() error {
	b := c.tx.Bucket(bucketVerdicts).Bucket(key8(c.generation))
	if b == nil {
		c.report(bucketVerdicts, key8(c.generation), "the verdicts in force are missing")
		return nil
	}
	waits := c.waiting()
	err := c.tx.Bucket(bucketItems).ForEach(func(k, _ []byte) error {
		if _, w := waits[number(k)]; !w && b.Get(k) == nil {
			c.report(bucketVerdicts, k, "the item has no verdict and does not wait for one")
		}
		return nil
	})
	return first(err, c.each(bucketVerdicts, b, func(k, p []byte) error {
		_, err := decodeVerdict(number(k), p)
		if err == nil && !c.stands(number(k)) {
			err = fmt.Errorf("item %d does not exist", number(k))
		}
		return err
	}))
}

// ledgers checks every theme's ledger in itself and against the verdicts.
func (c *checker) ledgers() error {
	return c.each(bucketThemes, c.tx.Bucket(bucketThemes), func(k, p []byte) error {
		about, err := decodeThemeLine(p)
		if err != nil {
			return err
		}
		l, err := c.s.readLedger(c.tx, string(k))
		if err != nil || l == nil {
			return err
		}
		members, err := c.log(l)
		if err != nil {
			return err
		}
		if err := c.members(l, members); err != nil {
			return err
		}
		if !about.retired {
			return c.themeVerdicts(l)
		}
		return nil
	})
}

// log checks the lines of a ledger and returns those of items that are in the
// theme, by item.
func (c *checker) log(l *ledger) (map[uint64]uint64, error) {
	stays, next := make(map[uint64]uint64), uint64(0)
	err := c.each(l.part(bucketLog), l.log, func(k, b []byte) error {
		p, err := decodePlace(number(k), b)
		if err != nil {
			return err
		}
		if p.N != next {
			c.report(l.part(bucketLog), k, "line %d follows line %d", p.N, next)
		}
		next = p.N + 1
		if !p.Left.IsZero() {
			return nil
		}
		if n, twice := stays[p.Item]; twice {
			return fmt.Errorf("item %d is in the theme already by line %d", p.Item, n)
		}
		stays[p.Item] = p.N
		if c.tx.Bucket(bucketEntered).Get(key8(p.Item)) == nil {
			return fmt.Errorf("item %d is not noted to have entered a feed", p.Item)
		}
		return nil
	})
	if l.log.Sequence() != next {
		c.report(l.part(bucketLog), nil, "%d lines, but the next is to be %d", next, l.log.Sequence())
	}
	return stays, err
}

// members checks the index of members and the two indexes by date.
func (c *checker) members(l *ledger, stays map[uint64]uint64) error {
	count := 0
	err := c.each(l.part(bucketMember), l.member, func(k, b []byte) error {
		count++
		num := number(k)
		st, err := decodeStay(b)
		if err != nil {
			return err
		}
		if n, in := stays[num]; !in || n != st.n {
			return fmt.Errorf("line %d of the log does not say that item %d is in the theme", st.n, num)
		}
		for _, index := range []struct {
			b   *bbolt.Bucket
			key []byte
		}{{l.clock, byDate(st.at, num)}, {l.touch, byDate(st.touched, num)}} {
			if n, err := unpin(index.key, index.b.Get(index.key)); err != nil || n != st.n {
				return fmt.Errorf("an index by date leads to line %d, not %d", n, st.n)
			}
		}
		return c.dates(l, num, st)
	})
	if count != len(stays) {
		c.report(l.part(bucketMember), nil, "%d members, but the log has %d", count, len(stays))
	}
	for name, b := range map[string]*bbolt.Bucket{"clock": l.clock, "touched": l.touch} {
		if n := b.Stats().KeyN; n != count {
			c.report(l.part([]byte(name)), nil, "%d entries for %d members", n, count)
		}
	}
	return err
}

// dates checks a member's place on the theme's clock against the item.
func (c *checker) dates(l *ledger, num uint64, st stay) error {
	h := c.head(num)
	if h == nil {
		return nil
	}
	p, err := l.place(l.log, key8(st.n))
	if err != nil {
		return err
	}
	if at := (news.Theme{Date: l.about.clock}).At(h.item, p.Entered); !at.Equal(st.at) {
		return fmt.Errorf("item %d stands at %s, not at %s", num, st.at, at)
	}
	return nil
}

// themeVerdicts checks that the theme holds what the verdicts put there.
func (c *checker) themeVerdicts(l *ledger) error {
	b := c.tx.Bucket(bucketVerdicts).Bucket(key8(c.generation))
	if b == nil {
		return nil
	}
	waits := c.waiting()
	return c.tx.Bucket(bucketItems).ForEach(func(k, _ []byte) error {
		num := number(k)
		if _, w := waits[num]; w {
			return nil
		}
		p, err := c.s.press.unframe(k, b.Get(k))
		if err != nil {
			return nil // verdicts has reported it
		}
		v, err := decodeVerdict(num, p)
		if err != nil {
			return nil
		}
		want, is := slices.Contains(v.Themes, l.id), l.member.Get(k) != nil
		if want != is {
			c.report(l.part(bucketMember), k, "in the theme by verdict: %v, by ledger: %v", want, is)
		}
		return nil
	})
}

// edits checks the index of edits by item.
func (c *checker) edits() error {
	err := c.each(bucketEdits, c.tx.Bucket(bucketEdits), func(k, b []byte) error {
		e, err := decodeEdit(number(k), b)
		if err != nil || e.Item == "" {
			return err
		}
		num, err := c.s.numberOf(c.tx, e.Item)
		if errors.Is(err, ErrNoItem) {
			return nil // it was forgotten, keys and all
		}
		if err == nil && c.tx.Bucket(bucketEdited).Get(pair(num, e.N)) == nil {
			err = fmt.Errorf("it is not found by its item %d", num)
		}
		return err
	})
	return first(err, c.tx.Bucket(bucketEdited).ForEach(func(k, v []byte) error {
		n, err := unpin(k, v)
		if err != nil || len(k) != 16 || !bytes.Equal(k[8:], key8(n)) || c.tx.Bucket(bucketEdits).Get(key8(n)) == nil {
			c.report(bucketEdited, k, "it leads to no edit")
		}
		return nil
	}))
}
