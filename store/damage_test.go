package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func article(n int) news.Entry {
	return news.Entry{
		GUID: fmt.Sprint("g", n), Link: fmt.Sprintf("https://a.example/%d", n), Title: fmt.Sprint("Ferry timetable number ", n),
		Content:   news.Raw{Markup: strings.Repeat(fmt.Sprintf("<p>Boat %d leaves.</p>", n), 20), Kind: news.HTML},
		Published: noon.Add(-time.Duration(n+1) * time.Minute),
	}
}

func judgeAll(items []news.Item, edits map[uint64][]news.Edit) (out []news.Verdict) {
	for _, i := range items {
		out = append(out, news.Judge(i, []news.Score{{Tag: "ferry", Score: 1}}, edits[i.Num], allThemes))
	}
	return out
}

var allThemes = []news.Theme{{ID: "all"}}

// stocked makes a settled data file of a few items and returns its path.
func stocked(t *testing.T, count int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "koreadesk.db")
	s := reopen(t, path)
	var es []news.Entry
	for n := range count {
		es = append(es, article(n))
	}
	deliver(t, s, es...)
	settleAll(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func reopen(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(path, Options{Authority: "example.org,2026", Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Configure([]news.Source{{ID: "a", URL: "https://a.example/feed"}}, noon); err != nil {
		t.Fatal(err)
	}
	return s
}

func deliver(t *testing.T, s *Store, es ...news.Entry) news.Receipt {
	t.Helper()
	r, err := s.Put(context.Background(), news.Delivery{Source: "a", At: noon, Fresh: true, Entries: es,
		State: news.State{Next: noon.Add(time.Hour)}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func settleAll(t *testing.T, s *Store) {
	t.Helper()
	if _, err := s.Settle(context.Background(), allThemes, judgeAll, noon, 10000); err != nil {
		t.Fatal(err)
	}
}

// spoil flips a bit in the value under k.
func spoil(t *testing.T, path string, k []byte, names ...[]byte) {
	t.Helper()
	db, err := bbolt.Open(path, 0o640, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Update(func(tx *bbolt.Tx) error {
		b := tx.Bucket(names[0])
		for _, n := range names[1:] {
			b = b.Bucket(n)
		}
		if k == nil {
			k, _ = b.Cursor().First()
		}
		v := bytes.Clone(b.Get(k))
		v[len(v)-1] ^= 0x10
		return b.Put(k, v)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestDamagedItemIsNamedAndNotShown(t *testing.T) {
	path := stocked(t, 5)
	spoil(t, path, key8(3), bucketItems)
	s := reopen(t, path)
	defer s.Close()
	good, bad := 0, 0
	for r, err := range s.Items(Query{}) {
		switch {
		case errors.Is(err, ErrDamaged) && strings.Contains(err.Error(), "record 3 in items"):
			bad++
		case err != nil:
			t.Error(err)
		case r.Item.Num != 3:
			good++
		}
	}
	if good != 4 || bad != 1 {
		t.Errorf("%d items, %d damaged", good, bad)
	}
	recs, err := s.Load([]uint64{2, 3, 4}, true)
	if len(recs) != 2 || !errors.Is(err, ErrDamaged) {
		t.Errorf("load: %d records, %v", len(recs), err)
	}
	e := article(2) // it is item 3
	e.Title += ", revised"
	if r := deliver(t, s, e); r.New != 0 || r.Updated != 0 || len(r.Notes) != 1 {
		t.Errorf("its entry comes back as %+v", r)
	}
	if _, err := s.Regenerate(context.Background(), "v2", allThemes, judgeAll, noon, nil); err != nil {
		t.Errorf("regenerate: %v", err)
	}
	deliver(t, s, article(9))
	settleAll(t, s)
	if d := s.Stats().Damaged; len(d) != 1 || d[0].Bucket != "items" || d[0].Key != "3" {
		t.Errorf("stats name %+v", d)
	}
	problems, err := s.Check(context.Background())
	if err != nil || len(problems) == 0 || !strings.Contains(fmt.Sprint(problems), "checksum") {
		t.Errorf("check: %v, %v", problems, err)
	}
}

// Every bucket's first record is spoiled in turn: Check names it, nothing
// panics, and nothing false is read.
func TestDamageAnywhereIsFound(t *testing.T) {
	whole := stocked(t, 3)
	s := reopen(t, whole)
	e := article(1)
	e.Title = "Another timetable altogether, for trains"
	deliver(t, s, e)
	settleAll(t, s)
	item, err := s.Load([]uint64{2}, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddEdit(news.Edit{Act: news.ActTag, Value: "x", Item: item[0].Item.ID}); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveMarks(map[string]news.Mark{"/all.atom": {Hash: "x"}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Fold(); err != nil {
		t.Fatal(err)
	}
	s.Close()
	ledger := [][]byte{bucketLedgers, key4(1)}
	for _, names := range [][][]byte{
		{bucketStates}, {bucketDocuments}, {bucketItems}, {bucketBodies}, {bucketVersions}, {bucketIDs}, {bucketKeys}, {bucketLinks},
		{bucketVerdicts, key8(1)}, {bucketJournal}, {bucketEdits}, {bucketEdited}, {bucketPages}, {bucketThemes},
		append(ledger, bucketLog), append(ledger, bucketMember), append(ledger, bucketClock), append(ledger, bucketTouched),
	} {
		name := string(bytes.Join(names[:1], nil)) + " " + string(names[len(names)-1])
		path := filepath.Join(t.TempDir(), "copy.db")
		copyFile(t, whole, path)
		spoil(t, path, nil, names...)
		s, err := Open(path, Options{})
		if err != nil {
			t.Errorf("%s: open: %v", name, err)
			continue
		}
		problems, err := s.Check(context.Background())
		if err != nil || len(problems) == 0 {
			t.Errorf("%s: check finds %v, %v", name, problems, err)
		}
		_ = s.Configure([]news.Source{{ID: "a"}}, noon)
		if r, err := s.Put(context.Background(), news.Delivery{Source: "a", At: noon, Fresh: true, Entries: []news.Entry{article(0), article(1), article(2)}}); err == nil && r.New > 0 {
			t.Errorf("%s: known entries come as new: %+v", name, r)
		}
		_, _ = s.Settle(context.Background(), allThemes, judgeAll, noon, 0)
		for range s.Newest("all") {
		}
		if err := s.Close(); err != nil {
			t.Errorf("%s: close: %v", name, err)
		}
	}
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, b, 0o640)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// extentOf is how much of a file is in use; it may be longer than that.
func extentOf(t testing.TB, path string) int64 {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return max(metaExtent(f, 0).bytes, metaExtent(f, pageSize).bytes)
}

func TestTruncatedFile(t *testing.T) {
	whole := stocked(t, 200)
	used := extentOf(t, whole)
	for _, size := range []int64{used / 2, used - pageSize, used - 1, 3 * pageSize, 2 * pageSize, pageSize + 1000, pageSize, 100} {
		path := filepath.Join(t.TempDir(), "cut.db")
		copyFile(t, whole, path)
		if err := os.Truncate(path, size); err != nil {
			t.Fatal(err)
		}
		s, err := Open(path, Options{})
		if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "restore a backup") || !strings.Contains(err.Error(), path) {
			t.Errorf("cut to %d: %v", size, err)
		}
		if err == nil {
			s.Close()
		}
	}
}

func TestFileCutWhileOpen(t *testing.T) {
	path := stocked(t, 400)
	s := reopen(t, path)
	defer s.Close()
	if err := os.Truncate(path, 16384); err != nil {
		t.Fatal(err)
	}
	if err := s.Ping(); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "truncated") {
		t.Errorf("ping: %v", err)
	}
	var err error
	for _, err = range s.Items(Query{}) {
		if err != nil {
			break
		}
	}
	if !errors.Is(err, ErrDamaged) {
		t.Errorf("items: %v", err)
	}
}

// A page of nonsense must end as an error, whatever bbolt makes of it.
func TestScrambledPages(t *testing.T) {
	whole := stocked(t, 300)
	b, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	b = b[:extentOf(t, whole)]
	for page := 2; page < len(b)/pageSize; page += 5 {
		path := filepath.Join(t.TempDir(), "scrambled.db")
		bad := bytes.Clone(b)
		for n := range pageSize {
			bad[page*pageSize+n] ^= byte(n*7 + 1)
		}
		if err := os.WriteFile(path, bad, 0o640); err != nil {
			t.Fatal(err)
		}
		s, err := Open(path, Options{})
		if err != nil {
			continue // refused is good
		}
		for _, err := range s.Items(Query{}) {
			if err != nil {
				break
			}
		}
		_, _ = s.Check(context.Background())
		s.Close()
	}
}

// A bit turned in a key leaves the order of keys as it is, and what stands under it
// whole: the theme is told to lack a member, and the item a verdict.
func TestTurnedKeysAreNamed(t *testing.T) {
	turn := func(path string, names ...[]byte) {
		db, err := bbolt.Open(path, 0o640, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		err = db.Update(func(tx *bbolt.Tx) error {
			b := tx.Bucket(names[0])
			for _, n := range names[1:] {
				b = b.Bucket(n)
			}
			k, v := b.Cursor().First()
			turned := bytes.Clone(k)
			turned[len(turned)-1] ^= 0x40
			return errors.Join(b.Put(turned, bytes.Clone(v)), b.Delete(bytes.Clone(k)))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	told := func(each iter.Seq2[news.Member, error]) (named bool) {
		for _, err := range each {
			named = named || errors.Is(err, ErrDamaged)
		}
		return named
	}
	path := stocked(t, 70)
	turn(path, bucketLedgers, key4(1), bucketClock)
	s := reopen(t, path)
	if !told(s.Newest("all")) || !told(s.Touched("all", time.Time{})) {
		t.Error("a member is missing from its theme without a word")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	path = stocked(t, 70)
	turn(path, bucketVerdicts, key8(1))
	s = reopen(t, path)
	defer s.Close()
	items := 0
	for r, err := range s.Items(Query{}) {
		if err == nil && len(r.Verdict.Tags) == 0 {
			t.Errorf("item %d has no tags", r.Item.Num)
		}
		items++
	}
	if items != 70 || len(s.Stats().Damaged) == 0 {
		t.Errorf("%d items, damaged: %v", items, s.Stats().Damaged)
	}
}
