package store

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// trouble is an error whose sentence says everything: kind is one of the
// package's sentinels, cause what the system said, if anything.
type trouble struct {
	kind, cause error
	text        string
}

func (t *trouble) Error() string { return t.text }

func (t *trouble) Unwrap() []error {
	if t.cause == nil {
		return []error{t.kind}
	}
	return []error{t.kind, t.cause}
}

func tell(kind, cause error, format string, a ...any) error {
	return &trouble{kind: kind, cause: cause, text: fmt.Sprintf(format, a...)}
}

// shield runs what reads the mapped file. A page that is not there (the file
// was cut short) or makes no sense to bbolt ends as ErrDamaged, not as the end
// of the process; any other panic goes on.
func shield(path string, do func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			if !ofFile(r) {
				panic(r)
			}
			err = tell(ErrDamaged, nil, "data file %s is damaged (%v): stop koreadesk and restore a backup", path, r)
		}
	}()
	return do()
}

// ofFile reports whether a panic comes from the file's content: a fault in the
// mapped memory, or bbolt refusing what it reads.
func ofFile(r any) bool {
	if _, fault := r.(interface{ Addr() uintptr }); fault {
		return true
	}
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	raised := false
	for {
		f, more := frames.Next()
		switch {
		case strings.HasPrefix(f.Function, "runtime."):
			raised = raised || f.Function == "runtime.gopanic"
		case raised:
			return strings.HasPrefix(f.Function, "go.etcd.io/bbolt")
		}
		if !more {
			return false
		}
	}
}

// view runs a read transaction. It must be short and must not open another.
func (s *Store) view(do func(tx *bbolt.Tx) error) error {
	return s.closed(shield(s.path, func() error { return s.db.View(do) }))
}

// update runs a write transaction; only the writer calls it.
func (s *Store) update(do func(tx *bbolt.Tx) error) error {
	err := s.closed(shield(s.path, func() error { return s.db.Update(do) }))
	if err == nil && s.committed != nil {
		s.committed()
	}
	return err
}

func (s *Store) closed(err error) error {
	if errors.Is(err, bolterrors.ErrDatabaseNotOpen) {
		return tell(ErrClosed, err, "data file %s is closed", s.path)
	}
	if err != nil && errors.Is(err, os.ErrPermission) {
		return fmt.Errorf("data file %s: %w: check its owner and mode", s.path, err)
	}
	return err
}

// damaged names a record that must not be used, and remembers it for Stats.
func (s *Store) damaged(bucket, key []byte, cause error) error {
	p := Problem{Bucket: string(bucket), Key: printKey(key), What: cause.Error()}
	s.remember(p)
	return tell(ErrDamaged, cause, "record %s in %s of %s: %v: run koreadesk store check, then restore a backup",
		p.Key, p.Bucket, s.path, cause)
}

// remember keeps a problem for Stats.
func (s *Store) remember(p Problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.broken[p]; !known && len(s.broken) < mostBroken {
		s.broken[p] = struct{}{}
	}
}

// mostBroken is how many damaged records Stats names.
const mostBroken = 100

// printKey shows a key the way check names it: numbers as numbers, text as
// text, anything else in hexadecimal.
func printKey(k []byte) string {
	if len(k) == 8 && k[0] == 0 {
		return fmt.Sprint(number(k))
	}
	for _, c := range k {
		if c < ' ' || c > '~' {
			return fmt.Sprintf("%x", k)
		}
	}
	return string(k)
}
