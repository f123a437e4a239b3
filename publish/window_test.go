package publish

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"koreadesk/news"
)

// heldLedger is a ledger in memory that counts what is read of it.
type heldLedger struct {
	members []news.Member
	sorted  bool // members are given newest first
	lines   uint64
	read    int
	broken  error
}

func (l *heldLedger) Newest(string) iter.Seq2[news.Member, error] {
	if l.sorted {
		return l.yield(l.members)
	}
	return l.yield(slices.SortedFunc(slices.Values(l.members), newestFirst))
}

func (l *heldLedger) Touched(_ string, since time.Time) iter.Seq2[news.Member, error] {
	var recent []news.Member
	for _, m := range l.members {
		if !m.Touched.Before(since) {
			recent = append(recent, m)
		}
	}
	return l.yield(recent)
}

func (l *heldLedger) Lines(string) (uint64, error) { return l.lines, nil }

func (l *heldLedger) Latest(_ string, from uint64) iter.Seq2[news.Member, error] {
	return l.yield(slices.DeleteFunc(slices.Clone(l.members), func(m news.Member) bool { return m.N < from }))
}

func (l *heldLedger) yield(members []news.Member) iter.Seq2[news.Member, error] {
	return func(yield func(news.Member, error) bool) {
		if l.broken != nil {
			yield(news.Member{}, l.broken)
			return
		}
		for _, m := range members {
			l.read++
			if !yield(m, nil) {
				return
			}
		}
	}
}

// member is one that entered at its own date.
func member(n uint64, source string, when time.Time) news.Member {
	return news.Member{Place: news.Place{N: n, Item: n, Entered: when}, Source: source, At: when, Touched: when}
}

func numbers(members []news.Member) []uint64 {
	ns := make([]uint64, len(members))
	for k, m := range members {
		ns[k] = m.N
	}
	return ns
}

func TestWindow(t *testing.T) {
	day := func(d, h int) time.Time { return time.Date(2026, 11, d, h, 0, 0, 0, time.UTC) }
	now := day(23, 12)
	late := func(n uint64, when, touched time.Time) news.Member {
		m := member(n, "a", when)
		m.Touched = touched
		return m
	}
	left := member(9, "a", day(23, 11))
	left.Left = day(23, 11)
	for _, c := range []struct {
		name    string
		theme   news.Theme
		members []news.Member
		want    []uint64
		until   time.Time
	}{
		{name: "empty", theme: news.Theme{Limit: 3, AtLeast: time.Hour}},
		{
			name: "the newest", theme: news.Theme{Limit: 2},
			members: []news.Member{member(0, "a", day(20, 1)), member(1, "a", day(22, 1)), member(2, "a", day(21, 1))},
			want:    []uint64{1, 2},
		},
		{
			name: "a tie by the ledger", theme: news.Theme{Limit: 2},
			members: []news.Member{member(0, "a", day(20, 1)), member(1, "a", day(20, 1)), member(2, "a", day(20, 1))},
			want:    []uint64{2, 1},
		},
		{
			name: "what entered late with an old date", theme: news.Theme{Limit: 1, AtLeast: 48 * time.Hour},
			members: []news.Member{member(0, "a", day(23, 1)), late(1, day(2, 1), day(22, 1)), late(2, day(3, 1), day(21, 11))},
			want:    []uint64{0, 1}, until: day(24, 1),
		},
		{
			name: "leaves at the very instant", theme: news.Theme{Limit: 0, AtLeast: 48 * time.Hour},
			members: []news.Member{late(0, day(2, 1), day(21, 12)), late(1, day(2, 1), day(21, 13))},
			want:    []uint64{1}, until: day(23, 13),
		},
		{
			name: "the earliest leave counts, the newest do not leave", theme: news.Theme{Limit: 1, AtLeast: 48 * time.Hour},
			members: []news.Member{member(0, "a", day(23, 11)), late(1, day(23, 10), day(23, 10)), late(2, day(3, 1), day(22, 2))},
			want:    []uint64{0, 1, 2}, until: day(24, 2),
		},
		{
			name: "who is seen twice", theme: news.Theme{Limit: 5, AtLeast: 99 * time.Hour},
			members: []news.Member{member(0, "a", day(22, 1)), member(0, "a", day(23, 1))}, want: []uint64{0},
		},
		{name: "who has left", theme: news.Theme{Limit: 5, AtLeast: time.Hour * 99}, members: []news.Member{left, member(0, "a", day(1, 1))}, want: []uint64{0}},
		{
			name: "per source and day, by the ledger", theme: news.Theme{Limit: 10, PerSource: 2},
			members: []news.Member{
				member(4, "a", day(22, 9)), member(1, "a", day(22, 8)), member(2, "a", day(22, 7)), member(3, "a", day(22, 6)),
				member(0, "b", day(22, 5)), member(5, "a", day(21, 23)),
			},
			want: []uint64{1, 2, 0, 5},
		},
		{
			name: "per source for what was touched, on a day below the newest", theme: news.Theme{Limit: 1, PerSource: 1, AtLeast: 48 * time.Hour},
			members: []news.Member{
				member(9, "b", day(23, 9)), member(1, "a", day(10, 3)), late(2, day(10, 2), day(23, 1)), late(3, day(9, 2), day(23, 2)),
			},
			want: []uint64{9, 3}, until: day(25, 2),
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, until, err := Window(&heldLedger{members: c.members}, c.theme, now)
			if err != nil || !slices.Equal(numbers(got), c.want) || !until.Equal(c.until) {
				t.Errorf("window %v until %v, %v; want %v until %v", numbers(got), until, err, c.want, c.until)
			}
		})
	}
}

func TestWindowBroken(t *testing.T) {
	broken := errors.New("a page of the file is broken")
	for _, theme := range []news.Theme{{ID: "x", Limit: 3}, {ID: "x", AtLeast: time.Hour}} {
		if _, _, err := Window(&heldLedger{broken: broken}, theme, now); !errors.Is(err, broken) {
			t.Errorf("a broken ledger gives %v", err)
		}
	}
}

// A theme may grow without its window costing more.
func TestWindowBounded(t *testing.T) {
	many := make([]news.Member, 350_000)
	sources := []string{"a", "b", "c", "d", "e", "f", "g"}
	for n := range many {
		many[n] = member(uint64(n), sources[n%7], at(1, 0, 0).Add(-time.Duration(n)*time.Minute))
	}
	for _, c := range []struct {
		theme   news.Theme
		shown   int
		atMost  int
		sameDay bool
	}{
		{theme: news.Theme{Limit: 50, AtLeast: 48 * time.Hour}, shown: 50, atMost: 51},
		{theme: news.Theme{Limit: 9_999}, shown: maxEntries, atMost: maxEntries + 1},
		{theme: news.Theme{Limit: 50, PerSource: 3}, shown: 50, atMost: 4 * 1440},
		{theme: news.Theme{Limit: 500, PerSource: 1}, shown: 29, atMost: softScan + 1441},
		{theme: news.Theme{Limit: 50, PerSource: 3}, shown: 21, atMost: hardScan + 1, sameDay: true},
	} {
		l := &heldLedger{members: many, sorted: true}
		if c.sameDay {
			l.members = slices.Clone(many)
			for n := range l.members {
				l.members[n].At = at(1, 0, 0)
			}
		}
		got, _, err := Window(l, c.theme, now)
		if err != nil || len(got) != c.shown || l.read > c.atMost {
			t.Errorf("%+v: %d shown, %d read, %v; want %d shown, at most %d read", c.theme, len(got), l.read, err, c.shown, c.atMost)
		}
	}
	l := &heldLedger{members: slices.Clone(many), sorted: true}
	for n := range l.members {
		l.members[n].Touched = now
	}
	got, _, err := Window(l, news.Theme{Limit: 50, AtLeast: time.Hour}, now)
	if err != nil || len(got) != maxEntries || l.read > 2*maxEntries+100 {
		t.Errorf("all of it touched: %d shown, %d read, %v", len(got), l.read, err)
	}
	for n := range l.members {
		l.members[n].Touched = l.members[n].At
		if n > 300_000 && n <= 302_000 {
			l.members[n].Touched = now
		}
	}
	l.read = 0
	got, _, err = Window(l, news.Theme{Limit: 50, AtLeast: time.Hour}, now)
	if err != nil || len(got) != maxEntries || l.read > 2*2000+100 {
		t.Errorf("old ones touched: %d shown, %d read, %v", len(got), l.read, err)
	}
}

// Without a limit per source a page is read one way or the other, whichever is
// sooner done: it shows what it shows under a limit that nothing reaches, which is
// found by reading all that changed.
func TestWindowByEitherWay(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for round := range 200 {
		theme := news.Theme{Limit: r.IntN(600), AtLeast: time.Duration(r.IntN(72)) * time.Hour}
		l := &heldLedger{}
		changed, span := 1+r.IntN(10), 1+r.IntN(20*24*60)
		for n := range r.IntN(4000) {
			m := member(uint64(n), "a", now.Add(-time.Duration(r.IntN(span))*time.Minute))
			if r.IntN(changed) == 0 {
				m.Touched = now.Add(-time.Duration(r.IntN(100)) * time.Hour)
			}
			l.members = append(l.members, m)
		}
		l.lines = uint64(r.IntN(len(l.members) + 1))
		got, until, err := Window(l, theme, now)
		if err != nil {
			t.Fatal(err)
		}
		theme.PerSource = len(l.members) + 1
		want, leaves, err := Window(l, theme, now)
		if err != nil || !slices.Equal(numbers(got), numbers(want)) || !until.Equal(leaves) {
			t.Fatalf("round %d: %v until %v, want %v until %v, %v", round, numbers(got), until, numbers(want), leaves, err)
		}
	}
}

// Over random ledgers: the order holds, no source has too many a day, what was
// shown stays while newer members come until newer ones fill the page, and the
// window is the same until the instant it names.
func TestWindowProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		theme := news.Theme{Limit: r.IntN(20), PerSource: r.IntN(4), AtLeast: time.Duration(r.IntN(72)) * time.Hour}
		l := &heldLedger{}
		for n := range r.IntN(200) {
			m := member(uint64(n), fmt.Sprint(r.IntN(5)), now.Add(-time.Duration(r.IntN(20*24*60))*time.Minute))
			if r.IntN(3) == 0 {
				m.Touched = now.Add(-time.Duration(r.IntN(100)) * time.Hour)
			}
			l.members = append(l.members, m)
		}
		if r.IntN(2) == 0 {
			l.lines = uint64(len(l.members))
		}
		got, until, err := Window(l, theme, now)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.IsSortedFunc(got, newestFirst) {
			t.Fatalf("not in order: %v", got)
		}
		days := make(map[string]int)
		for _, m := range got {
			if k := m.Source + m.At.Format(time.DateOnly); theme.PerSource > 0 {
				if days[k]++; days[k] > theme.PerSource {
					t.Fatalf("%d of a source on %s", days[k], k)
				}
			}
		}
		if want := model(l.members, theme, l.lines); !slices.Equal(numbers(got), want) {
			t.Fatalf("%+v: window %v, want %v", theme, numbers(got), want)
		}
		if until.IsZero() {
			until = now.Add(1000 * time.Hour)
		} else if next, _, _ := Window(l, theme, until); slices.Equal(numbers(next), numbers(got)) {
			t.Fatalf("nothing changes at %v", until)
		}
		if before, _, _ := Window(l, theme, until.Add(-time.Nanosecond)); !slices.Equal(numbers(before), numbers(got)) {
			t.Fatalf("it changes before %v", until)
		}
	}
}

// model is the window at now, told without any thrift.
func model(members []news.Member, t news.Theme, lines uint64) []uint64 {
	all := slices.Clone(members)
	slices.SortFunc(all, newestFirst)
	rank := make(map[uint64]int)
	if t.PerSource > 0 {
		byNumber := slices.SortedFunc(slices.Values(all), func(a, b news.Member) int { return cmp.Compare(a.N, b.N) })
		groups := make(map[string]int)
		for _, m := range byNumber {
			k := m.Source + m.At.Format(time.DateOnly)
			rank[m.N] = groups[k]
			groups[k]++
		}
	}
	var shown []uint64
	newest := 0
	for _, m := range all {
		if t.PerSource > 0 && rank[m.N] >= t.PerSource {
			continue
		}
		if newest++; newest <= t.Limit || t.AtLeast > 0 && m.Touched.After(now.Add(-t.AtLeast)) || lines > 0 && m.N >= lines/100*100 {
			shown = append(shown, m.N)
		}
	}
	return shown
}
