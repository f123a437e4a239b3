package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"koreadesk/news"
)

// Whatever bit of a data file is turned, nothing is missing or other than it was
// without a word.
func TestTurnedBits(t *testing.T) {
	whole := stocked(t, 60)
	b, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	b = b[:extentOf(t, whole)]
	want, err := told(whole)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	path := filepath.Join(t.TempDir(), "turned.db")
	refused := 0
	for range 400 {
		at := r.IntN(len(b))
		switch r.IntN(4) { // what is bbolt's own
		case 0:
			at = at/pageSize*pageSize + r.IntN(256)
		case 1:
			at = r.IntN(2)*pageSize + r.IntN(pageHead+metaSize)
		}
		bit := byte(1) << r.IntN(8)
		b[at] ^= bit
		if err := os.WriteFile(path, b, 0o640); err != nil {
			t.Fatal(err)
		}
		b[at] ^= bit
		got, err := told(path)
		switch {
		case errors.Is(err, ErrDamaged):
			refused++
		case err != nil:
			t.Errorf("octet %d of page %d: %v", at%pageSize, at/pageSize, err)
		case got != want:
			t.Errorf("octet %d of page %d: not a word, but %d octets are told, not %d", at%pageSize, at/pageSize, len(got), len(want))
		}
	}
	if refused < 100 {
		t.Errorf("%d turned bits were noticed", refused)
	}
}

// Nor is a record that a page's table no longer has, or a bucket that is called
// a record: whichever bit of a count or a kind is turned, it is refused.
func TestTurnedTables(t *testing.T) {
	b, shape := furnished(t, 6)
	path := filepath.Join(t.TempDir(), "turned.db")
	turned := 0
	try := func(at int, bit byte) {
		b[at] ^= bit
		defer func() { b[at] ^= bit }()
		if err := os.WriteFile(path, b, 0o640); err != nil {
			t.Fatal(err)
		}
		turned++
		if err := opens(path); !errors.Is(err, ErrDamaged) {
			t.Errorf("octet %d of page %d, bit %#x: %v", at%pageSize, at/pageSize, bit, err)
		}
	}
	var table func(page int)
	table = func(page int) {
		if native.Uint16(b[page+8:]) != leafFlag {
			return
		}
		for n := range int(native.Uint16(b[page+10:])) {
			line := page + pageHead + n*tableLine
			try(line, 1)
			value := line + int(native.Uint32(b[line+4:])) + int(native.Uint32(b[line+8:]))
			if native.Uint32(b[line:]) == 1 && native.Uint64(b[value:]) == 0 {
				table(value + bucketHead)
			}
		}
		for bit := range 16 {
			try(page+10+bit/8, 1<<(bit%8))
		}
	}
	for page, used := range shape.used {
		if used {
			table(page * pageSize)
		}
	}
	if turned < 300 {
		t.Errorf("%d bits were turned", turned)
	}
}

// furnished is a data file with something in every bucket, and its shape.
func furnished(t *testing.T, count int) ([]byte, *pages) {
	t.Helper()
	path := stocked(t, count)
	s := reopen(t, path)
	items, err := s.Load([]uint64{1}, false)
	if err != nil {
		t.Fatal(err)
	}
	id := items[0].Item.ID
	_, edited := s.AddEdit(news.Edit{Act: news.ActPin, Item: id, Who: "kim", When: noon})
	marked := s.SaveMarks(map[string]news.Mark{"/all.atom": {Changed: noon}, "/all.rss": {Changed: noon}})
	sent := s.Send(news.Issue{Theme: "all", Name: "2026-W47", Cutoff: noon, Changed: noon, Items: []string{id}})
	if err := errors.Join(edited, marked, sent, s.Close()); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b = b[:extentOf(t, path)]
	newest := newestExtent(bytes.NewReader(b))
	shape := &pages{r: bytes.NewReader(b), size: pageSize, used: make([]bool, len(b)/pageSize)}
	if _, err := shape.tree(newest.root, nil, fileForm(), 0); err != nil {
		t.Fatal(err)
	}
	return b, shape
}

func opens(path string) error {
	s, err := Open(path, Options{})
	if err != nil {
		return err
	}
	return s.Close()
}

// told is what a data file shows, or the first thing that is wrong with it.
func told(path string) (string, error) {
	s, err := Open(path, Options{})
	if err != nil {
		return "", err
	}
	defer s.Close()
	var out strings.Builder
	var nums []uint64
	for r, err := range s.Items(Query{}) {
		if err != nil {
			return "", err
		}
		nums = append(nums, r.Item.Num)
		fmt.Fprintf(&out, "%+v\n", r)
	}
	items, err := s.Load(nums, true)
	if err != nil {
		return "", err
	}
	places, err := s.Places("all", 0, 0)
	if err != nil {
		return "", err
	}
	var members []news.Member
	for m, err := range s.Newest("all") {
		if err != nil {
			return "", err
		}
		members = append(members, m)
	}
	issues, err := s.Issues("all")
	if err != nil {
		return "", err
	}
	for _, name := range issues {
		issue, err := s.Issue("all", name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "%+v\n", issue)
	}
	edits, _, err := s.EditsByItem()
	if err != nil {
		return "", err
	}
	marks, err := s.Marks()
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&out, "%+v\n%v\n", edits, marks)
	if d := s.Stats().Damaged; len(d) > 0 {
		return "", fmt.Errorf("%w: %+v", ErrDamaged, d)
	}
	fmt.Fprintf(&out, "%+v\n%+v\n%+v\n%+v\n", items, places, members, s.States())
	return out.String(), nil
}

// shapeOf checks the shape of a file's content, read by the page and in memory:
// either tells the same of it.
func shapeOf(t *testing.T, b []byte) error {
	t.Helper()
	read, held := checkShape(bytes.NewReader(b), nil), checkShape(bytes.NewReader(b), b)
	if fmt.Sprint(read) != fmt.Sprint(held) {
		t.Errorf("read by the page: %v; in memory: %v", read, held)
	}
	return read
}

// Nor does a file that ends while it is looked at end the desk with it: its pages
// are faults then.
func TestCutWhileMapped(t *testing.T) {
	path := stocked(t, 60)
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	content, unmap := mapped(f, newestExtent(f).bytes)
	defer unmap()
	if content == nil {
		t.Skip("files are read by the page here")
	}
	if err := checkShape(f, content); err != nil {
		t.Error(err)
	}
	if err := f.Truncate(2 * pageSize); err != nil {
		t.Fatal(err)
	}
	if err := shield(path, func() error { return checkShape(f, content) }); !errors.Is(err, ErrDamaged) {
		t.Errorf("a file cut short: %v", err)
	}
}
