package store

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"koreadesk/news"
)

// small mounts a file system of so much room, which only root may.
func small(t *testing.T, room string) (dir string, resize func(options string, flags uintptr)) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+room); err != nil {
		t.Skipf("a small disk cannot be had here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir, func(options string, flags uintptr) {
		t.Helper()
		if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|flags, options); err != nil {
			t.Fatal(err)
		}
	}
}

// On a full disk what came is refused, in a sentence that says why; nothing
// that was stored is lost, and with room again the desk goes on where it was.
func TestDiskWithoutRoom(t *testing.T) {
	dir, resize := small(t, "600k")
	path := filepath.Join(dir, "koreadesk.db")
	s := reopen(t, path)
	put := func(n int) (news.Receipt, error) {
		return s.Put(context.Background(), news.Delivery{Source: "a", At: noon, Fresh: true, Entries: []news.Entry{article(n)},
			State: news.State{Next: noon.Add(time.Hour)}})
	}
	stored, err := 0, error(nil)
	for ; err == nil && stored < 5000; stored++ {
		_, err = put(stored)
	}
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), path) {
		t.Fatalf("after %d items: %v, want no space left and the path", stored, err)
	}
	stored-- // the last one was refused
	if s.Ping() == nil {
		t.Error("Ping does not tell that nothing can be written")
	}
	resize("size=64m", 0)
	for n := stored; n < stored+3; n++ {
		if r, err := put(n); err != nil || r.New != 1 {
			t.Fatalf("with room again: %+v, %v", r, err)
		}
	}
	if err := s.Ping(); err != nil {
		t.Errorf("Ping with room again: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	saved, err := readThrough(context.Background(), path, "example.org,2026")
	if err != nil || saved.Items != stored+3 {
		t.Errorf("%d items, %v; want %d, all sound", saved.Items, err, stored+3)
	}

	// A backup that does not fit leaves nothing behind, and the earlier one.
	s = reopen(t, path)
	defer s.Close()
	backup := filepath.Join(dir, "backup.db")
	if _, err := s.Backup(context.Background(), backup, nil); err != nil {
		t.Fatal(err)
	}
	var at syscall.Statfs_t
	if err := syscall.Statfs(dir, &at); err != nil {
		t.Fatal(err)
	}
	used := (int64(at.Blocks) - int64(at.Bfree)) * at.Bsize
	resize("size="+strconv.FormatInt(used+64<<10, 10), 0)
	if _, err := s.Backup(context.Background(), backup, nil); err == nil || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("backup on a full disk: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".koreadesk-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if _, err := readThrough(context.Background(), backup, "example.org,2026"); err != nil && !strings.Contains(err.Error(), "no space left") {
		t.Errorf("the earlier backup: %v", err)
	}
}

// A file system that was mounted read-only is named, and nothing is lost.
func TestReadOnlyDisk(t *testing.T) {
	dir, resize := small(t, "16m")
	path := filepath.Join(dir, "koreadesk.db")
	s := reopen(t, path)
	deliver(t, s, article(1))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	resize("", syscall.MS_RDONLY)
	if _, err := Open(path, Options{}); !errors.Is(err, syscall.EROFS) || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "mount it writable again") {
		t.Errorf("open: %v, want read-only, the path and the way out", err)
	}
	resize("", 0)
	if saved, err := readThrough(context.Background(), path, "example.org,2026"); err != nil || saved.Items != 1 {
		t.Errorf("afterwards: %d items, %v", saved.Items, err)
	}
}
