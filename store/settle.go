package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// mostSettled is how many items a Settle takes when it is not told.
const mostSettled = 500

// Settle judges up to most items that the journal names and writes their
// verdicts, and into the ledgers of themes what differs from them. An item that
// arrived, changed or was edited enters a theme now; one of a first fetch
// enters it on its own date. Judging happens outside any transaction; an item
// that changes meanwhile is in the journal again. A record that is damaged is
// passed over and named by Stats. Where it breaks off it returns what it has
// written all the same.
func (s *Store) Settle(ctx context.Context, themes []news.Theme, judge Judge, now time.Time, most int) (Settled, error) {
	s.settling.Lock()
	defer s.settling.Unlock()
	if most <= 0 {
		most = mostSettled
	}
	t := &sitting{s: s, themes: themes, judge: judge, now: second(now), generation: s.inForce().generation}
	if err := t.begin(most); err != nil || t.journal.empty() {
		return Settled{}, err
	}
	if err := t.run(ctx); err != nil {
		return t.out, fmt.Errorf("settle: %w", err)
	}
	return t.out, nil
}

// batch is a number of items being judged.
type batch struct {
	journalled
	items    []news.Item
	leads    []uint32 // source numbers of their leads
	edits    map[uint64][]news.Edit
	verdicts []news.Verdict
}

// Skim says whether the judge of the next Settle or Regenerate does without
// bodies: to read and inflate them is a third of what it costs.
func (s *Store) Skim(on bool) { s.skim.Store(on) }

func (s *Store) readBatch(tx *bbolt.Tx, nums []uint64) (b batch, err error) {
	b.edits = make(map[uint64][]news.Edit)
	b.items, b.leads = make([]news.Item, 0, len(nums)), make([]uint32, 0, len(nums))
	for _, num := range nums {
		h, err := s.readHead(tx, num)
		if unlessDamaged(err) != nil {
			return b, err
		}
		if h == nil {
			continue
		}
		i, err := s.whole(tx, h, !s.skim.Load())
		if unlessDamaged(err) != nil {
			return b, err
		}
		if err != nil {
			continue
		}
		edits, err := s.readEdits(tx, num)
		if unlessDamaged(err) != nil {
			return b, err
		}
		if err != nil {
			continue // without an editor's word it might be shown that was hidden
		}
		if len(edits) > 0 {
			b.edits[num] = edits
		}
		b.items, b.leads = append(b.items, i), append(b.leads, h.lead)
	}
	return b, nil
}

func (b *batch) judge(judge Judge) error {
	if len(b.items) == 0 {
		return nil
	}
	b.verdicts = judge(b.items, b.edits)
	if len(b.verdicts) != len(b.items) {
		return fmt.Errorf("judge: %d verdicts on %d items", len(b.verdicts), len(b.items))
	}
	for n, v := range b.verdicts {
		if v.Item != b.items[n].Num {
			return fmt.Errorf("judge: verdict %d is on item %d, not %d", n, v.Item, b.items[n].Num)
		}
	}
	return nil
}

// settle writes a batch: verdicts and ledgers. The dates of what enters are
// written as well, or where there is a late, added to it.
func (w *work) settle(themes []news.Theme, b *batch, generation uint64, now time.Time, late []dates) (Settled, error) {
	out := Settled{Items: len(b.items)}
	if err := w.putVerdicts(generation, b.verdicts); err != nil {
		return out, err
	}
	for at, t := range themes {
		l, err := w.ledger(t)
		if err != nil {
			return out, err
		}
		if err := w.sameClock(l, t); err != nil {
			return out, err
		}
		if late != nil {
			l.late = &late[at]
		}
		holds := false
		for n := range b.items {
			out.Edited = out.Edited || b.why[b.items[n].Num] == edited
			in, entered, err := w.place(l, t, b, n, now)
			if err = unlessDamaged(err); err != nil {
				return out, err
			}
			holds = holds || in
			if entered {
				out.Entered++
			}
		}
		if err := l.flush(); err != nil {
			return out, err
		}
		if holds || l.dirty {
			out.Themes = append(out.Themes, t.ID)
		}
	}
	return out, nil
}

// settled notes the last line of the journal that is done with.
func (w *work) settled(line uint64) error {
	w.s.mu.Lock()
	keep := w.s.rules.keep
	w.s.mu.Unlock()
	upTo := line
	if keep > 0 {
		upTo = min(upTo, keep-1)
	}
	return first(meta{w.tx.Bucket(bucketMeta)}.set(metaSettled, line), forget(w.tx, upTo))
}

func (w *work) putVerdicts(generation uint64, vs []news.Verdict) error {
	b := w.tx.Bucket(bucketVerdicts).Bucket(key8(generation))
	if b == nil {
		return fmt.Errorf("verdicts of generation %d: %w", generation, ErrDamaged)
	}
	b.FillPercent = fullPage
	for _, v := range vs {
		k := key8(v.Item)
		if err := b.Put(k, frame(k, encodeVerdict(v))); err != nil {
			return err
		}
	}
	return nil
}

// place writes the difference between a verdict and a theme's ledger.
func (w *work) place(l *ledger, t news.Theme, b *batch, n int, now time.Time) (in, entered bool, err error) {
	i, why := b.items[n], b.why[b.items[n].Num]
	old, was, err := l.stay(i.Num)
	if err != nil {
		return false, false, err
	}
	in = slices.Contains(b.verdicts[n].Themes, t.ID)
	switch {
	case was && !in:
		return false, false, w.leave(l, i.Num, old, now)
	case !was && in:
		at, because := now, why.why()
		if why == backfill {
			at = i.Date()
		}
		if err := l.enter(i, b.leads[n], t.At(i, at), at, because); err != nil {
			return true, true, err
		}
		return true, true, w.markEntered(i.Num, at)
	case in:
		next := old
		next.touched, next.source = later(old.touched, i.Updated), b.leads[n]
		return true, false, l.renew(i.Num, old, next)
	}
	return false, false, nil
}

// markEntered freezes an item's title and link, with the date of its first
// entering.
func (w *work) markEntered(num uint64, at time.Time) error {
	k := key8(num)
	b := w.tx.Bucket(bucketEntered)
	if b.Get(k) != nil {
		return nil
	}
	return b.Put(k, pin(k, uint64(at.Unix())))
}

// why is a reason as a ledger states it.
func (r reason) why() string {
	switch r {
	case arrived:
		return news.WhyArrived
	case backfill:
		return news.WhyBackfill
	case edited:
		return news.WhyEdit
	}
	return news.WhyChanged
}
