package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
)

// Saved is a data file that was copied, read through and found sound.
type Saved struct {
	Path  string
	Bytes int64
	Items int // ever stored
}

// Backup copies the data file to another path while the desk works on: it is
// the state of one moment, and later writes go on. The copy is made beside its
// path, read through, made durable and only then put in its place; whatever
// goes wrong before leaves an earlier backup as it was. Each is told how many
// bytes are copied, of how many; it may be nil.
func (s *Store) Backup(ctx context.Context, to string, each func(done, total int64)) (Saved, error) {
	if err := mayHold(to, s.path); err != nil {
		return Saved{}, err
	}
	_ = s.Flush() // where nothing can be written any more a copy is wanted most, and schedules may be lost
	write := func(out io.Writer) error {
		return s.view(func(tx *bbolt.Tx) error {
			_, err := tx.WriteTo(&counted{ctx: ctx, out: out, total: tx.Size(), each: each})
			return err
		})
	}
	saved, err := place(ctx, to, s.authority, write, func(temp string) error { return os.Rename(temp, to) })
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = cause // bbolt words it, but does not wrap it
	}
	if err != nil {
		return saved, fmt.Errorf("backup to %s: %w (what was there before is as it was)", to, err)
	}
	return saved, nil
}

// mayHold refuses a path that a backup would destroy something at.
func mayHold(to, data string) error {
	at, err := os.Stat(to)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("backup: %w", err)
	case !at.Mode().IsRegular():
		return fmt.Errorf("backup: %s is not a regular file: name a file", to)
	}
	if own, err := os.Stat(data); err == nil && os.SameFile(own, at) {
		return fmt.Errorf("backup: %s is the data file itself: name another file", to)
	}
	return nil
}

// place writes a data file beside its path, reads it through and hands it to
// put, which moves it where it belongs.
func place(ctx context.Context, path, authority string, write func(io.Writer) error, put func(temp string) error) (Saved, error) {
	clearAbandoned(filepath.Dir(path))
	f, err := os.CreateTemp(filepath.Dir(path), partName)
	if err != nil {
		return Saved{}, noFileIn(filepath.Dir(path), err)
	}
	temp := f.Name()
	defer os.Remove(temp)
	err = first(f.Chmod(0o640), ownAs(f, path), write(f), f.Sync())
	if shut := f.Close(); err == nil {
		err = shut
	}
	if err != nil {
		return Saved{}, err
	}
	saved, err := readThrough(ctx, temp, authority)
	if err != nil {
		return Saved{}, err
	}
	saved.Path = path
	return saved, first(put(temp), syncFolder(filepath.Dir(path)))
}

// noFileIn says why no file can be made in a folder, without the name it would
// have had.
func noFileIn(dir string, err error) error {
	if at, ok := errors.AsType[*os.PathError](err); ok {
		return fmt.Errorf("no file can be made in the folder %s: %w", dir, at.Err)
	}
	return err
}

// partName is the pattern of a copy that has not taken its name yet.
const partName = ".koreadesk-*.part"

// abandoned is how long nobody writes to a copy before it counts as left behind
// by a process that was killed.
const abandoned = time.Hour

// clearAbandoned removes what killed processes left half copied in a folder: on
// a full disk it would keep every later copy from being made.
func clearAbandoned(dir string) {
	files, _ := os.ReadDir(dir) // where it cannot be read the copy will say so
	for _, f := range files {
		if part, _ := filepath.Match(partName, f.Name()); !part {
			continue
		}
		if at, err := f.Info(); err == nil && time.Since(at.ModTime()) > abandoned {
			_ = os.Remove(filepath.Join(dir, f.Name())) // else the next copy tries again
		}
	}
}

// readThrough opens a data file nobody uses and checks all of it.
func readThrough(ctx context.Context, path, authority string) (Saved, error) {
	s, err := Open(path, Options{Authority: authority})
	if err != nil {
		return Saved{}, err
	}
	defer s.Close()
	problems, err := s.Check(ctx)
	if err != nil {
		return Saved{}, err
	}
	if len(problems) > 0 {
		p := problems[0]
		return Saved{}, tell(ErrDamaged, nil, "it is damaged in %d places, the first is %s in %s: %s: run koreadesk store check, and use an earlier backup",
			len(problems), p.Key, p.Bucket, p.What)
	}
	stats := s.Stats()
	return Saved{Bytes: stats.Bytes, Items: stats.Items}, nil
}

// syncFolder makes the names in a folder durable.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// counted is a writer that ends with its context and tells how far it is.
type counted struct {
	ctx         context.Context
	out         io.Writer
	done, total int64
	each        func(done, total int64)
}

func (c *counted) Write(b []byte) (int, error) {
	if err := context.Cause(c.ctx); err != nil {
		return 0, err
	}
	n, err := c.out.Write(b)
	c.done += int64(n)
	if c.each != nil {
		c.each(c.done, c.total)
	}
	return n, err
}
