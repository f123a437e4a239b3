//go:build unix

package store

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// What root puts back belongs to whoever the daemon is.
func TestRestoredFilesHaveTheirOwner(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root gives files away")
	}
	const somebody = 12345
	dir := t.TempDir()
	if err := os.Chown(dir, somebody, somebody); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, "new"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := ownAs(f, filepath.Join(dir, "koreadesk.db")); err != nil {
		t.Fatal(err)
	}
	at, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if owner := at.Sys().(*syscall.Stat_t); owner.Uid != somebody {
		t.Errorf("owner %d, want that of the folder", owner.Uid)
	}
}
