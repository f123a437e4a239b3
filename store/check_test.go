package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
	"koreadesk/news/text"
)

// rich makes a data file that has something in every bucket.
func rich(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "koreadesk.db")
	s := reopen(t, path)
	must := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var es []news.Entry
	for n := range 8 {
		es = append(es, article(n))
	}
	feed := news.Origin{Title: "Ferries"}
	put := func(at time.Time, es ...news.Entry) {
		_, err := s.Put(context.Background(), news.Delivery{Source: "a", At: at, Fresh: true, Entries: es, Feed: feed})
		must(nil, err)
	}
	put(noon, es...)
	settleAll(t, s)
	ids := make([]string, 9)
	for r, err := range s.Items(Query{}) {
		must(nil, err)
		ids[r.Item.Num] = r.Item.ID
	}
	es[0].Title = "Another timetable altogether, for trains"
	put(noon, es...)
	by := news.Edit{Who: "kim", When: noon}
	must(s.AddEdit(news.Edit{Act: news.ActTag, Value: "x", Item: ids[1]}))
	must(s.Merge(ids[2], ids[3], by))
	must(s.Apart(ids[4], ids[5], by))
	settleAll(t, s)
	must(nil, s.Send(news.Issue{Theme: "all", Name: "2026-W47", Cutoff: noon, Items: []string{ids[1], ids[4]},
		Files: []news.IssueFile{{Pieces: []news.Piece{{Item: ids[1], Text: "one"}}}}}))
	must(s.Takedown(ids[6], by))
	settleAll(t, s)
	must(s.Prune(context.Background(), Retention{Items: time.Hour, Rejected: time.Hour, Keep: func(num uint64) bool { return num != 7 }}, noon.Add(2*time.Hour)))
	put(noon, append(es[:4:4], es[5:]...)...)
	must(nil, s.SaveMarks(map[string]news.Mark{"/all.atom": {Hash: "x"}}))
	put(noon, append(append(es[:4:4], es[5:]...), article(20))...) // it waits in the journal
	if problems, err := s.Check(context.Background()); err != nil || len(problems) > 0 {
		t.Fatalf("before any damage: %v, %v", problems, err)
	}
	must(nil, s.Close())
	return path
}

// at is a bucket within buckets.
func at(tx *bbolt.Tx, names [][]byte) *bbolt.Bucket {
	b := tx.Bucket(names[0])
	for _, n := range names[1:] {
		b = b.Bucket(n)
	}
	return b
}

// harm makes a copy of a data file, does something to it, and returns what Check
// finds, or why the file is refused.
func harm(t *testing.T, whole string, do func(tx *bbolt.Tx) error) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy.db")
	copyFile(t, whole, path)
	db, err := bbolt.Open(path, 0o640, &bbolt.Options{NoSync: true})
	if err == nil {
		err = errors.Join(db.Update(do), db.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(path, Options{})
	if err != nil {
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("open: %v", err)
		}
		return err.Error()
	}
	defer s.Close()
	problems, err := s.Check(context.Background())
	if err != nil {
		t.Error(err)
	}
	var out strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&out, "in %s of: %s: %s\n", p.Bucket, p.Key, p.What)
	}
	return out.String()
}

// every is every bucket that has values, with the name Check gives it.
func every(t *testing.T, path string) map[string][][]byte {
	t.Helper()
	db, err := bbolt.Open(path, 0o640, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	all := make(map[string][][]byte)
	var walk func(b *bbolt.Bucket, names [][]byte) error
	walk = func(b *bbolt.Bucket, names [][]byte) error {
		return b.ForEach(func(k, v []byte) error {
			down := append(names[:len(names):len(names)], bytes.Clone(k))
			switch {
			case v == nil:
				return walk(b.Bucket(k), down)
			case len(names) == 3:
				all[string(names[0])+"/all/"+string(names[2])] = names
			case len(names) == 2 && string(names[0]) == "issues":
				all["issues/all/closed"] = names
			default:
				all[string(names[0])] = names
			}
			return nil
		})
	}
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error { return walk(b, [][]byte{bytes.Clone(name)}) })
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Every value of every bucket is spoiled in turn: the file is refused for it, or
// Check names its bucket.
func TestCheckNamesWhatIsSpoiled(t *testing.T) {
	whole := rich(t)
	all := every(t, whole)
	for _, name := range buckets {
		if _, filled := all[string(name)]; !filled && string(name) != "ledgers" {
			t.Errorf("the test's file has nothing in %s", name)
		}
	}
	for name, names := range all {
		for n := 0; ; n++ {
			more := false
			got := harm(t, whole, func(tx *bbolt.Tx) error {
				b, i := at(tx, names), 0
				return b.ForEach(func(k, v []byte) error {
					if i++; v == nil || i != n+1 {
						return nil
					}
					more = true
					bad := bytes.Clone(v)
					bad[len(bad)-1] ^= 0x10
					return b.Put(bytes.Clone(k), bad)
				})
			})
			if more && !strings.Contains(got, "in "+name+" of") {
				t.Errorf("%s, value %d spoiled: %s", name, n, got)
			}
			if !more || n == 3 {
				break
			}
		}
	}
}

// A meta page that is not whole is named until it is written anew.
func TestCheckNamesAMetaPage(t *testing.T) {
	whole := stocked(t, 3)
	b, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 2 {
		at := n*pageSize + pageHead + metaSize - 1
		b[at] ^= 1
		path := filepath.Join(t.TempDir(), "half.db")
		if err := os.WriteFile(path, b, 0o640); err != nil {
			t.Fatal(err)
		}
		b[at] ^= 1
		for _, want := range [][]string{{"meta page " + strconv.Itoa(n)}, nil} {
			s, err := Open(path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			problems, err := s.Check(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range problems {
				got = append(got, p.Bucket+" "+p.Key)
			}
			if !slices.Equal(got, want) {
				t.Errorf("meta page %d: %v, want %q", n, problems, want)
			}
			if err := errors.Join(s.SaveMarks(map[string]news.Mark{"/a": {Changed: noon}}), s.SaveMarks(nil), s.SaveMarks(map[string]news.Mark{"/b": {Changed: noon}}), s.Close()); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A record that is gone, or sound but not of this file, is told by what refers
// to it or by what it refers to.
func TestCheckNamesWhatDoesNotFit(t *testing.T) {
	whole := rich(t)
	gone := func(names ...[]byte) func(tx *bbolt.Tx) error {
		return func(tx *bbolt.Tx) error {
			b := at(tx, names)
			k, v := b.Cursor().First()
			if v == nil {
				return b.DeleteBucket(k)
			}
			return b.Delete(k)
		}
	}
	strange := func(k []byte, names ...[]byte) func(tx *bbolt.Tx) error { // the first value under another key
		return func(tx *bbolt.Tx) error {
			b := at(tx, names)
			old, v := b.Cursor().First()
			if _, err := unpin(old, v); err == nil {
				num, _ := unpin(old, v)
				return b.Put(k, pin(k, num))
			}
			return b.Put(k, packed{v[0], v[frameHead:]}.frame(k))
		}
	}
	ledger := [][]byte{bucketLedgers, key4(1)}
	sent := [][]byte{bucketIssues, key4(1)}
	of := func(top [][]byte, b []byte) [][]byte { return append(top[:len(top):len(top)], b) }
	far, source9 := key8(999), key4(9)
	for name, one := range map[string]struct {
		do   func(tx *bbolt.Tx) error
		want string
	}{
		"body gone":    {gone(bucketBodies), "in items of: 1: its body is missing"},
		"version gone": {gone(bucketVersions), "in items of: 1: its version 0 is missing"},
		"id gone": {func(tx *bbolt.Tx) error {
			return tx.Bucket(bucketIDs).ForEach(func(k, v []byte) error {
				if num, _ := unpin(k, v); num == 1 {
					return tx.Bucket(bucketIDs).Delete(bytes.Clone(k))
				}
				return nil
			})
		}, "in items of: 1: its id"},
		"link gone": {func(tx *bbolt.Tx) error {
			h := hashLink(text.Canonical(article(1).Link))
			return tx.Bucket(bucketLinks).Delete(h[:])
		}, "leads nowhere"},
		"key gone":                       {gone(bucketKeys), "in documents of"},
		"item gone":                      {gone(bucketItems), "item 1 does not exist"},
		"origin gone":                    {gone(bucketOrigins), "in items of: 1: origin 1 is missing"},
		"source gone":                    {gone(bucketSources), "in items of: 1: source 1 is not known"},
		"verdict gone":                   {gone(bucketVerdicts, key8(1)), "in verdicts of: 1: the item has no verdict"},
		"verdicts gone":                  {gone(bucketVerdicts), "the verdicts of generation 1 are missing"},
		"theme gone":                     {gone(bucketThemes), "ledgers: no theme has the number 1"},
		"ledger gone":                    {gone(bucketLedgers), "in themes of: all: its ledger is missing"},
		"log line gone":                  {gone(of(ledger, bucketLog)...), "in ledgers/all/log of"},
		"member gone":                    {gone(of(ledger, bucketMember)...), "in ledgers/all/member of"},
		"date gone":                      {gone(of(ledger, bucketClock)...), "in ledgers/all/clock of"},
		"touch gone":                     {gone(of(ledger, bucketTouched)...), "in ledgers/all/touched of"},
		"entered gone":                   {gone(bucketEntered), "item 1 is not noted to have entered a feed"},
		"edit gone":                      {gone(bucketEdits), "in edits of: 1: it is missing"},
		"edit by item gone":              {gone(bucketEdited), "in edits of: 1: it is not found by its item 1"},
		"merger gone":                    {gone(bucketMerged), "in items of: 2: its alias"},
		"issue gone":                     {gone(of(sent, issuesAll)...), "in issues/all/sent of"},
		"sent gone":                      {gone(of(sent, issuesSent)...), "in issues/all/all of: 2026-W47"},
		"issue of no theme":              {func(tx *bbolt.Tx) error { _, err := tx.Bucket(bucketIssues).CreateBucket(source9); return err }, "issues: no theme has the number 9"},
		"state of no source":             {strange(source9, bucketStates), "in states of: 00000009: source 9 is not known"},
		"document of no source":          {strange(source9, bucketDocuments), "in documents of: 00000009: source 9 is not known"},
		"source under another id":        {strange([]byte("zz"), bucketSources), "in sources of: zz"},
		"key of no source":               {strange(makeKey(9, kindGUID, "x")[:], bucketKeys), "its source is not known"},
		"body of no item":                {strange(far, bucketBodies), "in bodies of: 999"},
		"version of no item":             {strange(versionKey(999, 0), bucketVersions), "in versions of"},
		"entered by no item":             {strange(far, bucketEntered), "in entered of: 999: item 999 does not exist"},
		"verdict on no item":             {strange(far, bucketVerdicts, key8(1)), "in verdicts of: 999: item 999 does not exist"},
		"signature of no item":           {strange(far, bucketSignatures), "in signatures of: 999"},
		"block of no item":               {strange(far, bucketBlocks), "in blocks of: 999: item 999 does not exist"},
		"merger of no item":              {strange(far, bucketMerged), "in merged of: 999"},
		"proposal of no item":            {strange(pair(5, 999), bucketQueue), "in queue of"},
		"missing from no source":         {strange(append(source9, key8(5)...), bucketMissing), "source 9 is not known"},
		"forgotten, but there":           {strange(key8(1), bucketForgotten), "in forgotten of: 1: the item is still there"},
		"edit found by a wrong item":     {strange(pair(999, 9), bucketEdited), "in edited of"},
		"member that entered by no line": {strange(far, of(ledger, bucketMember)...), "in ledgers/all/member of: 999"},
		"id of another item": {func(tx *bbolt.Tx) error {
			k := []byte(strings.Repeat("a", idLength))
			return tx.Bucket(bucketIDs).Put(k, pin(k, 1))
		}, "in ids of: aaaaaaaaaaaaaaaaaaaaaaaaaa: item 1 has id"},
		"link to no item": {func(tx *bbolt.Tx) error {
			h := hashLink("x")
			return tx.Bucket(bucketLinks).Put(h[:], pin(h[:], 999))
		}, "in links of"},
		"theme twice": {strange([]byte("two"), bucketThemes), "in themes of"},
		"apart by no edit": {func(tx *bbolt.Tx) error {
			k := pair(4, 5)
			return tx.Bucket(bucketQueue).Put(k, frame(k, encodeProposal(Proposal{apart: 99})))
		}, "edit 99, which keeps them apart, does not exist"},
		"journal names no item": {func(tx *bbolt.Tx) error {
			k, v := tx.Bucket(bucketJournal).Cursor().Last()
			return tx.Bucket(bucketJournal).Put(k, packed{v[0], append([]byte{byte(arrived)}, 0xe7, 0x07)}.frame(k))
		}, "in journal of"},
	} {
		if got := harm(t, whole, one.do); !strings.Contains(got, one.want) {
			t.Errorf("%s: check finds\n%swant %q", name, got, one.want)
		}
	}
}
