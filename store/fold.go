package store

import (
	"context"
	"strings"

	"go.etcd.io/bbolt"
)

const (
	shares   = 16  // of a fold
	fewNames = 256 // items: so few are folded at once
)

// folding is how far the names up to an item were written. Who opens the file after
// a crash does not know of it, and begins again.
type folding struct {
	upTo uint64 // item; 0 is none
	next int    // share
}

// shareOf is the share of a fold that an id or the hash of a link falls in. They
// rise in the order of the file.
func shareOf(id string) int {
	return strings.IndexByte("234567abcdefghijklmnopqrstuvwxyz", id[0]) * shares / 32
}

func (h linkHash) share() int { return int(h[0]) * shares / 256 }

// written is the last item whose names stand in the file, or will when the fold
// under way has come to its end.
func (r *recent) written() uint64 { return max(r.upTo, r.under.upTo) }

// foldAhead folds what waits a share at a time, whatever it is worth. Who is about
// to call fold does so before, so that it has few names left to write.
func (s *Store) foldAhead(ctx context.Context) error {
	for range shares {
		waits := uint64(0)
		err := s.view(func(tx *bbolt.Tx) error {
			s.recent.mu.RLock()
			defer s.recent.mu.RUnlock()
			if last := tx.Bucket(bucketItems).Sequence(); last > s.recent.upTo { // it may be of a later transaction
				waits = last - s.recent.upTo
			}
			return nil
		})
		if err != nil || waits < fewNames {
			return err
		}
		if err := s.perform(ctx, &job{do: func(w *work) error { w.early = true; return nil }}); err != nil {
			return err
		}
	}
	return nil
}

// fold has the transaction write the names of all items. Who takes an item's
// record away, or the link from it, calls it before.
func (w *work) fold() {
	if w.folds {
		return
	}
	w.folds = true
	r := w.s.known(w.tx) // from here on without a lock: the writer reads, who alone changes it
	all := func(int, uint64) bool { return true }
	w.stage(w.fresh, all)
	w.stage(r.names, all)
	w.fresh = newNames()
}

// foldShare has the transaction write the next share of the names, where a fold is
// under way, or there are names enough for one, or somebody will need them.
func (w *work) foldShare() {
	r := &w.s.recent
	now := r.under
	if last := w.tx.Bucket(bucketItems).Sequence(); now.upTo == 0 && (w.early || last-r.upTo >= r.many()) {
		now = folding{upTo: last}
	}
	if now.upTo == 0 || w.folds {
		return
	}
	w.s.known(w.tx)
	due := func(share int, num uint64) bool { return share == now.next && num <= now.upTo }
	w.stage(w.fresh, due)
	w.stage(r.names, due)
	w.share = folding{now.upTo, now.next + 1}
}

// stage has the transaction write those names that are due.
func (w *work) stage(from names, due func(share int, num uint64) bool) {
	for id, num := range from.ids {
		if _, newer := w.ids[id]; !newer && due(shareOf(id), num) {
			w.ids[id] = num
		}
	}
	for link, num := range from.links {
		if _, newer := w.links[link]; !newer && due(link.share(), num) {
			w.links[link] = num
		}
	}
}

// flushUpTo notes up to which item names stand in the file from now on, if that
// is a later one than before.
func (w *work) flushUpTo() error {
	switch {
	case w.folds:
		w.last = w.tx.Bucket(bucketItems).Sequence()
	case w.share.next == shares:
		w.last = w.share.upTo
	default:
		return nil
	}
	return (meta{w.tx.Bucket(bucketMeta)}).set(metaNamed, w.last)
}

// keepNames makes known what a transaction named, once it is durable.
func (w *work) keepNames() {
	r := &w.s.recent
	if len(w.fresh.ids) == 0 && len(w.fresh.links) == 0 && !w.folds && w.share.upTo == 0 && r.folded.ids == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.folded = names{}
	switch {
	case w.last > 0:
		r.folded, r.names = r.parted(w.last)
		r.upTo, r.under = w.last, folding{}
	case w.share.upTo > 0:
		r.under = w.share
	}
	for id, num := range w.fresh.ids {
		if num == 0 {
			delete(r.ids, id)
		} else {
			r.ids[id] = num
		}
	}
	for link, num := range w.fresh.links {
		r.links[link] = num
	}
}

// parted are the names of items up to one, and those of later ones.
func (n names) parted(upTo uint64) (before, after names) {
	before, after = newNames(), newNames()
	for id, num := range n.ids {
		if num <= upTo {
			before.ids[id] = num
		} else {
			after.ids[id] = num
		}
	}
	for link, num := range n.links {
		if num <= upTo {
			before.links[link] = num
		} else {
			after.links[link] = num
		}
	}
	return before, after
}
