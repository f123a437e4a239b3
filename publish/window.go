package publish

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"time"

	"koreadesk/news"
)

// Ledger is where a theme's members are read from. Members are those now in
// the theme; each comes once.
type Ledger interface {
	// Newest yields the members newest first by the theme's clock. An error of
	// either is taken to mean that the ledger cannot be read.
	Newest(theme string) iter.Seq2[news.Member, error]
	// Touched yields, in any order, the members that entered or changed at
	// since or later.
	Touched(theme string, since time.Time) iter.Seq2[news.Member, error]
	// Lines is how many lines the ledger has, Latest the members that entered
	// with the line of a number or a later one.
	Lines(theme string) (uint64, error)
	Latest(theme string, from uint64) iter.Seq2[news.Member, error]
}

// What a window may cost and hold, whatever a theme asks for.
const (
	maxEntries = 500    // on one page
	softScan   = 5_000  // members read before a limit per source stops looking for more, at the end of a day
	hardScan   = 50_000 // members read in any case
)

// Window selects what a theme shows at now: its newest members by the theme's
// clock, at least Limit of them as far as there are so many, every one that
// entered or changed within AtLeast, at most 500 together, and every one that
// no full archive holds yet; newest first. Of one source and one UTC day the
// first PerSource stay, counted in the order of the ledger, so that an entry
// once shown is not pushed out by a later one; the others a reader meets in
// the archives.
//
// until is the next instant at which the selection changes by itself; zero is
// never. However large the theme, the scan is bounded; only where a limit per
// source keeps nearly nothing of thousands of members can the page come out
// shorter than Limit.
func Window(l Ledger, t news.Theme, now time.Time) (members []news.Member, until time.Time, err error) {
	since := now.Add(-t.AtLeast)
	w := window{theme: t, limit: min(t.Limit, maxEntries), back: now}
	if w.loose, w.from, err = loose(l, t); err != nil {
		return nil, time.Time{}, err
	}
	var recent []news.Member
	if t.PerSource <= 0 {
		recent, err = w.race(l, since)
	} else if recent, err = touched(l, t, since); err == nil {
		err = w.scan(l, recent)
	}
	if err != nil {
		return nil, time.Time{}, err
	}
	members, until = w.join(recent)
	return members, until, nil
}

// touched are the members that entered or changed after since.
func touched(l Ledger, t news.Theme, since time.Time) ([]news.Member, error) {
	if t.AtLeast <= 0 {
		return nil, nil
	}
	var all []news.Member
	for m, err := range l.Touched(t.ID, since) {
		if err != nil {
			return nil, fmt.Errorf("read what changed in theme %s: %w", t.ID, err)
		}
		if m.Touched.After(since) && m.Left.IsZero() {
			all = append(all, m)
		}
		if len(all) == hardScan {
			break
		}
	}
	return all, nil
}

// loose are the members whose lines are in no full archive: from a number on.
func loose(l Ledger, t news.Theme) (members []news.Member, from uint64, err error) {
	lines, err := l.Lines(t.ID)
	if err != nil || lines == 0 {
		return nil, math.MaxUint64, err
	}
	from = lines / archiveSize * archiveSize
	for m, err := range l.Latest(t.ID, from) {
		if err != nil {
			return nil, from, fmt.Errorf("read the latest of theme %s: %w", t.ID, err)
		}
		if m.Left.IsZero() {
			members = append(members, m)
		}
	}
	return members, from, nil
}

// window is a selection in the making.
type window struct {
	theme  news.Theme
	limit  int
	loose  []news.Member // in no full archive
	from   uint64        // the first line of those
	back   time.Time     // how far back days must be known whole
	newest []news.Member
	seen   []news.Member // every member of the days read whole
	whole  time.Time     // the oldest day read whole; zero is none
}

// scan reads the ledger from its newest member on, under a limit per source: by
// whole days, because which of a day's members stay is only known when all of them
// are.
func (w *window) scan(l Ledger, recent []news.Member) error {
	for _, m := range slices.Concat(recent, w.loose) {
		if m.At.Before(w.back) {
			w.back = m.At
		}
	}
	var today []news.Member
	read := 0
	for m, err := range l.Newest(w.theme.ID) {
		if err != nil {
			return fmt.Errorf("read the newest of theme %s: %w", w.theme.ID, err)
		}
		if !m.Left.IsZero() {
			continue
		}
		if len(today) > 0 && day(today[0]) != day(m) {
			w.close(today)
			today = today[:0]
			if w.enough(read, day(m)) {
				return nil
			}
		}
		today = append(today, m)
		read++
		if read == hardScan {
			break
		}
	}
	if len(w.newest) == 0 || read < hardScan {
		w.close(today)
	}
	return nil
}

// close takes a day that has been read whole.
func (w *window) close(today []news.Member) {
	if len(today) == 0 {
		return
	}
	w.whole = day(today[0])
	w.seen = append(w.seen, today...)
	for _, m := range perSource(today, w.theme.PerSource) {
		if len(w.newest) < w.limit {
			w.newest = append(w.newest, m)
		}
	}
}

// enough reports whether nothing is to be learnt from the days before next.
func (w *window) enough(read int, next time.Time) bool {
	if read >= softScan {
		return true
	}
	return len(w.newest) >= w.limit && next.Before(day(news.Member{At: w.back}))
}

// join adds what was touched and what is in no archive to the newest, and says
// when the first of it leaves again.
func (w *window) join(recent []news.Member) (members []news.Member, until time.Time) {
	members = slices.Clone(w.newest)
	newest := make(map[uint64]bool, len(members))
	for _, m := range members {
		newest[m.N] = true
	}
	more := slices.Concat(recent, w.loose)
	known := slices.Clone(w.seen)
	for _, m := range more {
		if w.whole.IsZero() || day(m).Before(w.whole) {
			known = append(known, m)
		}
	}
	known = once(known)
	stays := make(map[uint64]bool)
	for _, m := range perSource(known, w.theme.PerSource) {
		stays[m.N] = true
	}
	for _, m := range more {
		if w.theme.PerSource <= 0 || stays[m.N] {
			members = append(members, m)
		}
	}
	members = w.cap(once(members))
	slices.SortFunc(members, newestFirst)
	for _, m := range members {
		if leaves := m.Touched.Add(w.theme.AtLeast); !newest[m.N] && m.N < w.from && (until.IsZero() || leaves.Before(until)) {
			until = leaves
		}
	}
	return members, until
}

// cap keeps the newest of too many members, and those in no archive.
func (w *window) cap(members []news.Member) []news.Member {
	over := len(members) - maxEntries
	if over <= 0 {
		return members
	}
	slices.SortFunc(members, func(a, b news.Member) int { return newestFirst(b, a) })
	return slices.DeleteFunc(members, func(m news.Member) bool {
		drop := over > 0 && m.N < w.from
		if drop {
			over--
		}
		return drop
	})
}

// once keeps each item's first member: a ledger that changes while it is read
// may show one twice.
func once(members []news.Member) []news.Member {
	seen := make(map[uint64]bool, len(members))
	return slices.DeleteFunc(members, func(m news.Member) bool {
		again := seen[m.Item]
		seen[m.Item] = true
		return again
	})
}

// perSource keeps, of each source and day, the first max by ledger number; the
// order of members stays. A max of 0 keeps all.
func perSource(members []news.Member, max int) []news.Member {
	if max <= 0 {
		return members
	}
	type key struct {
		source string
		day    time.Time
	}
	groups := make(map[key][]uint64)
	for _, m := range members {
		k := key{m.Source, day(m)}
		groups[k] = append(groups[k], m.N)
	}
	for k, ns := range groups {
		slices.Sort(ns)
		groups[k] = ns[:min(len(ns), max)]
	}
	var kept []news.Member
	for _, m := range members {
		if _, ok := slices.BinarySearch(groups[key{m.Source, day(m)}], m.N); ok {
			kept = append(kept, m)
		}
	}
	return kept
}

// day is the UTC day of a member on its theme's clock.
func day(m news.Member) time.Time { return m.At.UTC().Truncate(24 * time.Hour) }

// newestFirst orders by the theme's clock, then by the ledger.
func newestFirst(a, b news.Member) int {
	return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.N, a.N))
}
