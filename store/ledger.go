package store

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// ledger is a theme's history in the file, open in a write transaction.
type ledger struct {
	s      *Store
	about  themeLine
	id     string
	log    *bbolt.Bucket // n -> Place
	member *bbolt.Bucket // num -> stay, of items that are in the theme now
	clock  *bbolt.Bucket // at, num -> n
	touch  *bbolt.Bucket // touched, num -> n, where that is not at
	dirty  bool

	fresh dates  // to be written by flush
	late  *dates // of items that enter, where they are written later; see sitting
}

// dates are entries of a ledger's indexes by date.
type dates struct{ clock, touch []dated }

// dated is an entry of an index by date.
type dated struct{ at, num, n uint64 }

func (d *dates) len() int { return len(d.clock) + len(d.touch) }

func (d *dates) add(num uint64, st stay) {
	d.clock = append(d.clock, dated{newest(st.at), num, st.n})
	if st.aside() {
		d.touch = append(d.touch, dated{newest(st.touched), num, st.n})
	}
}

// themeLine is what the file knows of a theme itself.
type themeLine struct {
	number  uint32
	clock   news.Clock
	retired bool     // no longer configured; its ledger stands still
	private bool     // it has a token: nobody else is to learn that it is gone
	was     []string // earlier ids
}

// stay is an item's present stay in a theme.
type stay struct {
	n       uint64 // of its line in the log
	source  uint32 // of the lead
	at      time.Time
	touched time.Time
}

// aside reports whether it stands in the index of what was touched as well: most
// came as backfill, on their own date, and are found by the clock.
func (st stay) aside() bool { return !st.touched.Equal(st.at) }

// readTheme reads a theme's line; ok is false when the file does not know it.
func (s *Store) readTheme(tx *bbolt.Tx, id string) (t themeLine, ok bool, err error) {
	b, err := s.payload(tx.Bucket(bucketThemes), bucketThemes, []byte(id))
	if b == nil || err != nil {
		return t, false, err
	}
	if t, err = decodeThemeLine(b); err != nil {
		return t, false, s.damaged(bucketThemes, []byte(id), err)
	}
	return t, true, nil
}

func (w *work) putTheme(id string, t themeLine) error {
	k := []byte(id)
	return w.tx.Bucket(bucketThemes).Put(k, frame(k, encodeThemeLine(t)))
}

func clockOf(t news.Theme) news.Clock {
	if t.Date == "" {
		return news.ClockPublished
	}
	return t.Date
}

// ledger opens a theme's ledger, or begins it.
func (w *work) ledger(t news.Theme) (*ledger, error) {
	about, known, err := w.s.readTheme(w.tx, t.ID)
	if err != nil {
		return nil, err
	}
	if !known {
		n, err := w.tx.Bucket(bucketThemes).NextSequence()
		if err != nil {
			return nil, err
		}
		about = themeLine{number: uint32(n), clock: clockOf(t)}
		if err := w.putTheme(t.ID, about); err != nil {
			return nil, err
		}
	}
	b, err := w.tx.Bucket(bucketLedgers).CreateBucketIfNotExists(key4(about.number))
	if err != nil {
		return nil, err
	}
	l := &ledger{s: w.s, id: t.ID, about: about}
	for _, part := range []struct {
		to   **bbolt.Bucket
		name []byte
	}{{&l.log, bucketLog}, {&l.member, bucketMember}, {&l.clock, bucketClock}, {&l.touch, bucketTouched}} {
		if *part.to, err = b.CreateBucketIfNotExists(part.name); err != nil {
			return nil, err
		}
	}
	l.log.FillPercent, l.member.FillPercent = fullPage, fullPage
	return l, nil
}

// part names a bucket of a theme's ledger in a problem.
func (l *ledger) part(b []byte) []byte { return fmt.Appendf(nil, "ledgers/%s/%s", l.id, b) }

// stay returns an item's present stay, if it is in the theme.
func (l *ledger) stay(num uint64) (st stay, ok bool, err error) {
	k := key8(num)
	v := l.member.Get(k)
	if v == nil {
		return st, false, nil
	}
	b, err := l.s.press.unframe(k, v)
	if err == nil {
		st, err = decodeStay(b)
	}
	if err != nil {
		return st, false, l.s.damaged(l.part(bucketMember), k, err)
	}
	return st, true, nil
}

// enter begins an item's stay.
func (l *ledger) enter(i news.Item, source uint32, at, entered time.Time, why string) error {
	n := l.log.Sequence()
	if err := l.log.SetSequence(n + 1); err != nil {
		return err
	}
	k := key8(n)
	place := news.Place{N: n, Item: i.Num, Entered: entered, Why: why}
	if err := l.log.Put(k, frame(k, encodePlace(place))); err != nil {
		return err
	}
	l.dirty = true
	st, to := stay{n: n, source: source, at: at, touched: later(entered, i.Updated)}, &l.fresh
	if l.late != nil {
		to = l.late
	}
	return l.put(i.Num, st, to)
}

func (l *ledger) put(num uint64, st stay, to *dates) error {
	to.add(num, st)
	k := key8(num)
	return l.member.Put(k, frame(k, encodeStay(st)))
}

// flush writes the indexes by date, sorted: bbolt splits its pages only when a
// transaction ends, so that many keys put in between others would take a time
// that grows with their square.
func (l *ledger) flush() error {
	l.fresh.sort()
	err := l.index(l.fresh)
	l.fresh = dates{}
	return err
}

func (d *dates) sort() {
	for _, entries := range [][]dated{d.clock, d.touch} {
		slices.SortFunc(entries, func(x, y dated) int { return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.num, y.num)) })
	}
}

// fill has the pages of the indexes by date made nearly full where so many entries
// that come in order are most of what there will be; those that come later, between
// others, split a page best in half.
func (l *ledger) fill(entries int) {
	if before := l.log.Sequence() - uint64(entries); uint64(entries) > before*2/3 {
		l.clock.FillPercent, l.touch.FillPercent = bulkPage, bulkPage
	}
}

// index writes entries that are sorted.
func (l *ledger) index(d dates) error {
	return first(putDated(l.clock, d.clock), putDated(l.touch, d.touch))
}

func putDated(b *bbolt.Bucket, entries []dated) error {
	for _, e := range entries {
		k := pair(e.at, e.num)
		if err := b.Put(k, pin(k, e.n)); err != nil {
			return err
		}
	}
	return nil
}

func (l *ledger) remove(num uint64, st stay) error {
	err := first(l.member.Delete(key8(num)), l.clock.Delete(byDate(st.at, num)))
	if err == nil && st.aside() {
		err = l.touch.Delete(byDate(st.touched, num))
	}
	return err
}

// leave ends an item's stay in a theme.
func (w *work) leave(l *ledger, num uint64, st stay, now time.Time) error {
	w.left[l.id] = true
	return l.leave(num, st, now)
}

func (l *ledger) leave(num uint64, st stay, now time.Time) error {
	k := key8(st.n)
	place, err := l.place(l.log, k)
	if err == nil {
		place.Left = now
		err = l.log.Put(k, frame(k, encodePlace(place)))
	}
	if unlessDamaged(err) != nil {
		return err
	}
	l.dirty = true
	return l.remove(num, st)
}

// renew notes that an item that stays has changed. Where a sitting has broken off
// it may lack its dates.
func (l *ledger) renew(num uint64, old, now stay) error {
	if old.at.Equal(now.at) && old.touched.Equal(now.touched) && old.source == now.source && l.dates(num, old) {
		return nil
	}
	return first(l.remove(num, old), l.put(num, now, &l.fresh))
}

// dates reports whether a stay stands in the indexes by date.
func (l *ledger) dates(num uint64, st stay) bool {
	return l.clock.Get(byDate(st.at, num)) != nil && (!st.aside() || l.touch.Get(byDate(st.touched, num)) != nil)
}

func (l *ledger) place(log *bbolt.Bucket, k []byte) (news.Place, error) {
	return l.s.readPlace(log, l.part(bucketLog), k)
}

func (s *Store) readPlace(log *bbolt.Bucket, name, k []byte) (news.Place, error) {
	v := log.Get(k)
	if v == nil {
		return news.Place{}, s.damaged(name, k, fmt.Errorf("%w: no line", errMalformed))
	}
	return s.placeOf(name, k, v)
}

// placeOf reads a line of a log from its value.
func (s *Store) placeOf(name, k, v []byte) (news.Place, error) {
	b, err := s.press.unframe(k, v)
	var p news.Place
	if err == nil {
		p, err = decodePlace(number(k), b)
	}
	if err != nil {
		return news.Place{}, s.damaged(name, k, err)
	}
	return p, nil
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
