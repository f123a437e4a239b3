//go:build unix

package store

import (
	"os"
	"path/filepath"
	"syscall"
)

// ownAs gives a new file to whoever has the one at path, else to whoever has
// its folder: root puts a file back for a daemon that is not root.
func ownAs(f *os.File, path string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	at, err := os.Stat(path)
	if err != nil {
		if at, err = os.Stat(filepath.Dir(path)); err != nil {
			return err
		}
	}
	owner, ok := at.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	return f.Chown(int(owner.Uid), int(owner.Gid))
}
