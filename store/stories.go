package store

import (
	"sync"

	"koreadesk/store/story"
)

// stories is the index of items first seen within the window. It is read from
// the file when the first new entry comes: a round of polls that brings none
// has no use for it. The writer alone changes it.
type stories struct {
	mu    sync.RWMutex
	index *story.Index // nil is not read yet
}

// search is what was found for an entry before its transaction, and when.
type search struct {
	near []story.Near
	at   story.Mark
	done bool
}

// find returns the items that are likely to be the story an entry tells; none
// before the index is read. What was found for it before is not looked for again,
// but among what has come since.
func (x *stories) find(a *arrival, since int64) []story.Near {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.index == nil {
		return nil
	}
	switch found := &a.search; {
	case !found.done:
		*found = search{x.index.Find(a.sign, since, mostNear), x.index.Mark(), true}
	default:
		*found = search{x.index.Again(a.sign, since, mostNear, found.near, found.at), x.index.Mark(), true}
	}
	return a.search.near
}

func (x *stories) add(num uint64, one signature) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.index.Add(num, one.seen, one.sign)
}

func (x *stories) drop(count int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.index != nil {
		x.index.Drop(count)
	}
}

// keep has stay what was added, once it is durable, and lets go of what waits for
// no other telling.
func (x *stories) keep(before int64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.index != nil {
		x.index.Keep()
		x.index.Forget(before)
	}
}

// loadStories reads the index from the file, where that was not done yet.
func (w *work) loadStories() {
	if w.s.stories.index != nil {
		return
	}
	x := new(story.Index)
	c := w.tx.Bucket(bucketSignatures).Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		b, err := w.s.press.unframe(k, v)
		var one signature
		if err == nil {
			one, err = decodeSignature(b)
		}
		if err != nil { // the item is only not joined
			_ = w.s.damaged(bucketSignatures, k, err)
			continue
		}
		x.Add(number(k), one.seen, one.sign)
		x.Keep()
	}
	w.s.stories.mu.Lock()
	w.s.stories.index = x
	w.s.stories.mu.Unlock()
}
