package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// conceive puts a bbolt file with nothing in it at path, whole or not at all.
// Thus a file of no length is never one whose birth was cut short: it has lost
// what it held, and is refused. A path that another process was quicker to take
// is as good.
func conceive(path string) error {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, partName)
	if err != nil {
		return fmt.Errorf("create data file: %w", noFileIn(dir, err))
	}
	temp := f.Name()
	defer os.Remove(temp)
	if err := first(f.Chmod(0o640), f.Close(), embryo(temp)); err != nil {
		return fmt.Errorf("create data file %s: %w", path, err)
	}
	switch err := os.Link(temp, path); {
	case err == nil:
		return syncFolder(dir)
	case errors.Is(err, os.ErrExist):
		return nil
	}
	return first(os.Rename(temp, path), syncFolder(dir)) // a disk without a second name for a file
}

func embryo(path string) error {
	db, err := bbolt.Open(path, 0o640, &bbolt.Options{Timeout: openWait, PageSize: pageSize})
	if err != nil {
		return err
	}
	return db.Close()
}
