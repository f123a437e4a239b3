package desk

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestFileName(t *testing.T) {
	for _, c := range []struct{ at, kind, want string }{
		{"/", "text/html; charset=utf-8", "index.html"},
		{"/korea.atom", "application/atom+xml; charset=utf-8", "korea.atom"},
		{"/korea", "text/html; charset=utf-8", "korea.html"},
		{"/korea/archive/7.atom", "application/atom+xml; charset=utf-8", "korea/archive/7.atom"},
		{"/../../etc/passwd", "text/plain", "etc/passwd"},
	} {
		if got := fileName(c.at, c.kind); got != c.want {
			t.Errorf("fileName(%q) = %q, want %q", c.at, got, c.want)
		}
	}
}

// A file whose bytes would not change keeps its time, so that a static server
// answers 304 and a mirror copies nothing.
func TestWriteFileLeavesEqualBytesAlone(t *testing.T) {
	name := filepath.Join(t.TempDir(), "deep", "korea.atom")
	write := func(body string, want bool) {
		t.Helper()
		fresh, err := writeFile(name, []byte(body))
		if err != nil || fresh != want {
			t.Fatalf("writeFile(%q) = %v, %v; want %v", body, fresh, err, want)
		}
	}
	write("one", true)
	old := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	if err := os.Chtimes(name, old, old); err != nil {
		t.Fatal(err)
	}
	write("one", false)
	stat, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if !stat.ModTime().Equal(old) {
		t.Errorf("an equal file was written again at %s", stat.ModTime())
	}
	if stat.Mode().Perm() != 0o644 {
		t.Errorf("mode %o: a web server could not read it", stat.Mode().Perm())
	}
	write("two", true)
	left, err := os.ReadDir(filepath.Dir(name))
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 1 {
		t.Errorf("temporary files stay behind: %v", left)
	}
}
