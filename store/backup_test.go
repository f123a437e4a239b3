package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"koreadesk/news"
)

// A backup made while items arrive is the file of one moment: sound, and with
// at least all that was there when it began.
func TestBackupUnderLoad(t *testing.T) {
	s := reopen(t, stocked(t, 20))
	defer s.Close()
	to := filepath.Join(t.TempDir(), "backup.db")
	ctx, stop := context.WithCancel(context.Background())
	var load sync.WaitGroup
	load.Go(func() {
		for n := 20; ctx.Err() == nil && n < 5000; n++ {
			if _, err := s.Put(context.Background(), news.Delivery{Source: "a", At: noon, Fresh: true, Entries: []news.Entry{article(n)}}); err != nil {
				t.Error(err)
			}
		}
	})
	var done, total int64
	saved, err := s.Backup(context.Background(), to, func(d, of int64) { done, total = d, of })
	stop()
	load.Wait()
	if err != nil {
		t.Fatal(err)
	}
	if done != total || total < saved.Bytes/2 {
		t.Errorf("told %d of %d bytes, saved %d", done, total, saved.Bytes)
	}
	if saved.Items < 20 || saved.Path != to {
		t.Errorf("saved %+v, want 20 items at least", saved)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(to), ".koreadesk-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// What a process that was killed left half copied is cleared by the next copy;
// one that is being written is not.
func TestAbandonedCopiesAreCleared(t *testing.T) {
	s := reopen(t, stocked(t, 1))
	defer s.Close()
	dir := t.TempDir()
	old, fresh := filepath.Join(dir, ".koreadesk-1.part"), filepath.Join(dir, ".koreadesk-2.part")
	for _, name := range []string{old, fresh} {
		if err := os.WriteFile(name, []byte("half"), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().AddDate(0, 0, -1)
	if err := os.Chtimes(old, yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Backup(context.Background(), filepath.Join(dir, "backup.db"), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the abandoned copy is still there: %v", err)
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Errorf("the other one was cleared: %v", err)
	}
}

// Whatever goes wrong, the backup of yesterday stays what it was.
func TestFailedBackupKeepsTheEarlierOne(t *testing.T) {
	s := reopen(t, stocked(t, 3))
	defer s.Close()
	to := filepath.Join(t.TempDir(), "backup.db")
	if _, err := s.Backup(context.Background(), to, nil); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("no space left on device")
	ctx, stop := context.WithCancelCause(context.Background())
	stop(full)
	_, err = s.Backup(ctx, to, nil)
	if !errors.Is(err, full) || !strings.Contains(err.Error(), to) {
		t.Errorf("backup: %v, want the cause and the path", err)
	}
	after, err := os.ReadFile(to)
	if err != nil || string(after) != string(before) {
		t.Errorf("the earlier backup has changed (%v)", err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(to), ".koreadesk-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A disk that is full or read-only is when an operator wants a copy elsewhere.
func TestBackupOfAFileThatCannotBeWritten(t *testing.T) {
	s := reopen(t, stocked(t, 3))
	defer s.Close()
	st, _ := s.State("a")
	st.Next, st.Because = noon.Add(time.Hour), strings.Repeat("a schedule waits to be written ", 1<<18)
	if _, err := s.Put(context.Background(), news.Delivery{Source: "a", At: noon, State: st}); err != nil {
		t.Fatal(err)
	}
	s.db.MaxSize = 1
	if s.Flush() == nil {
		t.Fatal("the schedule is written")
	}
	saved, err := s.Backup(context.Background(), filepath.Join(t.TempDir(), "backup.db"), nil)
	if err != nil || saved.Items != 3 {
		t.Errorf("backup: %d items, %v", saved.Items, err)
	}
}

func TestBackupRefusesWhatItWouldDestroy(t *testing.T) {
	path := stocked(t, 1)
	s := reopen(t, path)
	defer s.Close()
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Link(path, link); err != nil {
		t.Fatal(err)
	}
	for to, want := range map[string]string{
		path:           "is the data file itself",
		link:           "is the data file itself",
		t.TempDir():    "is not a regular file",
		"/no/such/dir": "no such file or directory",
	} {
		if _, err := s.Backup(context.Background(), to, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("backup to %s: %v, want %q", to, err, want)
		}
	}
}

// A file that is damaged already does not replace a backup that is sound.
func TestDamagedFileIsNoBackup(t *testing.T) {
	path := stocked(t, 3)
	spoil(t, path, nil, bucketBodies)
	s := reopen(t, path)
	defer s.Close()
	_, err := s.Backup(context.Background(), filepath.Join(t.TempDir(), "backup.db"), nil)
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "earlier backup") {
		t.Errorf("backup: %v, want ErrDamaged and what to do", err)
	}
}

func TestRestoreSetsAside(t *testing.T) {
	path := stocked(t, 3)
	s := reopen(t, path)
	backup := filepath.Join(t.TempDir(), "backup.db")
	if _, err := s.Backup(context.Background(), backup, nil); err != nil {
		t.Fatal(err)
	}
	o := Options{Authority: "example.org,2026", Wait: time.Millisecond}
	if _, err := Restore(context.Background(), backup, path, o, noon, nil); !errors.Is(err, ErrLocked) {
		t.Errorf("restore under a running desk: %v, want ErrLocked", err)
	}
	deliver(t, s, article(77))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(context.Background(), backup, path, Options{Authority: "other.org,2026"}, noon, nil); !errors.Is(err, ErrAuthority) {
		t.Errorf("restore of another desk's: %v, want ErrAuthority", err)
	}
	done, err := Restore(context.Background(), backup, path, o, noon, nil)
	if err != nil || done.Items != 3 {
		t.Fatalf("restored %+v, %v; want 3 items", done, err)
	}
	for file, want := range map[string]int{path: 3, done.Aside: 4} {
		got, err := readThrough(context.Background(), file, o.Authority)
		if err != nil || got.Items != want {
			t.Errorf("%s holds %d items, %v; want %d", file, got.Items, err, want)
		}
	}
}

// A backup is put back where the data file is gone, or beyond reading.
func TestRestoreOverRuins(t *testing.T) {
	backup := stocked(t, 3)
	whole, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	for name, ruin := range map[string][]byte{"missing": nil, "empty": {}, "cut": whole[:extentOf(t, backup)-4096], "noise": []byte(strings.Repeat("noise", 9000))} {
		path := filepath.Join(t.TempDir(), "koreadesk.db")
		if ruin != nil {
			if err := os.WriteFile(path, ruin, 0o640); err != nil {
				t.Fatal(err)
			}
		}
		done, err := Restore(context.Background(), backup, path, Options{Authority: "example.org,2026"}, noon, nil)
		if err != nil || done.Items != 3 || (done.Aside == "") != (ruin == nil) {
			t.Errorf("%s: restored %+v, %v", name, done, err)
		}
	}
	cut := filepath.Join(t.TempDir(), "cut.db")
	if err := os.WriteFile(cut, whole[:extentOf(t, backup)-4096], 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(context.Background(), cut, backup, Options{}, noon, nil); !errors.Is(err, ErrDamaged) {
		t.Errorf("restore of a cut backup: %v, want ErrDamaged", err)
	}
}
