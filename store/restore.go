package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// Restored is a data file that was put back from a backup.
type Restored struct {
	Saved
	Aside  string   // where the data file that was there before is now; "" when there was none
	Undone []Undone // takedowns that it knew of and the backup does not
	Unread error    // why it is not known which; nil when it is
}

// Restore puts a backup where the data file belongs. The backup is copied and
// read through first; what stands at the path is then set aside under another
// name, never removed. The error is ErrLocked while a process uses the data
// file, ErrAuthority, ErrNewer or ErrDamaged where the backup is none for this
// desk.
func Restore(ctx context.Context, from, to string, o Options, now time.Time, each func(done, total int64)) (Restored, error) {
	if err := mayReturn(from, to); err != nil {
		return Restored{}, err
	}
	done, err := replace(ctx, from, to, o, now, each)
	if err == nil && done.Aside != "" {
		done.Undone, done.Unread = undone(done.Aside, to, o)
	}
	return done, err
}

func replace(ctx context.Context, from, to string, o Options, now time.Time, each func(done, total int64)) (Restored, error) {
	release, err := seize(to, o)
	if err != nil {
		return Restored{}, err
	}
	defer release()
	var done Restored
	done.Saved, err = place(ctx, to, o.Authority, func(out io.Writer) error { return copyOut(ctx, from, out, each) },
		func(temp string) error {
			aside, err := setAside(to, now)
			done.Aside = aside
			return first(err, os.Rename(temp, to))
		})
	if err != nil {
		return done, fmt.Errorf("restore %s: %w", from, err)
	}
	return done, nil
}

// mayReturn says what is wrong with a backup before anything is copied.
func mayReturn(from, to string) error {
	at, err := os.Stat(from)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("restore: there is no file %s: name the file that store backup wrote", from)
	case err != nil:
		return fmt.Errorf("restore: %w: name the file that store backup wrote", err)
	}
	if !at.Mode().IsRegular() {
		return fmt.Errorf("restore: %s is not a regular file: name the file that store backup wrote", from)
	}
	if own, err := os.Stat(to); err == nil && os.SameFile(own, at) {
		return fmt.Errorf("restore: %s is the data file itself: name the file that store backup wrote", from)
	}
	return first(checkExtent(from), isDataFile(from))
}

// isDataFile refuses what does not begin as a data file does.
func isDataFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	defer f.Close()
	if newestExtent(f).bytes == 0 {
		return tell(ErrDamaged, nil, "restore: %s is no koreadesk data file, or damaged from its beginning: name a file that store backup wrote", path)
	}
	return nil
}

// seize takes hold of the data file that is to be replaced, so that no process
// works on it meanwhile. One that is missing or too damaged to be opened is
// nobody's: whoever worked on it would hold its lock.
func seize(path string, o Options) (release func(), err error) {
	if at, err := os.Stat(path); err != nil || at.Size() == 0 || checkExtent(path) != nil {
		return func() {}, nil
	}
	db, _, err := openBolt(path, o)
	switch {
	case err == nil:
		return func() { db.Close() }, nil
	case errors.Is(err, ErrDamaged):
		return func() {}, nil
	}
	return nil, err
}

func copyOut(ctx context.Context, from string, out io.Writer, each func(done, total int64)) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	at, err := in.Stat()
	if err != nil {
		return err
	}
	_, err = io.Copy(&counted{ctx: ctx, out: out, total: at.Size(), each: each}, in)
	return err
}

// setAside gives the file at path a name with the hour in it. Two names for
// one file for a moment are better than none, so it is linked and then
// replaced.
func setAside(path string, now time.Time) (string, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	hour := path + ".before-" + now.UTC().Format("20060102T150405Z")
	aside, err := hour, os.Link(path, hour)
	for n := 2; errors.Is(err, os.ErrExist); n++ { // two in one second
		aside = fmt.Sprintf("%s.%d", hour, n)
		err = os.Link(path, aside)
	}
	if err != nil {
		return "", fmt.Errorf("setting the present data file aside: %w", err)
	}
	return aside, nil
}
