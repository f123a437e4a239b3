package config

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Replace puts text in the place of a file that held old, whole or not at all:
// it is on the disk before it takes the name. A file that was changed in the
// meantime stays as it is.
func Replace(path string, old, text []byte) error {
	path, err := filepath.EvalSymlinks(path) // the link stays a link
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("%s cannot be replaced: %w", path, err)
	}
	defer os.Remove(temp.Name()) // where it did not take the name
	_, err = temp.Write(text)
	err = errors.Join(err, keepOwner(temp, info), temp.Chmod(info.Mode().Perm()), temp.Sync(), temp.Close())
	if err != nil {
		return fmt.Errorf("%s cannot be replaced: %w", path, err)
	}
	now, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, old) {
		return fmt.Errorf("%s was changed by somebody else in the meantime: nothing was written, try again", path)
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return fmt.Errorf("%s cannot be replaced: %w", path, err)
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder makes a new name in a folder durable.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
