package store

import (
	"bytes"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// work is what one transaction is about to write. Reading through it sees what
// the jobs before in the same transaction staged; all is written at its end,
// keys sorted, which is what bbolt likes best.
type work struct {
	s      *Store
	tx     *bbolt.Tx
	number int // of the transaction

	cursors map[string]*bbolt.Cursor // for look-ups, by bucket
	roster  *roster

	keys      map[key]uint64
	missing   map[key]bool // not in the file
	links     map[linkHash]uint64
	ids       map[string]uint64 // 0: to be taken out
	fresh     names             // of new items, not to be written yet
	folds     bool              // the names of all items are to be written
	early     bool              // the next share of them is, however few there are
	share     folding           // how far the fold under way has come with this transaction; zero is none
	last      uint64            // item up to which names stand in the file then; 0 is no other than before
	heads     map[uint64]*head  // nil: there is none
	dirty     map[uint64]bool
	bodies    map[uint64]packed
	documents map[uint32][]byte
	journal   []line
	origins   map[news.Origin]uint32 // new ones
	signs     map[uint64]signature
	signed    int // additions to Store.stories, to be dropped if the transaction fails

	left map[string]bool // themes in which a stay ends

	forgetBefore int64 // Unix seconds: what was first seen before waits for no other telling
}

// full are buckets whose keys mostly rise, so that their pages can be filled.
var full = [][]byte{bucketItems, bucketBodies, bucketJournal, bucketEntered, bucketEdits, bucketVersions, bucketDocuments, bucketSignatures}

const fullPage = 1

func newWork(s *Store, tx *bbolt.Tx) *work {
	for _, name := range full {
		if b := tx.Bucket(name); b != nil {
			b.FillPercent = fullPage
		}
	}
	return &work{
		s: s, tx: tx, number: tx.ID(), roster: s.roster.Load(), cursors: make(map[string]*bbolt.Cursor),
		keys: make(map[key]uint64), missing: make(map[key]bool), links: make(map[linkHash]uint64), ids: make(map[string]uint64), fresh: newNames(),
		heads: make(map[uint64]*head), dirty: make(map[uint64]bool), bodies: make(map[uint64]packed),
		documents: make(map[uint32][]byte), origins: make(map[news.Origin]uint32),
		signs: make(map[uint64]signature), left: make(map[string]bool),
	}
}

// get is what stands under a key, nil if nothing does. A bucket's own Get makes
// a cursor for each look-up, and its way down the pages anew.
func (w *work) get(bucket, k []byte) []byte {
	c := w.cursors[string(bucket)]
	if c == nil {
		c = w.tx.Bucket(bucket).Cursor()
		w.cursors[string(bucket)] = c
	}
	if found, v := c.Seek(k); bytes.Equal(found, k) {
		return v
	}
	return nil
}

// index looks a number up; found tells a void key (0) from no key.
func (w *work) index(bucket, k []byte) (num uint64, found bool, err error) {
	v := w.get(bucket, k)
	if v == nil {
		return 0, false, nil
	}
	if num, err = unpin(k, v); err != nil {
		return 0, false, w.s.damaged(bucket, k, err)
	}
	return num, true, nil
}

func (w *work) byKey(k *key) (num uint64, found bool, err error) {
	if num, found = w.keys[*k]; found {
		return num, true, nil
	}
	if w.missing[*k] {
		return 0, false, nil
	}
	if num, found, err = w.index(bucketKeys, k[:]); err == nil && !found {
		w.missing[*k] = true
	}
	return w.standing(num, found, err)
}

func (w *work) byLink(h linkHash) (num uint64, found bool, err error) {
	if num, found = w.links[h]; found {
		return num, true, nil
	}
	if num, found = w.fresh.links[h]; found {
		return w.standing(num, true, nil)
	}
	if num, found = w.s.known(w.tx).link(h); found && !w.folds {
		return w.standing(num, true, nil)
	}
	num, found, err = w.index(bucketLinks, h[:])
	if !found && err == nil {
		num, found = w.s.recent.justFolded(h)
	}
	return w.standing(num, found, err)
}

// standing is what an index led to, or what that was merged into.
func (w *work) standing(num uint64, found bool, err error) (uint64, bool, error) {
	if err == nil && num != 0 {
		num, err = w.s.survivor(w.tx, num)
	}
	return num, found, err
}

// head returns an item to look at; it is nil when the item is gone. Whoever
// changes it says so with touch.
func (w *work) head(num uint64) (*head, error) {
	if h, staged := w.heads[num]; staged {
		return h, nil
	}
	k := key8(num)
	h, err := w.s.headOf(k, w.get(bucketItems, k))
	if err != nil {
		return nil, err
	}
	w.heads[num] = h
	return h, nil
}

func (w *work) touch(h *head) { w.dirty[h.item.Num] = true }

// originNumber is the number of what a feed said of itself.
func (w *work) originNumber(o news.Origin) uint32 {
	o.Updated = news.Origin{}.Updated
	if o == (news.Origin{}) {
		return 0
	}
	w.s.mu.Lock()
	n, known := w.s.origins.number(o)
	next := len(w.s.origins.byNumber)
	w.s.mu.Unlock()
	if known {
		return n
	}
	if n, known = w.origins[o]; !known {
		n = uint32(next + len(w.origins))
		w.origins[o] = n
	}
	return n
}

// committed makes known what a transaction added to what is held in memory.
func (w *work) committed() {
	w.s.written.note(w.number, w.dirty)
	w.keepNames()
	w.s.stories.keep(w.forgetBefore)
	w.s.lefts.forget(w.left)
	w.s.mu.Lock()
	defer w.s.mu.Unlock()
	for _, o := range w.newOrigins() {
		w.s.origins.add(o)
	}
}
