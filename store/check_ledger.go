package store

import (
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
	waits, themes := c.waiting(), c.tx.Bucket(bucketThemes)
	err := c.tx.Bucket(bucketItems).ForEach(func(k, _ []byte) error {
		if _, w := waits[number(k)]; !w && b.Get(k) == nil {
			c.report(bucketVerdicts, k, "the item has no verdict and does not wait for one")
		}
		return nil
	})
	return first(err, c.each(bucketVerdicts, b, func(k, p []byte) error {
		v, err := decodeVerdict(number(k), p)
		if err == nil && !c.stands(number(k)) {
			err = fmt.Errorf("item %d does not exist", number(k))
		}
		for _, id := range v.Themes {
			if themes.Get([]byte(id)) == nil {
				err = fmt.Errorf("theme %s does not exist", id)
			}
		}
		return err
	}))
}

// ledgers checks every theme's ledger in itself and against the verdicts.
func (c *checker) ledgers() error {
	if err := c.ofThemes(bucketLedgers, c.tx.Bucket(bucketLedgers)); err != nil {
		return err
	}
	themes := c.numbered()
	return c.each(bucketThemes, c.tx.Bucket(bucketThemes), func(k, p []byte) error {
		about, err := decodeThemeLine(p)
		if err != nil {
			return err
		}
		if other := themes[about.number]; other != string(k) {
			return fmt.Errorf("it has the number %d of %s", about.number, other)
		}
		l, err := c.s.readLedger(c.tx, string(k))
		if err == nil && (l == nil || l.log == nil || l.member == nil || l.clock == nil || l.touch == nil) {
			err = fmt.Errorf("its ledger is missing")
		}
		if err != nil {
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
		if !c.stands(p.Item) {
			return fmt.Errorf("item %d does not exist", p.Item)
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

// members checks the index of members and the two indexes by date, in which what
// waits to be settled may not stand yet.
func (c *checker) members(l *ledger, stays map[uint64]uint64) error {
	count, dated, aside, waits := 0, 0, 0, c.waiting()
	err := c.each(l.part(bucketMember), l.member, func(k, b []byte) error {
		count++
		num := number(k)
		st, err := decodeStay(b)
		if err != nil {
			return err
		}
		if c.s.name(st.source) == "" {
			return fmt.Errorf("source %d is not known", st.source)
		}
		if n, in := stays[num]; !in || n != st.n {
			return fmt.Errorf("line %d of the log does not say that item %d is in the theme", st.n, num)
		}
		_, w := waits[num]
		if k := byDate(st.at, num); !w || l.clock.Get(k) != nil {
			dated++
			c.dated(l.part(bucketClock), l.clock, k, st)
		}
		if k := byDate(st.touched, num); st.aside() && (!w || l.touch.Get(k) != nil) {
			aside++
			c.dated(l.part(bucketTouched), l.touch, k, st)
		}
		return c.dates(l, num, st)
	})
	if count != len(stays) {
		c.report(l.part(bucketMember), nil, "%d members, but the log has %d", count, len(stays))
	}
	for _, index := range []struct {
		name []byte
		b    *bbolt.Bucket
		want int
	}{{bucketClock, l.clock, dated}, {bucketTouched, l.touch, aside}} {
		if n := index.b.Stats().KeyN; n != index.want {
			c.report(l.part(index.name), nil, "%d entries for %d members", n, index.want)
		}
	}
	return err
}

// dated checks that an index by date leads to a member's line.
func (c *checker) dated(bucket []byte, index *bbolt.Bucket, k []byte, st stay) {
	switch n, err := unpin(k, index.Get(k)); {
	case index.Get(k) == nil:
		c.report(bucket, k, "it is missing, though line %d of the log is a member's", st.n)
	case err != nil:
		c.report(bucket, k, "%v", err)
	case n != st.n:
		c.report(bucket, k, "it leads to line %d, not %d", n, st.n)
	}
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
