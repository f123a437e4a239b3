package store

import (
	"bytes"
	"slices"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// openLedgers opens the ledger of every configured theme, under its earlier id
// where it has a new one, and retires those of themes that are no more.
func (r *renewal) openLedgers(w *work) ([]*ledger, error) {
	lines := make(map[string]themeLine)
	err := w.tx.Bucket(bucketThemes).ForEach(func(k, _ []byte) error {
		t, _, err := w.s.readTheme(w.tx, string(k))
		lines[string(k)] = t
		return err
	})
	if err != nil {
		return nil, err
	}
	configured := make(map[string]bool, len(r.themes))
	for _, t := range r.themes {
		configured[t.ID] = true
	}
	ledgers := make([]*ledger, len(r.themes))
	for n, t := range r.themes {
		revived, err := w.adopt(t, lines, configured)
		if err != nil {
			return nil, err
		}
		if ledgers[n], err = w.ledger(t); err != nil {
			return nil, err
		}
		ledgers[n].dirty = revived
		w.left[t.ID] = true // it may have another ledger than before
		if err := first(w.remember(ledgers[n], t), w.sameClock(ledgers[n], t)); err != nil {
			return nil, err
		}
	}
	for id, line := range lines {
		if !configured[id] && !line.retired {
			line.retired = true
			if err := w.putTheme(id, line); err != nil {
				return nil, err
			}
		}
	}
	return ledgers, nil
}

// adopt gives a theme the ledger it had under an earlier id, or before it was
// retired; it reports whether the theme is new to the present rules.
func (w *work) adopt(t news.Theme, lines map[string]themeLine, configured map[string]bool) (bool, error) {
	line, known := lines[t.ID]
	for _, was := range t.Was {
		if known || configured[was] {
			continue
		}
		if line, known = lines[was]; known {
			line.retired = true // it is written below
			delete(lines, was)
			if err := w.tx.Bucket(bucketThemes).Delete([]byte(was)); err != nil {
				return false, err
			}
		}
	}
	if !known || !line.retired {
		return !known, nil
	}
	line.retired = false
	delete(lines, t.ID)
	return true, w.putTheme(t.ID, line)
}

// remember keeps a theme's earlier ids and whether it is private, for the time
// when it is configured no more.
func (w *work) remember(l *ledger, t news.Theme) error {
	before := encodeThemeLine(l.about)
	l.about.private = !t.Token.IsZero()
	for _, id := range t.Was {
		if !slices.Contains(l.about.was, id) {
			l.about.was = append(l.about.was, id)
		}
	}
	if bytes.Equal(encodeThemeLine(l.about), before) {
		return nil
	}
	return w.putTheme(l.id, l.about)
}

// sameClock orders a ledger anew where its theme goes by another clock now.
func (w *work) sameClock(l *ledger, t news.Theme) error {
	if l.about.clock == clockOf(t) {
		return nil
	}
	var nums []uint64
	err := l.member.ForEach(func(k, _ []byte) error {
		nums = append(nums, number(k))
		return nil
	})
	if err != nil {
		return err
	}
	for _, num := range nums {
		if err := unlessDamaged(w.reorder(l, t, num)); err != nil {
			return err
		}
	}
	l.about.clock, l.dirty = clockOf(t), true
	return first(l.flush(), w.putTheme(t.ID, l.about))
}

func (w *work) reorder(l *ledger, t news.Theme, num uint64) error {
	old, in, err := l.stay(num)
	if err != nil || !in {
		return err
	}
	h, err := w.s.readHead(w.tx, num)
	if err != nil || h == nil {
		return err
	}
	p, err := l.place(l.log, key8(old.n))
	if err != nil {
		return err
	}
	next := old
	next.at = t.At(h.item, p.Entered)
	return l.renew(num, old, next)
}

// difference is an item that enters or leaves a theme by new rules.
type difference struct {
	ledger int
	num    uint64
	enter  bool
}

// front is how far a ledger's members have been compared with the verdicts.
type front struct {
	c *bbolt.Cursor
	k []byte
}

// upTo moves on to num and reports whether it is a member.
func (f *front) upTo(num []byte) bool {
	for f.k != nil && bytes.Compare(f.k, num) < 0 {
		f.k, _ = f.c.Next()
	}
	return bytes.Equal(f.k, num)
}

// level writes the differences between the new verdicts and the ledgers. Items
// that wait to be settled are left to Settle, which knows why they came.
func (r *renewal) level(w *work, ledgers []*ledger, pending map[uint64]reason) error {
	fronts := make([]front, len(ledgers))
	for n, l := range ledgers {
		c := l.member.Cursor()
		k, _ := c.First()
		fronts[n] = front{c, k}
	}
	var differences []difference
	verdicts := w.tx.Bucket(bucketVerdicts).Bucket(key8(r.generation))
	err := verdicts.ForEach(func(k, _ []byte) error {
		num := number(k)
		if _, waits := pending[num]; waits {
			return nil
		}
		v, err := w.s.readVerdict(w.tx, r.generation, num)
		if err != nil {
			return err
		}
		for n, t := range r.themes {
			want := slices.Contains(v.Themes, t.ID)
			if want != fronts[n].upTo(k) {
				differences = append(differences, difference{n, num, want})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, d := range differences {
		if err := r.apply(w, ledgers[d.ledger], r.themes[d.ledger], d); err != nil {
			return err
		}
	}
	for _, l := range ledgers {
		if err := l.flush(); err != nil {
			return err
		}
	}
	return nil
}

func (r *renewal) apply(w *work, l *ledger, t news.Theme, d difference) error {
	if !d.enter {
		st, in, err := l.stay(d.num)
		if err != nil || !in {
			return unlessDamaged(err)
		}
		return w.leave(l, d.num, st, r.now)
	}
	h, err := w.s.readHead(w.tx, d.num)
	if err != nil || h == nil {
		return unlessDamaged(err)
	}
	at := h.item.Date()
	if err := l.enter(h.item, h.lead, t.At(h.item, at), at, news.WhyRules); err != nil {
		return err
	}
	return w.markEntered(d.num, at)
}
