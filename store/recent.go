package store

import (
	"strings"
	"sync"

	"go.etcd.io/bbolt"

	"koreadesk/news/text"
)

// Ids and links are hashes, which fall everywhere: a transaction that brings a
// few hundred of them writes nearly every page of their buckets anew. So those of
// new items are held in memory and folded into the file when there are many. Each
// transaction takes a share of them, by their first characters: all those pages at
// once are a hundred MB. meta says up to which item they stand in the
// file; of later ones they are read from their records, once somebody asks.
const (
	leastRecent = 1 << 12 // items; so many and a sixteenth of all are folded into the file,
	mostRecent  = 1 << 14 // or so many
	bulkPage    = 0.9     // of pages made by a fold that nearly doubles a bucket
)

// names lead to items.
type names struct {
	ids   map[string]uint64
	links map[linkHash]uint64
}

func newNames() names {
	return names{make(map[string]uint64), make(map[linkHash]uint64)}
}

// recent is the names of items after upTo. The writer alone changes it.
type recent struct {
	mu     sync.RWMutex
	most   int     // so many items, then they are folded; 0 is as above: only a test sets another
	upTo   uint64  // item: the names of it and of those before stand in the file
	unread uint64  // item: up to it they are still to be read from the records; 0 is none
	under  folding // under way
	names
	folded names // by the last transaction: who reads in one from before does not see them in the file
}

func (r *recent) id(id string) (num uint64, ok bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	num, ok = r.ids[id]
	return num, ok
}

// begin adds the ids that begin so to those that were found in the file.
func (r *recent) begin(prefix string, found map[string]uint64) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, ids := range []map[string]uint64{r.folded.ids, r.ids} {
		if len(prefix) == idLength {
			if num, ok := ids[prefix]; ok {
				found[prefix] = num
			}
			continue
		}
		for id, num := range ids {
			if strings.HasPrefix(id, prefix) {
				found[id] = num
			}
		}
	}
}

func (r *recent) link(h linkHash) (num uint64, ok bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	num, ok = r.links[h]
	return num, ok
}

// justFolded is a link that who reads in an older transaction does not see yet.
func (r *recent) justFolded(h linkHash) (num uint64, ok bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	num, ok = r.folded.links[h]
	return num, ok
}

// many is how many items are enough to fold their names.
func (r *recent) many() uint64 {
	if r.most > 0 {
		return uint64(r.most)
	}
	return min(max(leastRecent, r.upTo/16), mostRecent)
}

// beginRecent notes which names do not stand in the file.
func (s *Store) beginRecent(tx *bbolt.Tx) (err error) {
	r := &s.recent
	r.names = newNames()
	if r.upTo, err = (meta{tx.Bucket(bucketMeta)}).get(metaNamed); err != nil {
		return s.damaged(bucketMeta, metaNamed, err)
	}
	if last := tx.Bucket(bucketItems).Sequence(); last > r.upTo {
		r.unread = last
	}
	return nil
}

// readRecent reads the names that stood only in the records of their items when
// the file was opened. It comes before any of these changes its name.
func (s *Store) readRecent(tx *bbolt.Tx) {
	r := &s.recent
	r.mu.Lock()
	defer r.mu.Unlock()
	c := tx.Bucket(bucketItems).Cursor()
	for k, _ := c.Seek(key8(r.upTo + 1)); k != nil && number(k) <= r.unread; k, _ = c.Next() {
		h, err := s.readHead(tx, number(k))
		if err != nil || h == nil {
			continue // Stats names it; its keys know it still
		}
		r.ids[h.item.ID] = h.item.Num
		if link, ok := h.firstLink(); ok {
			r.links[link] = h.item.Num
		}
	}
	r.unread = 0
}

// known is recent once its names are read.
func (s *Store) known(tx *bbolt.Tx) *recent {
	s.recent.mu.RLock()
	unread := s.recent.unread
	s.recent.mu.RUnlock()
	if unread > 0 {
		s.readRecent(tx)
	}
	return &s.recent
}

// firstLink is the link that led to the item when it was founded, if there was
// none before that it led to.
func (h *head) firstLink() (link linkHash, ok bool) {
	if !h.linked || len(h.item.Sightings) == 0 {
		return link, false
	}
	canonical := text.Canonical(h.item.Sightings[0].Link)
	return hashLink(canonical), canonical != ""
}

// taken reports whether an id leads or led to an item.
func (w *work) taken(id string) bool {
	_, staged := w.ids[id]
	_, fresh := w.fresh.ids[id]
	_, known := w.s.known(w.tx).id(id)
	return staged || fresh || known || w.standsIn(bucketIDs, []byte(id))
}

// nameID makes an id lead to an item, 0 to none that was called so before.
func (w *work) nameID(id string, num, of uint64) {
	written := w.folds || of <= w.s.known(w.tx).written()
	if written || num == 0 { // a sweep that a crash has cut short may have written it
		w.ids[id] = num
	}
	if !written || num == 0 {
		w.fresh.ids[id] = num
	}
}

// nameLink makes a link lead to an item that has none yet and was told with it.
func (w *work) nameLink(link linkHash, h *head) {
	if !w.folds && h.item.Num > w.s.recent.written() && len(h.item.Sightings) == 1 {
		h.linked = true
		if first, ok := h.firstLink(); ok && first == link {
			w.touch(h)
			w.fresh.links[link] = h.item.Num
			return
		}
		h.linked = false
	}
	w.links[link] = h.item.Num
}
