package store_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
	"koreadesk/store/storetest"
)

var crashSeeds = flag.Int("crash-seeds", 4, "how many random desks are crashed at every write")

// page is the unit bbolt writes; a crash may leave any of those that were not
// synced as it was, as it was to be, or half done.
const page = store.PageSize

// tape keeps what the file held after every transaction.
type tape struct {
	t      *testing.T
	path   string
	images [][]byte
	heard  map[string][]news.Entry   // what each source was last heard to say
	docs   []map[string][]news.Entry // the same as each of the images was made
}

func (w *world) record() {
	if w.tape == nil {
		return
	}
	w.tape.path = w.path
	w.s.OnCommit(w.tape.note)
	w.tape.note()
}

func (p *tape) note() {
	b, err := os.ReadFile(p.path)
	if err != nil {
		p.t.Error(err)
		return
	}
	b = bytes.Clone(b[:store.ExtentOf(p.t, p.path)])
	if n := len(p.images); n == 0 || !bytes.Equal(p.images[n-1], b) {
		p.images, p.docs = append(p.images, b), append(p.docs, maps.Clone(p.heard))
	}
}

// A process may be killed, and the machine lose its power, at every write: the
// file opens, is sound, holds all that was acknowledged and nothing of what was
// not, or all of it; and what its sources say again brings nothing twice.
func TestCrashAtEveryWrite(t *testing.T) {
	for seed := *firstSeed; seed < *firstSeed+*crashSeeds; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, uint64(seed), 11)
			w.tape = &tape{t: t, heard: w.heard}
			w.open()
			for range 40 {
				w.pass()
				w.step()
				w.crashes()
				if t.Failed() {
					return
				}
			}
			if err := w.s.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// crashes tries what a crash may have left of the transactions of a step.
func (w *world) crashes() {
	w.t.Helper()
	images, docs := w.tape.images, w.tape.docs
	docs[len(docs)-1] = maps.Clone(w.heard) // it is acknowledged by now
	held := w.opened(images[0], docs[0])
	for n, before := range images[:len(images)-1] {
		after := images[n+1]
		next := w.opened(after, docs[n+1])
		// Not all pages were written, and no new meta page.
		if got := w.opened(w.halfway(before, after), nil); got != held {
			w.t.Fatalf("transaction %d of %d, cut short: %s", n+1, len(images)-1, difference(held, got))
		}
		// All were, and half of the meta page.
		if got := w.opened(metaHalfDone(before, after), nil); got != held && got != next {
			w.t.Fatalf("transaction %d of %d, cut short at its meta page: %s", n+1, len(images)-1, difference(held, got))
		}
		held = next
	}
	if live := tell(w.t, w.s); live != held {
		w.t.Fatalf("what was acknowledged is not what the file holds: %s", difference(live, held))
	}
	last := len(images) - 1
	w.tape.images, w.tape.docs = images[last:], docs[last:]
}

// halfway is a file of which a transaction wrote some of its pages, and half of
// others.
func (w *world) halfway(before, after []byte) []byte {
	out := bytes.Clone(before)
	for at := 2 * page; at < len(after); at += page {
		old := make([]byte, page)
		if at < len(before) {
			copy(old, before[at:at+page])
		}
		copy(old[:[]int{0, page / 2, page}[w.r.IntN(3)]], after[at:])
		if at < len(before) {
			copy(out[at:], old)
		} else {
			out = append(out, old...)
		}
	}
	return out
}

func metaHalfDone(before, after []byte) []byte {
	out := bytes.Clone(after)
	for at := range 2 {
		copy(out[at*page+40:(at+1)*page], before[at*page+40:(at+1)*page])
	}
	return out
}

// opened opens what a crash left, and says all it holds. Then every source says
// again what it was last heard to say.
func (w *world) opened(image []byte, docs map[string][]news.Entry) string {
	w.t.Helper()
	path := filepath.Join(w.t.TempDir(), "crashed.db")
	defer os.Remove(path)
	w.must(os.WriteFile(path, image, 0o640))
	s, err := store.Open(path, store.Options{Authority: storetest.Authority})
	if err != nil {
		w.t.Fatalf("after a crash: %v", err)
	}
	defer s.Close()
	s.WithoutSync()
	storetest.Sound(w.t, s, "meta page") // half of it may be written
	told := tell(w.t, s)
	w.configure(s)
	count := s.Stats().Items
	for source, es := range docs {
		got, err := s.Put(context.Background(), news.Delivery{Source: source, At: w.now, Fresh: true, Entries: es})
		if err != nil || got.New != 0 {
			w.t.Fatalf("said again by %s: %+v, %v", source, got, err)
		}
	}
	if now := s.Stats().Items; len(docs) > 0 && now != count {
		w.t.Fatalf("%d items became %d", count, now)
	}
	if len(docs) > 0 {
		storetest.Sound(w.t, s, "meta page")
	}
	return told
}

// tell is all that a store holds, but for when sources are to be asked.
func tell(t *testing.T, s *store.Store) string {
	t.Helper()
	var out strings.Builder
	must := func(err error) {
		if err != nil {
			t.Error(err)
		}
	}
	for r, err := range s.Items(store.Query{}) {
		must(err)
		whole, err := s.Load([]uint64{r.Item.Num}, true)
		must(err)
		versions, err := s.Versions(r.Item.Num)
		must(err)
		fmt.Fprintf(&out, "%+v %+v\n", whole, versions)
		for _, name := range []string{r.Item.ID, r.Item.Link} {
			found, err := s.Find(name)
			if errors.Is(err, store.ErrNoItem) && name != r.Item.ID {
				continue // another link, or none
			}
			must(err)
			fmt.Fprintf(&out, "%s: %d\n", name, found.Item.Num)
		}
	}
	edits, err := s.Edits("")
	must(err)
	places, err := s.Places("theme", 0, 0)
	must(err)
	queue, err := s.Queue()
	must(err)
	closed, err := s.Closed("theme")
	must(err)
	unsent, err := s.Unsent("theme", time.Time{}, time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC))
	must(err)
	fmt.Fprintf(&out, "%+v\n%+v\n%+v\n%v\n%+v\n", edits, places, queue, closed, unsent)
	return out.String()
}

func difference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for n := range min(len(x), len(y)) {
		if x[n] != y[n] {
			return fmt.Sprintf("line %d\n%s\nis not\n%s", n, x[n], y[n])
		}
	}
	return fmt.Sprintf("%d lines, not %d", len(x), len(y))
}
