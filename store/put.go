package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// Put stores what a poll brought and returns when it is durable. A delivery
// that is not Fresh, or whose entries are all known, writes no item; a later
// schedule alone is written behind. The source's claim is released whatever
// happens. Of the State, the store itself keeps Fetched, Founder, New, Migrated
// and Notes.
func (s *Store) Put(ctx context.Context, d news.Delivery) (news.Receipt, error) {
	k := s.roster.Load().find(d.Source)
	if k != nil {
		defer s.release(k)
	}
	if k == nil || !k.configured {
		return news.Receipt{}, tell(ErrNoSource, nil, "source %q is not configured: what it brought is dropped", d.Source)
	}
	if d.At.IsZero() {
		return news.Receipt{}, fmt.Errorf("store what %s brought: the delivery does not say when it was read", d.Source)
	}
	k.memory.putting.Lock()
	defer k.memory.putting.Unlock()
	d.State.Source = k.source.ID
	if !d.Fresh && s.putLater(k, &d.State) {
		return news.Receipt{}, nil
	}
	p := newParcel(s, k, &d)
	var err error
	if d.Fresh {
		err = p.put(ctx)
	} else {
		err = s.perform(ctx, p.job())
	}
	if err != nil {
		s.postpone(k, d.State, d.Fresh)
		return news.Receipt{}, fmt.Errorf("store what %s brought: %w", d.Source, err)
	}
	return p.receipt, nil
}

// postpone takes over when to come again, in memory, of a delivery that could
// not be stored: a full disk must not make the desk ask without end. The old
// validators stay, so a fresh document comes again, as soon as there is room.
func (s *Store) postpone(k *known, from news.State, fresh bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := k.state()
	st.Polled, st.Next, st.NotUntil, st.Held = from.Polled, from.Next, from.NotUntil, from.Held
	st.Interval, st.Because = from.Interval, from.Because
	s.alter(k, st)
	k.memory.missed = k.memory.missed || fresh
}

// askAgain makes due what could not be stored while there was no room: until its
// next turn a source may list it no more.
func (s *Store) askAgain() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.roster.Load().order {
		if k.memory.missed && !k.memory.busy {
			st := k.state()
			st.Next, k.memory.missed = st.Polled, false
			s.alter(k, st)
		}
	}
}

//go:noinline
func newParcel(s *Store, k *known, d *news.Delivery) *parcel {
	return &parcel{s: s, known: k, delivery: *d}
}

// parcel is a delivery being stored.
type parcel struct {
	s        *Store
	known    *known
	delivery news.Delivery
	arrivals []*arrival
	record   []byte            // of the source's last document
	last     map[print]listing // what it says

	receipt  news.Receipt
	notes    []notice
	before   *news.State // when its transaction began
	stored   news.State
	standing []byte // the record of it
}

// mostPrepared is how many entries are held ready for the writer at a time, with
// all that tells their stories apart: a first round of many sources brings
// faster than is written. A delivery of more waits until it is alone.
const mostPrepared = 2000

// put prepares what came and has it written.
func (p *parcel) put(ctx context.Context) error {
	share := int64(min(len(p.delivery.Entries), mostPrepared))
	if err := p.s.prepared.Acquire(ctx, share); err != nil {
		return context.Cause(ctx)
	}
	defer p.s.prepared.Release(share)
	if err := p.prepare(); err != nil {
		return err
	}
	return p.s.perform(ctx, p.job())
}

// prepare does all that needs no transaction: it tells changed entries from
// unchanged ones, hashes, compares, compresses.
func (p *parcel) prepare() error {
	k4 := key4(p.known.number)
	err := p.s.view(func(tx *bbolt.Tx) error {
		b, err := p.s.payload(tx.Bucket(bucketDocuments), bucketDocuments, k4)
		p.record = bytes.Clone(b)
		if errors.Is(err, ErrDamaged) {
			err = nil // every entry is looked at again
		}
		return err
	})
	if err != nil {
		return err
	}
	p.last = decodeDocument(p.known.number, p.record)
	var room scratch
	p.arrivals = make([]*arrival, 0, len(p.delivery.Entries))
	for _, e := range p.delivery.Entries {
		a := newArrival(p.known, clean(e), p.last, &room)
		if !a.same {
			a.pack(p.s.press, room.body)
		}
		p.arrivals = append(p.arrivals, a)
	}
	compareNeighbours(p.arrivals)
	for _, a := range p.arrivals {
		if !a.same && !a.twin && !a.entry.Again {
			a.tell(p.known, p.delivery.At)
		}
	}
	return p.s.view(p.compare)
}

// compare looks up what is stored of entries that are known and changed, and
// compares the bodies where title and summary tell no difference. Those that
// are new it compares with the stories they may be.
func (p *parcel) compare(tx *bbolt.Tx) error {
	w := newWork(p.s, tx)
	for _, a := range p.arrivals {
		if a.same {
			continue
		}
		num, err := w.glance(a)
		if err != nil {
			continue // the transaction will say what is wrong
		}
		if num == 0 {
			if !a.twin && !a.entry.Again {
				p.foresee(w, a)
			}
			continue
		}
		h, err := w.head(num)
		if h == nil || err != nil || h.digest() != a.digest() || a.entry.Content.IsZero() {
			continue
		}
		if a.seen, err = p.s.compareBodies(tx, h, a.entry.Content); err != nil {
			a.seen = comparison{}
		}
	}
	return nil
}

// glance finds the item an entry is likely to be.
func (w *work) glance(a *arrival) (num uint64, err error) {
	for _, k := range []*key{a.guid, a.link} {
		if k != nil && num == 0 && err == nil {
			num, _, err = w.byKey(k)
		}
	}
	return num, err
}

// compareBodies takes the digests of the stored body and of a new one.
func (s *Store) compareBodies(tx *bbolt.Tx, h *head, r news.Raw) (comparison, error) {
	c := comparison{num: h.item.Num, version: h.item.Version, old: h.text}
	if !h.body {
		return c, nil
	}
	old, err := s.readBody(tx, h)
	if err != nil {
		return c, err
	}
	if old == r {
		c.old, c.new = 1, 1
		return c, nil
	}
	if c.old == 0 {
		c.old = said(old)
	}
	c.new = said(r)
	return c, nil
}

func (p *parcel) job() *job {
	return &job{shared: true, rank: p.known.rank, size: len(p.arrivals), do: p.store, after: p.stand}
}

// store runs in the transaction, and again if that has to be repeated.
func (p *parcel) store(w *work) error {
	p.receipt, p.notes = news.Receipt{}, nil
	p.before = p.s.stateOf(p.known)
	if p.delivery.Fresh {
		if err := p.storeEntries(w); err != nil {
			return err
		}
	}
	p.restate()
	p.standing = encodeState(&p.stored)
	return w.putEncoded(p.known.number, p.standing)
}

// stand makes the stored state the one that counts.
func (p *parcel) stand() {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.known.memory.change(&p.stored, p.standing)
	p.known.memory.missed = false
	delete(p.s.unwritten, p.known.number)
}

// restate sets the delivered state with what the store itself keeps of it.
func (p *parcel) restate() {
	st := &p.stored
	*st = p.delivery.State
	keepOwn(p.before, st)
	if p.delivery.Fresh && len(p.delivery.Entries) > 0 && !p.delivery.Partial {
		st.Fetched = true
	}
	if p.receipt.New > 0 {
		st.New = p.delivery.At
	}
	if p.receipt.Migrated > 0 {
		st.Migrated = p.delivery.At
	}
	for _, n := range p.notes {
		st.Notes = n.add(st.Notes)
		p.receipt.Notes = n.add(p.receipt.Notes)
	}
}

// keepOwn sets in a delivered state what the store itself keeps of it.
func keepOwn(old, st *news.State) {
	st.Founder, st.Fetched, st.New, st.Migrated = old.Founder, old.Fetched, old.New, old.Migrated
	st.Notes = old.Notes
}
