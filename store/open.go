package store

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
	"golang.org/x/sync/semaphore"

	"koreadesk/news"
)

const (
	openWait = 2 * time.Second
	mapSize  = 1 << 30 // of address space; the file itself grows as it needs
	growth   = 2 << 20 // by which the file grows at least
	pageSize = 8 << 10 // of a new file: a body mostly takes less than half a page of 4 KB, and leaves much of it empty
)

// Store is an open data file. Its methods are safe for concurrent use.
type Store struct {
	path      string
	authority string
	born      time.Time
	db        *bbolt.DB
	file      *os.File // that db has open
	press     *press
	roster    atomic.Pointer[roster]
	writer    *writer
	committed func() // called after every transaction; only a test that crashes there sets it
	prepared  *semaphore.Weighted
	stories   stories
	recent    recent
	tales     tales
	written   written
	lefts     lefts
	blocks    []block // what was taken down; used by the writer alone

	skim         atomic.Bool // see Skim
	settling     sync.Mutex  // one Settle at a time
	portion      int         // see mostPortion; only a test sets another
	regenerating sync.Mutex  // one Regenerate at a time
	configuring  sync.Mutex

	mu      sync.Mutex // guards what follows, and every memory
	origins origins
	broken  map[Problem]struct{}
	// States that may be newer than they stand in the file, by source.
	unwritten map[uint32]*memory
	rules     rules
}

// rules are which verdicts are in force.
type rules struct {
	generation uint64
	print      string // fingerprint of the rules that made them
	keep       uint64 // journal lines from here on are kept for a Regenerate; 0 is none
}

// Open opens the data file at path and takes hold of it: no other process can
// until Close. The error is ErrMissing, ErrLocked, ErrNewer, ErrAuthority or
// ErrDamaged where that is what happened.
func Open(path string, o Options) (*Store, error) {
	if err := findFile(path, o); err != nil {
		return nil, err
	}
	p, err := newPress()
	if err != nil {
		return nil, fmt.Errorf("open data file: %w", err)
	}
	s := &Store{path: path, press: p, prepared: semaphore.NewWeighted(mostPrepared), broken: make(map[Problem]struct{}), unwritten: make(map[uint32]*memory), committed: o.committed}
	s.recent.most, s.portion = o.mostRecent, cmp.Or(o.mostPortion, mostPortion)
	if s.db, s.file, err = openBolt(path, o); err != nil {
		return nil, err
	}
	if err := s.begin(o); err != nil {
		s.db.Close()
		return nil, err
	}
	s.writer = startWriter(s)
	return s, nil
}

// findFile says what is wrong with a file before bbolt touches it.
func findFile(path string, o Options) error {
	at, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist) && o.Create:
		if dir, err := os.Stat(filepath.Dir(path)); err != nil || !dir.IsDir() {
			return tell(ErrMissing, err, "no data file at %s, and no folder to create it in: create %s first",
				path, filepath.Dir(path))
		}
		return conceive(path)
	case errors.Is(err, os.ErrNotExist):
		return missing(path, err)
	case err != nil:
		return fmt.Errorf("open data file: %w", err)
	case !at.Mode().IsRegular():
		return fmt.Errorf("open data file: %s is not a regular file: set data in feeds.yaml to another path", path)
	case at.Size() == 0:
		return tell(ErrDamaged, nil, "data file %s is empty, all that it held is gone: restore a backup, or remove it to start afresh", path)
	}
	return checkExtent(path)
}

func missing(path string, cause error) error {
	return tell(ErrMissing, cause, "no data file at %s: serve and poll create one; or set data in feeds.yaml to where it is", path)
}

func openBolt(path string, o Options) (*bbolt.DB, *os.File, error) {
	wait := o.Wait
	if wait <= 0 {
		wait = openWait
	}
	var file *os.File // so that a failed opening lets go of the lock
	var db *bbolt.DB
	err := shield(path, func() (err error) {
		db, err = bbolt.Open(path, 0o640, &bbolt.Options{
			Timeout: wait, PageSize: pageSize, FreelistType: bbolt.FreelistMapType, InitialMmapSize: mapSize,
			OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
				f, err := os.OpenFile(name, flag, mode)
				file = f
				return f, err
			},
		})
		return err
	})
	switch {
	case err == nil:
		db.AllocSize = growth
		return db, file, nil
	case errors.Is(err, ErrDamaged):
		if file != nil {
			letGo(file)
		}
		return nil, nil, err
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, nil, tell(ErrLocked, err, "data file %s is in use by %s: stop it first, or ask it through its control socket",
			path, holder(path))
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		return nil, nil, tell(ErrDamaged, err, "data file %s is damaged or no koreadesk data file (%v): restore a backup, or set data in feeds.yaml to another path",
			path, err)
	case errors.Is(err, syscall.EROFS):
		return nil, nil, fmt.Errorf("open data file: %w: the kernel does so when a disk fails: see its log, then mount it writable again", err)
	}
	return nil, nil, fmt.Errorf("open data file: %w", err)
}

// Close writes what was still to be written and lets go of the file.
func (s *Store) Close() error {
	err := s.writer.stop()
	s.trim()
	if shut := shield(s.path, s.db.Close); err == nil {
		err = shut
	}
	return err
}

// trim takes from the end of the file what it grew by and did not need: nobody
// writes any more, and it is held.
func (s *Store) trim() {
	at, err := s.file.Stat()
	if needs := newestExtent(s.file).bytes; err == nil && needs > 0 && needs < at.Size() {
		_ = s.file.Truncate(needs) // else it is only longer than it must be
	}
}

// Authority is the one in every item's id.
func (s *Store) Authority() string { return s.authority }

// fullID is the id of an item as the world knows it.
func (s *Store) fullID(end string) string { return "tag:" + s.authority + ":item/" + end }

// name is the id of a source; items of a removed source keep its last one.
func (s *Store) name(number uint32) string {
	r := s.roster.Load()
	if r == nil { // while the file is being opened
		return ""
	}
	if k := r.byNumber[number]; k != nil {
		return k.source.ID
	}
	return ""
}

// fill completes an item that was read from the file.
func (s *Store) fill(h *head) news.Item {
	i := h.item
	i.ID = s.fullID(i.ID)
	i.Source = s.name(h.lead)
	for n := range i.Sightings {
		i.Sightings[n].Source = s.name(h.seers[n])
	}
	for _, id := range h.aliases {
		i.Aliases = append(i.Aliases, s.fullID(id))
	}
	if h.of != "" {
		i.Of = s.fullID(h.of)
	}
	i.Origin = s.origin(h.origin)
	i.Origin.Updated = h.feed
	return i
}
