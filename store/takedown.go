package store

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"koreadesk/news"
	"koreadesk/store/story"
)

// Takedown erases all that an item says: texts, versions, bodies, titles and
// links of its sightings, and those of items merged into it. Its id stays, and
// as a block its keys and the signature of its text: whatever source sends it
// again, under whatever name, brings nothing back. The edit is ActTakedown on
// the item; it cannot be undone. Compact takes the octets out of the file.
func (s *Store) Takedown(ref string, e news.Edit) (news.Edit, error) {
	if err := s.foldAhead(context.Background()); err != nil {
		return e, fmt.Errorf("takedown: %w", err)
	}
	var made []block
	err := s.perform(context.Background(), &job{
		do: func(w *work) error {
			made = nil
			h, err := w.lookUpHead(ref)
			if err != nil {
				return err
			}
			e.Act, e.Item = news.ActTakedown, s.fullID(h.item.ID)
			if e.N, err = w.addEdit(e, h.item.Num); err != nil {
				return err
			}
			for _, id := range append([]string{h.item.ID}, h.aliases...) {
				one, err := w.erase(id)
				if err = first(err, w.unsend(id, e.When)); err != nil {
					return err
				}
				made = append(made, one)
			}
			return nil
		},
		after: func() { s.blocks = append(s.blocks, made...) },
	})
	if err != nil {
		return e, fmt.Errorf("takedown: %w", err)
	}
	return e, nil
}

// block is a text that was taken down, by its signature.
type block struct {
	num  uint64
	sign story.Sign
}

// erase takes an item's words out of every record.
func (w *work) erase(id string) (block, error) {
	w.fold() // what was sent with the item's link is to lead to it still
	num, err := w.s.numberOf(w.tx, id)
	if err != nil {
		return block{}, err
	}
	h, err := w.head(num)
	if h == nil || err != nil {
		return block{num: num}, unlessDamaged(err)
	}
	t, err := w.telling(h)
	if unlessDamaged(err) != nil {
		return block{}, err
	}
	one := block{num, t.Sign()}
	w.heads[num] = h.erase()
	w.touch(h)
	w.bodies[num] = packed{}
	w.note(num, edited)
	k := key8(num)
	err = first(deleteUnder(w.tx.Bucket(bucketVersions), k), w.tx.Bucket(bucketSignatures).Delete(k), w.unpropose(num))
	if err == nil && !one.sign.IsZero() {
		err = w.tx.Bucket(bucketBlocks).Put(k, frame(k, one.sign.Bytes()))
	}
	return one, err
}

// erase is the head without a word.
func (h *head) erase() *head {
	i := h.item
	out := &head{lead: h.lead, seers: h.seers, aside: h.aside, aliases: h.aliases, of: h.of}
	out.item = news.Item{ID: i.ID, Num: i.Num, Language: i.Language, Published: i.Published, Updated: i.Updated,
		FirstSeen: i.FirstSeen, Version: i.Version, Backfill: i.Backfill, Held: i.Held, Erased: true}
	for _, s := range i.Sightings {
		out.item.Sightings = append(out.item.Sightings, news.Sighting{Source: s.Source, Seen: s.Seen})
	}
	return out
}

// deleteUnder deletes every key that begins so.
func deleteUnder(b *bbolt.Bucket, prefix []byte) error {
	c := b.Cursor()
	for k, _ := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, _ = c.Seek(prefix) {
		if err := c.Delete(); err != nil {
			return err
		}
	}
	return nil
}

// unpropose takes an item out of the queue.
func (w *work) unpropose(num uint64) error {
	b := w.tx.Bucket(bucketQueue)
	var gone [][]byte
	err := b.ForEach(func(k, _ []byte) error {
		if x, y := proposedItems(k); x == num || y == num {
			gone = append(gone, bytes.Clone(k))
		}
		return nil
	})
	for _, k := range gone {
		err = first(err, b.Delete(k))
	}
	return err
}

// loadBlocks reads what was taken down.
func (s *Store) loadBlocks(tx *bbolt.Tx) error {
	return tx.Bucket(bucketBlocks).ForEach(func(k, v []byte) error {
		b, err := s.press.unframe(k, v)
		sign, ok := story.SignOf(b)
		if err == nil && !ok {
			err = errMalformed
		}
		if err != nil {
			return s.damaged(bucketBlocks, k, err) // what was taken down must not come back
		}
		s.blocks = append(s.blocks, block{number(k), sign})
		return nil
	})
}

// blocked is the item taken down whose text an entry has, 0 for none.
func (s *Store) blocked(a *arrival) uint64 {
	for _, b := range s.blocks {
		if b.sign.Repeats(a.sign) {
			return b.num
		}
	}
	return 0
}

// refuse makes an entry's names keys of an item that was taken down, and keeps
// nothing of it. Its title and day lead there too: the source may have changed
// the text since, and move its site next.
func (p *parcel) refuse(w *work, h *head, a *arrival) error {
	p.receipt.Known++
	a.remember(p.known)
	if !slices.Contains(h.seers, p.known.number) {
		p.notes = append(p.notes, notice{"Taken down", fmt.Sprintf("an entry has the text of item %s and is not taken", h.item.ID)})
	}
	return first(p.addKeys(w, h, a), w.addDated(a.dated, h.item.Num))
}
