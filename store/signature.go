package store

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
	"koreadesk/news/text"
	"koreadesk/store/story"
)

// window is how long an item waits for other tellings of its story, from when
// it was first seen.
const window = 21 * 24 * time.Hour

// signature is what stands in the file for an item that may be joined.
type signature struct {
	sign story.Sign
	seen int64 // Unix seconds, of the item
}

func (s signature) encode() []byte {
	return binary.BigEndian.AppendUint64(s.sign.Bytes(), uint64(s.seen))
}

func decodeSignature(b []byte) (s signature, err error) {
	if len(b) != story.SignSize+8 {
		return s, fmt.Errorf("%w: no signature", errMalformed)
	}
	s.sign, _ = story.SignOf(b[:story.SignSize])
	s.seen = int64(binary.BigEndian.Uint64(b[story.SignSize:]))
	return s, nil
}

// signAll makes the signatures of a file that has none yet: of the items that
// are still waiting for other tellings.
func (s *Store) signAll(tx *bbolt.Tx) error {
	c := tx.Bucket(bucketItems).Cursor()
	var since time.Time
	for k, _ := c.Last(); k != nil; k, _ = c.Prev() {
		h, err := s.readHead(tx, number(k))
		if unlessDamaged(err) != nil {
			return err
		}
		if h == nil {
			continue
		}
		if since.IsZero() {
			since = h.item.FirstSeen.Add(-window - clockSlack)
		}
		if h.item.FirstSeen.Before(since) {
			return nil
		}
		t, err := s.telling(tx, h)
		if unlessDamaged(err) != nil {
			return err
		}
		if err := putSignature(tx, h.item.Num, signature{t.Sign(), h.item.FirstSeen.Unix()}); err != nil {
			return err
		}
	}
	return nil
}

func putSignature(tx *bbolt.Tx, num uint64, one signature) error {
	if one.sign.IsZero() {
		return nil
	}
	k := key8(num)
	return tx.Bucket(bucketSignatures).Put(k, frame(k, one.encode()))
}

// sign gives an item the signature of the entry that leads it.
func (w *work) sign(h *head, sign story.Sign) {
	if sign.IsZero() {
		return
	}
	one := signature{sign, h.item.FirstSeen.Unix()}
	w.signs[h.item.Num] = one
	w.loadStories()
	w.s.stories.add(h.item.Num, one)
	w.signed++
}

// flushSignatures writes new signatures, and removes as many old ones whose
// time is over, and a few more.
func (w *work) flushSignatures() error {
	if len(w.signs) == 0 {
		return nil
	}
	var newest int64
	for _, num := range slices.Sorted(maps.Keys(w.signs)) {
		if err := putSignature(w.tx, num, w.signs[num]); err != nil {
			return err
		}
		newest = max(newest, w.signs[num].seen)
	}
	w.forgetBefore = newest - int64(window/time.Second)
	c := w.tx.Bucket(bucketSignatures).Cursor()
	k, v := c.First()
	for range len(w.signs) + 16 {
		if k == nil {
			return nil
		}
		b, err := w.s.press.unframe(k, v)
		if err == nil {
			one, err := decodeSignature(b)
			if err == nil && one.seen >= w.forgetBefore {
				return nil
			}
		}
		if err := c.Delete(); err != nil {
			return err
		}
		k, v = c.First()
	}
	return nil
}

// telling is an item as its lead tells it.
func (s *Store) telling(tx *bbolt.Tx, h *head) (story.Telling, error) {
	i := &h.item
	t := story.Telling{Title: i.Title, Text: i.Summary, Link: story.Address(i.Link), Published: i.Published, Source: s.name(h.lead), Seen: i.FirstSeen}
	if t.Text != "" || !h.body {
		return t, nil
	}
	body, err := s.readBody(tx, h)
	if err == nil {
		t.Text = plainBody(body)
	}
	return t, err
}

func plainBody(r news.Raw) string { return text.Cut(text.Plain(r), mostCompared) }

// mostCompared is how many characters of a body stand for it where a source
// gives no summary.
const mostCompared = 600

// tell makes the entry's side of a comparison.
func (a *arrival) tell(k *known, at time.Time) {
	t := story.Telling{Title: a.entry.Title, Text: a.entry.Summary, Published: a.entry.Published, Source: k.source.ID, Seen: at}
	if t.Text == "" && !a.entry.Content.IsZero() {
		t.Text = plainBody(a.entry.Content)
	}
	if a.link != nil {
		t.Link = story.AddressOf(a.canonical)
	}
	a.telling = story.Prepare(t)
	a.sign = a.telling.Sign()
}
