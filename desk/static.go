package desk

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"koreadesk/publish"
)

// writeTree writes every page of the site below dir, as a static server would
// serve it: /korea.atom as korea.atom, a page /korea as korea.html, / as
// index.html. Files whose bytes would not change are left alone. It returns
// how many were written.
func writeTree(site *publish.Site, dir string) (int, error) {
	written := 0
	for _, at := range site.Paths() {
		body, contentType, ok := site.Page(at)
		if !ok {
			continue
		}
		fresh, err := writeFile(filepath.Join(dir, filepath.FromSlash(fileName(at, contentType))), body)
		if err != nil {
			return written, fmt.Errorf("write %s into %s: %w", at, dir, err)
		}
		if fresh {
			written++
		}
	}
	return written, nil
}

func fileName(at, contentType string) string {
	name := strings.TrimPrefix(path.Clean(at), "/")
	if name == "" {
		return "index.html"
	}
	if path.Ext(name) == "" && strings.HasPrefix(contentType, "text/html") {
		return name + ".html"
	}
	return name
}

// writeFile replaces a file as a whole: a reader sees the old bytes or the new
// ones. It reports whether there was anything to write.
func writeFile(name string, body []byte) (bool, error) {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, body) {
		return false, nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return false, err
	}
	temp, err := os.CreateTemp(filepath.Dir(name), ".koreadesk-*")
	if err != nil {
		return false, err
	}
	defer os.Remove(temp.Name()) // after the rename there is nothing to remove
	_, err = temp.Write(body)
	if err == nil {
		err = temp.Chmod(0o644)
	}
	if err == nil {
		err = temp.Sync()
	}
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return false, err
	}
	return true, os.Rename(temp.Name(), name)
}
