package store

import (
	"context"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

const (
	mostPortion = 2000 // items that one transaction of a Settle takes: few enough that a poll waits a tenth of a second for the writer
	mostDates   = 8000 // entries of the indexes by date that one takes, which are far shorter
)

// sitting is a Settle under way. The dates of items that arrive together fall
// everywhere: a transaction of a few thousand would write nearly all pages of the
// ledgers' indexes by date anew. So where there are several portions of items,
// the dates of what enters are gathered, sorted and written at last, each page
// once. The journal is done with only then: should that never happen, the items
// are settled again, which gives those their dates that lack them.
type sitting struct {
	s          *Store
	themes     []news.Theme
	judge      Judge
	now        time.Time
	generation uint64

	journal journalled
	late    []dates // by theme
	stale   bool    // a Regenerate came between
	out     Settled
}

// begin takes from the journal which items are to be judged.
func (t *sitting) begin(most int) error {
	return t.s.view(func(tx *bbolt.Tx) error {
		settled, err := meta{tx.Bucket(bucketMeta)}.get(metaSettled)
		if err != nil {
			return t.s.damaged(bucketMeta, metaSettled, err)
		}
		t.journal = t.s.readJournal(tx, settled+1, most)
		return nil
	})
}

func (t *sitting) run(ctx context.Context) error {
	if len(t.journal.nums) <= t.s.portion {
		return t.portion(ctx, t.journal.nums, true)
	}
	t.late = make([]dates, len(t.themes))
	for nums := range slices.Chunk(t.journal.nums, t.s.portion) {
		if err := t.portion(ctx, nums, false); err != nil || t.stale {
			return err
		}
		if err := context.Cause(ctx); err != nil { // judging is long
			return err
		}
	}
	return t.date(ctx)
}

// portion has some of the items judged and writes what comes of it.
func (t *sitting) portion(ctx context.Context, nums []uint64, last bool) error {
	var b batch
	err := t.s.view(func(tx *bbolt.Tx) (err error) {
		b, err = t.s.readBatch(tx, nums)
		return err
	})
	if err != nil {
		return err
	}
	b.journalled = t.journal
	if err := b.judge(t.judge); err != nil {
		return err
	}
	var done Settled
	err = t.write(ctx, func(w *work) (err error) {
		if done, err = w.settle(t.themes, &b, t.generation, t.now, t.late); err == nil && last {
			err = w.settled(t.journal.last)
		}
		return err
	})
	if err == nil && !t.stale {
		t.out.add(done)
		t.out.More = last && t.journal.more
	}
	return err
}

// write runs do in a transaction, unless a Regenerate came between.
func (t *sitting) write(ctx context.Context, do func(w *work) error) error {
	return t.s.perform(ctx, &job{do: func(w *work) error {
		if t.stale = t.s.inForce().generation != t.generation; t.stale {
			t.out.More = true
			return nil
		}
		return do(w)
	}})
}

// date writes the dates that were gathered, and ends the sitting.
func (t *sitting) date(ctx context.Context) error {
	all := make([]int, len(t.late))
	for n := range t.late {
		t.late[n].sort()
		all[n] = len(t.late[n].clock)
	}
	for last := false; !last; {
		var some []dates
		some, last = t.cut(t.s.portion * mostDates / mostPortion)
		err := t.write(ctx, func(w *work) error {
			for n, theme := range t.themes {
				if some[n].len() == 0 {
					continue
				}
				l, err := w.ledger(theme)
				if err == nil {
					l.fill(all[n])
					err = l.index(some[n])
				}
				if err != nil {
					return err
				}
			}
			if !last {
				return nil
			}
			return w.settled(t.journal.last)
		})
		if err != nil || t.stale {
			return err
		}
	}
	t.out.More = t.journal.more
	return nil
}

// cut takes at most so many of the first dates that were gathered, and says
// whether these are the last.
func (t *sitting) cut(most int) (some []dates, last bool) {
	some, last = make([]dates, len(t.late)), true
	take := func(from *[]dated) (taken []dated) {
		n := min(most, len(*from))
		taken, *from, most = (*from)[:n], (*from)[n:], most-n
		last = last && len(*from) == 0
		return taken
	}
	for n := range t.late {
		some[n] = dates{take(&t.late[n].clock), take(&t.late[n].touch)}
	}
	return some, last
}

// add counts what another transaction has settled.
func (s *Settled) add(more Settled) {
	s.Items += more.Items
	s.Entered += more.Entered
	s.Edited = s.Edited || more.Edited
	for _, theme := range more.Themes {
		if !slices.Contains(s.Themes, theme) {
			s.Themes = append(s.Themes, theme)
		}
	}
}
