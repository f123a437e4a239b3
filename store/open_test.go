package store

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"
	"go.uber.org/goleak"

	"koreadesk/news"
)

// TestMain lets the test program be the other process that holds a file, or is
// killed while it writes one.
func TestMain(m *testing.M) {
	if path := os.Getenv("STORE_TEST_PUT"); path != "" {
		putForEver(path)
		return
	}
	if path := os.Getenv("STORE_TEST_HOLD"); path != "" {
		s, err := Open(path, Options{Authority: "example.org,2026", Create: true})
		fmt.Println("held", err)
		bufio.NewReader(os.Stdin).ReadByte()
		if err == nil {
			s.Close()
		}
		return
	}
	goleak.VerifyTestMain(m)
}

func refused(t *testing.T, err, kind error, says ...string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("%v, want %v", err, kind)
		return
	}
	for _, s := range says {
		if !strings.Contains(err.Error(), s) {
			t.Errorf("%q does not say %q", err, s)
		}
	}
}

func TestFileInUse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koreadesk.db")
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), "STORE_TEST_HOLD="+path)
	in, err := other.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := other.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "held <nil>\n" {
		t.Fatalf("the other process says %q, %v", line, err)
	}
	begun := time.Now()
	_, err = Open(path, Options{Wait: 300 * time.Millisecond})
	says := []string{path, "in use by", "stop it first"}
	if runtime.GOOS == "linux" {
		says = append(says, fmt.Sprintf("(pid %d)", other.Process.Pid))
	}
	refused(t, err, ErrLocked, says...)
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("it took %v to say so", took)
	}
	in.Close()
	if err := other.Wait(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatalf("let go of, it is still refused: %v", err)
	}
	_, err = Open(path, Options{Wait: 60 * time.Millisecond})
	refused(t, err, ErrLocked, path)
	s.Close()
}

func TestMissingFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "koreadesk.db")
	_, err := Open(path, Options{})
	refused(t, err, ErrMissing, path, "serve and poll")
	if _, err := os.Stat(path); err == nil {
		t.Error("the refusal has made a file")
	}
	_, err = Open(filepath.Join(dir, "no", "koreadesk.db"), Options{Create: true, Authority: "x,2026"})
	refused(t, err, ErrMissing, filepath.Join(dir, "no"))
	_, err = Open(path, Options{Create: true})
	refused(t, err, ErrAuthority, path, "desk.authority")
	_, err = Open(dir, Options{Create: true})
	if err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("a folder: %v", err)
	}
}

func TestAnotherAuthority(t *testing.T) {
	path := stocked(t, 1)
	_, err := Open(path, Options{Authority: "other.example,2027", Create: true})
	refused(t, err, ErrAuthority, path, "example.org,2026", "other.example,2027", "set desk.authority back", "start afresh")
	s, err := Open(path, Options{})
	if err != nil || s.Authority() != "example.org,2026" {
		t.Fatalf("authority %q, %v", s.Authority(), err)
	}
	s.Close()
}

func TestNewerSchema(t *testing.T) {
	path := stocked(t, 1)
	db, err := bbolt.Open(path, 0o640, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error { return meta{tx.Bucket(bucketMeta)}.set(metaSchema, schema+1) })
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	_, err = Open(path, Options{Authority: "example.org,2026"})
	refused(t, err, ErrNewer, path, fmt.Sprint("schema ", schema+1), "install the newer koreadesk")
}

func TestForeignFile(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("not a database\n", 2000)), 0o640); err != nil {
		t.Fatal(err)
	}
	_, err := Open(text, Options{Authority: "x,2026", Create: true})
	refused(t, err, ErrDamaged, text, "set data in feeds.yaml")
	foreign := filepath.Join(dir, "other.db")
	db, err := bbolt.Open(foreign, 0o640, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte("x")); return err })
	db.Close()
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(foreign, Options{Authority: "x,2026", Create: true})
	refused(t, err, ErrDamaged, foreign, "no koreadesk data file")
}

// A birth that was cut short leaves an empty bbolt file.
func TestBirthCutShort(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koreadesk.db")
	if err := conceive(path); err != nil {
		t.Fatal(err)
	}
	_, err := Open(path, Options{})
	refused(t, err, ErrMissing, path)
	reopen(t, path).Close()
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// Never one of no length: that one has lost what it held.
func TestEmptiedFile(t *testing.T) {
	path := stocked(t, 3)
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	for _, create := range []bool{false, true} {
		_, err := Open(path, Options{Authority: "example.org,2026", Create: create})
		refused(t, err, ErrDamaged, path, "is empty", "restore a backup")
	}
}

// Two that are born at once at one path are one.
func TestBornTwice(t *testing.T) {
	path := stocked(t, 3)
	if err := conceive(path); err != nil {
		t.Fatal(err)
	}
	s := reopen(t, path)
	defer s.Close()
	if n := s.Stats().Items; n != 3 {
		t.Errorf("%d items, want 3", n)
	}
}

func TestUnfinishedRegenerateIsDropped(t *testing.T) {
	path := stocked(t, 3)
	db, err := bbolt.Open(path, 0o640, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		b, err := tx.Bucket(bucketVerdicts).CreateBucket(key8(2))
		if err != nil {
			return err
		}
		return b.Put(key8(1), frame(key8(1), encodeVerdict(news.Verdict{Themes: []string{"wrong"}})))
	})
	db.Close()
	if err != nil {
		t.Fatal(err)
	}
	s := reopen(t, path)
	defer s.Close()
	if n, _ := s.Generation(); n != 1 {
		t.Errorf("generation %d", n)
	}
	err = s.view(func(tx *bbolt.Tx) error {
		if tx.Bucket(bucketVerdicts).Bucket(key8(2)) != nil {
			t.Error("the unfinished verdicts are still there")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestClosed(t *testing.T) {
	s := reopen(t, stocked(t, 1))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := s.AddEdit(news.Edit{})
	refused(t, err, ErrClosed)
	_, err = s.Find("abcdef")
	refused(t, err, ErrClosed)
	if err := s.Close(); err != nil {
		t.Errorf("closed again: %v", err)
	}
}
