package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"koreadesk/news"
)

// grown is a data file that another process opens, and writes to, once somebody
// has looked how long it is.
type grown struct {
	*os.File
	t    *testing.T
	then []byte
}

func (g grown) Stat() (os.FileInfo, error) {
	at, err := g.File.Stat()
	if _, failed := g.WriteAt(g.then, 0); failed != nil {
		g.t.Fatal(failed)
	}
	return at, err
}

// A file that grows while it is looked at is not taken for one that was cut short.
func TestExtentOfAFileThatGrows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koreadesk.db")
	image := func(pages int) []byte {
		t.Helper()
		s, err := Open(path, Options{Authority: "desk.example,2026", Create: true})
		if err != nil {
			t.Fatal(err)
		}
		marks := make(map[string]news.Mark)
		for n := range pages {
			marks[fmt.Sprintf("/archive/%d.html", n)] = news.Mark{Hash: strings.Repeat("0", 64), Changed: noon}
		}
		if err := s.SaveMarks(marks); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	before, after := image(0), image(400)
	if len(after) <= len(before) {
		t.Fatalf("%d octets became %d", len(before), len(after))
	}
	if err := os.WriteFile(path, before, 0o640); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if has, needs, err := extents(grown{f, t, after}); err != nil || needs > has {
		t.Errorf("%d octets of %d, %v", has, needs, err)
	}
}
