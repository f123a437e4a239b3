package store

import (
	"context"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// fewLeft is how many items the last transaction of a Regenerate may judge.
const fewLeft = 100

// Regenerate judges every item by new rules, whose fingerprint is kept. The
// verdicts of the rules in force stay whole while it runs, and Settle goes on
// with them; one transaction at the end switches verdicts, ledgers and clocks.
// What the rules bring into a theme enters it on its own date. It returns the
// themes whose ledger or order changed. Progress, which may be nil, is told
// after every batch. When it fails or ctx ends, nothing has changed.
func (s *Store) Regenerate(ctx context.Context, rules string, themes []news.Theme, judge Judge, now time.Time,
	progress func(done, total int)) (changed []string, err error) {
	s.regenerating.Lock()
	defer s.regenerating.Unlock()
	r := &renewal{s: s, rules: rules, themes: themes, judge: judge, now: second(now), generation: s.inForce().generation + 1}
	defer func() {
		s.mu.Lock()
		s.rules.keep = 0
		s.mu.Unlock()
		if err != nil {
			_ = s.write(r.drop) // else Open drops it
		}
	}()
	if err := s.write(r.begin); err != nil {
		return nil, fmt.Errorf("judge all items: %w", err)
	}
	if err := r.all(ctx, progress); err != nil {
		return nil, fmt.Errorf("judge all items: %w", err)
	}
	if err := r.catchUp(ctx); err != nil {
		return nil, fmt.Errorf("judge all items: %w", err)
	}
	if err := s.perform(ctx, &job{do: r.change, after: r.stand}); err != nil {
		return nil, fmt.Errorf("switch to new rules: %w", err)
	}
	return r.changed, nil
}

// renewal is a Regenerate under way.
type renewal struct {
	s          *Store
	rules      string
	themes     []news.Theme
	judge      Judge
	now        time.Time
	generation uint64 // the one being made
	line       uint64 // of the journal, from where items were judged too early
	changed    []string
}

// begin makes room for the verdicts and holds the journal, so that what arrives
// from here on is known at the end.
func (r *renewal) begin(w *work) error {
	if err := r.drop(w); err != nil {
		return err
	}
	if _, err := w.tx.Bucket(bucketVerdicts).CreateBucket(key8(r.generation)); err != nil {
		return err
	}
	r.line = w.tx.Bucket(bucketJournal).Sequence() + 1
	r.s.mu.Lock()
	r.s.rules.keep = r.line
	r.s.mu.Unlock()
	return nil
}

func (r *renewal) drop(w *work) error {
	b := w.tx.Bucket(bucketVerdicts)
	if k := key8(r.generation); b.Bucket(k) != nil && r.s.inForce().generation != r.generation {
		return b.DeleteBucket(k)
	}
	return nil
}

// all judges every item there is.
func (r *renewal) all(ctx context.Context, progress func(done, total int)) error {
	done, from := 0, uint64(0)
	for {
		var b batch
		total := 0
		err := r.s.view(func(tx *bbolt.Tx) (err error) {
			total = int(tx.Bucket(bucketItems).Sequence())
			var nums []uint64
			c := tx.Bucket(bucketItems).Cursor()
			for k, _ := c.Seek(key8(from)); k != nil && len(nums) < mostSettled; k, _ = c.Next() {
				nums = append(nums, number(k))
			}
			b, err = r.s.readBatch(tx, nums)
			b.nums = nums
			return err
		})
		if err != nil {
			return err
		}
		if len(b.nums) == 0 {
			return nil
		}
		if err := r.write(ctx, &b); err != nil {
			return err
		}
		from = b.nums[len(b.nums)-1] + 1
		done += len(b.nums)
		if progress != nil {
			progress(done, max(done, total))
		}
	}
}

// write judges a batch and writes its verdicts into the new generation.
func (r *renewal) write(ctx context.Context, b *batch) error {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	if err := b.judge(r.judge); err != nil {
		return err
	}
	return r.s.perform(ctx, &job{do: func(w *work) error { return w.putVerdicts(r.generation, b.verdicts) }})
}

// catchUp judges again what the journal named meanwhile, until little is left.
func (r *renewal) catchUp(ctx context.Context) error {
	for {
		var b batch
		err := r.s.view(func(tx *bbolt.Tx) (err error) {
			j := r.s.readJournal(tx, r.line, mostSettled)
			if len(j.nums) <= fewLeft {
				return nil
			}
			b, err = r.s.readBatch(tx, j.nums)
			b.journalled = j
			return err
		})
		if err != nil || len(b.nums) == 0 {
			return err
		}
		if err := r.write(ctx, &b); err != nil {
			return err
		}
		r.line = b.last + 1
	}
}

// change is the last transaction: what arrived since is judged, the ledgers get
// the differences, the generation is switched.
func (r *renewal) change(w *work) error {
	r.changed = nil
	b, err := r.s.readBatch(w.tx, r.s.readJournal(w.tx, r.line, 0).nums)
	if err != nil {
		return err
	}
	if err := b.judge(r.judge); err != nil {
		return err
	}
	if err := w.putVerdicts(r.generation, b.verdicts); err != nil {
		return err
	}
	m := meta{w.tx.Bucket(bucketMeta)}
	settled, err := m.get(metaSettled)
	if err != nil {
		return r.s.damaged(bucketMeta, metaSettled, err)
	}
	ledgers, err := r.openLedgers(w)
	if err != nil {
		return err
	}
	pending := r.s.readJournal(w.tx, settled+1, 0).why
	if err := r.level(w, ledgers, pending); err != nil {
		return err
	}
	for n, l := range ledgers {
		if l.dirty {
			r.changed = append(r.changed, r.themes[n].ID)
		}
	}
	old := key8(r.generation - 1)
	return first(m.set(metaGeneration, r.generation), m.say(metaRules, r.rules), forget(w.tx, settled),
		w.tx.Bucket(bucketVerdicts).DeleteBucket(old))
}

// stand makes the new rules the ones in force.
func (r *renewal) stand() {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	r.s.rules = rules{generation: r.generation, print: r.rules}
}
