package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"koreadesk/store"
	"koreadesk/store/storetest"
)

// A new data file may be left half made at every write: it is born when it is
// opened next, and holds what it is given then.
func TestCrashAtBirth(t *testing.T) {
	for seed := range uint64(20) {
		w := newWorld(t, seed, 13)
		empty(t, w.path)
		images := watched(t, w.path, store.Options{Authority: storetest.Authority, Create: true})
		if len(images) < 2 {
			t.Fatal("nothing was written")
		}
		w.crashedWhileOpened(images, func(s *store.Store) {
			w.configure(s)
			storetest.Sound(t, s, "meta page")
			if n := s.Stats().Items; n != 0 || s.Authority() != storetest.Authority {
				t.Errorf("born with %d items, authority %q", n, s.Authority())
			}
		})
	}
}

// Before its first transaction, where a disk keeps less of it than was asked
// for, it is born as well, or refused as damaged.
func TestCrashBeforeBirth(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koreadesk.db")
	empty(t, path)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	try := func(what string, image []byte) {
		t.Helper()
		if err := os.WriteFile(path, image, 0o640); err != nil {
			t.Fatal(err)
		}
		s, err := store.Open(path, store.Options{Authority: storetest.Authority, Create: true})
		switch {
		case err == nil:
			storetest.Sound(t, s, "meta page")
			err = s.Close()
		case errors.Is(err, store.ErrDamaged):
			err = nil
		}
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	for n := 0; n < len(whole); n += page / 2 {
		try(fmt.Sprintf("its first %d octets", n), whole[:n])
	}
	for n := range len(whole) / page {
		image := bytes.Clone(whole)
		clear(image[n*page : (n+1)*page])
		try(fmt.Sprintf("all but page %d", n), image)
	}
}

// Nor does a crash while an older file is lifted to the newest schema cost
// anything of it.
func TestCrashAtUpgrade(t *testing.T) {
	for n := 1; n < store.Schema; n++ {
		w := newWorld(t, uint64(n), 17)
		old := filepath.Join("testdata", fmt.Sprintf("schema-%d.db.gz", n))
		unpack(t, old, w.path)
		images := watched(t, w.path, store.Options{})
		s, err := store.Open(w.path, store.Options{})
		w.must(err)
		want := readDesk(t, s)
		w.must(s.Close())
		for range 10 {
			w.crashedWhileOpened(images, func(s *store.Store) {
				storetest.Sound(t, s, "meta page")
				if got := readDesk(t, s); got != want {
					t.Errorf("schema %d after a crash: %s", n, difference(want, got))
				}
			})
		}
	}
}

// empty makes the file that bbolt makes before koreadesk writes to it.
func empty(t *testing.T, path string) {
	t.Helper()
	db, err := bbolt.Open(path, 0o640, &bbolt.Options{PageSize: page})
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// watched opens a file and returns what it held at first and after every
// transaction until it was closed again.
func watched(t *testing.T, path string, o store.Options) [][]byte {
	t.Helper()
	tape := &tape{t: t, path: path}
	tape.note()
	s, err := store.Open(path, o.OnCommit(tape.note))
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return tape.images
}

// crashedWhileOpened opens what a crash in each transaction may have left, and
// all that was written, and has it looked at.
func (w *world) crashedWhileOpened(images [][]byte, look func(s *store.Store)) {
	w.t.Helper()
	crashed := [][]byte{images[len(images)-1]}
	for n, before := range images[:len(images)-1] {
		after := images[n+1]
		crashed = append(crashed, before, w.halfway(before, after), metaHalfDone(before, after))
	}
	for n, image := range crashed {
		w.must(os.WriteFile(w.path, image, 0o640))
		for range 2 { // and once more, as that leaves it
			s, err := store.Open(w.path, store.Options{Authority: storetest.Authority, Create: true})
			if err != nil {
				w.t.Fatalf("after crash %d: %v", n, err)
			}
			look(s)
			w.must(s.Close())
		}
	}
}
