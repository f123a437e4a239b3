package store

import (
	"bytes"
	"cmp"
	"maps"
	"slices"

	"koreadesk/news"
)

// Keys that come one by one between others (ids, hashes of links, dates) split a
// page best in half: what is left of one that was filled stays nearly empty. So do
// those of a source that brings a few; but those of a first document come as a
// group that fills half a page and more, between those of other sources.
const manyKeys = 64 // of one source in one transaction

// flush writes what was staged.
func (w *work) flush() error {
	if err := w.flushItems(); err != nil {
		return err
	}
	keys := w.tx.Bucket(bucketKeys)
	if w.grouped() {
		keys.FillPercent = fullPage
	}
	for _, k := range slices.SortedFunc(maps.Keys(w.keys), func(a, b key) int { return bytes.Compare(a[:], b[:]) }) {
		if err := keys.Put(k[:], pin(k[:], w.keys[k])); err != nil {
			return err
		}
	}
	w.foldShare()
	return first(w.flushNames(), w.flushUpTo(), w.flushSignatures(), w.flushSources())
}

// flushNames writes ids and links.
func (w *work) flushNames() error {
	links, ids := w.tx.Bucket(bucketLinks), w.tx.Bucket(bucketIDs)
	if upTo := w.s.recent.upTo; w.tx.Bucket(bucketItems).Sequence()-upTo > upTo*2/3 {
		links.FillPercent, ids.FillPercent = bulkPage, bulkPage
	}
	for _, h := range slices.SortedFunc(maps.Keys(w.links), func(a, b linkHash) int { return bytes.Compare(a[:], b[:]) }) {
		if err := links.Put(h[:], pin(h[:], w.links[h])); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(w.ids)) {
		var err error
		if num := w.ids[id]; num == 0 {
			err = ids.Delete([]byte(id))
		} else {
			err = ids.Put([]byte(id), pin([]byte(id), num))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// grouped reports whether the keys to be written are mostly those of sources that
// bring many.
func (w *work) grouped() bool {
	sources := make(map[uint32]int)
	for k := range w.keys {
		sources[number4(k[:4])]++
	}
	return len(w.keys) >= manyKeys*len(sources)
}

func (w *work) flushItems() error {
	items, bodies := w.tx.Bucket(bucketItems), w.tx.Bucket(bucketBodies)
	for _, num := range slices.Sorted(maps.Keys(w.dirty)) {
		k := key8(num)
		if err := items.Put(k, frame(k, w.heads[num].encode())); err != nil {
			return err
		}
	}
	for _, num := range slices.Sorted(maps.Keys(w.bodies)) {
		k := key8(num)
		var err error
		if body := w.bodies[num]; body.payload == nil {
			err = bodies.Delete(k)
		} else {
			err = bodies.Put(k, body.frame(k))
		}
		if err != nil {
			return err
		}
	}
	return w.flushJournal()
}

func (w *work) flushSources() error {
	documents := w.tx.Bucket(bucketDocuments)
	for _, n := range slices.Sorted(maps.Keys(w.documents)) {
		k := key4(n)
		if err := documents.Put(k, frame(k, w.documents[n])); err != nil {
			return err
		}
	}
	b := w.tx.Bucket(bucketOrigins)
	b.FillPercent = fullPage
	for _, o := range w.newOrigins() {
		k := key4(w.origins[o])
		if err := b.Put(k, frame(k, encodeOrigin(o))); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) newOrigins() []news.Origin {
	return slices.SortedFunc(maps.Keys(w.origins), func(a, b news.Origin) int { return cmp.Compare(w.origins[a], w.origins[b]) })
}
