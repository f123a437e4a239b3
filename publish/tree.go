package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// manifest names, in a static tree, the files the desk has written there.
// Nothing else is ever removed from it.
const manifest = ".koreadesk"

// Tree writes all files of the site into a directory, for a web server or a
// CDN to serve: / as index.html, /THEME as THEME.html, the rest under its own
// name. Each file is put in place whole, dated by when its bytes last changed,
// and only where they differ from what is there; files of an earlier tree that
// the site no longer has are removed. It returns how many files changed.
func (s *Site) Tree(dir string) (changed int, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, fmt.Errorf("make the static tree: %w", err)
	}
	earlier, err := listed(dir)
	if err != nil {
		return 0, err
	}
	sheets := s.shelf.Load().sheets
	var names []string
	for path := range sheets {
		names = append(names, filename(path))
	}
	slices.Sort(names)
	// Until the tree is whole the manifest names what was and what will be: a
	// name without its file does no harm, a file without its name would stay.
	if err := list(dir, slices.Concat(earlier, names)); err != nil {
		return 0, err
	}
	for path, sh := range sheets {
		wrote, err := sh.save(filepath.Join(dir, filename(path)))
		if err != nil {
			return changed, fmt.Errorf("write the static tree: %w", err)
		}
		if wrote {
			changed++
		}
	}
	for _, name := range earlier {
		if _, ok := slices.BinarySearch(names, name); ok {
			continue
		}
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return changed, fmt.Errorf("remove from the static tree: %w", err)
		}
		changed++
	}
	return changed, list(dir, names)
}

// list writes a tree's manifest, if it would say something else.
func list(dir string, names []string) error {
	slices.Sort(names)
	body := []byte(strings.Join(slices.Compact(names), "\n") + "\n")
	file := filepath.Join(dir, manifest)
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, body) {
		return nil
	}
	if err := replace(file, body); err != nil {
		return fmt.Errorf("write the static tree: %w", err)
	}
	return nil
}

// listed are the names in a tree's manifest; none where there is no manifest.
func listed(dir string) ([]string, error) {
	b, err := os.ReadFile(filepath.Join(dir, manifest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the static tree: %w", err)
	}
	var names []string
	for name := range strings.Lines(string(b)) {
		if name = strings.TrimSpace(name); name != "" && filepath.IsLocal(name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// filename is where the file of a path stands in a static tree.
func filename(path string) string {
	switch name := strings.TrimPrefix(path, "/"); {
	case name == "":
		return "index.html"
	case !strings.Contains(name, "."):
		return name + ".html"
	default:
		return name
	}
}

// save puts the sheet where its bytes are not there yet.
func (sh *sheet) save(name string) (wrote bool, err error) {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, sh.body) {
		return false, nil
	}
	if err := replace(name, sh.body); err != nil {
		return false, err
	}
	if !sh.changed.IsZero() {
		err = os.Chtimes(name, sh.changed, sh.changed)
	}
	return true, err
}

// replace puts a file in place whole: a reader sees the old bytes or the new,
// also after a crash.
func replace(name string, body []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), manifest+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(body); err != nil {
		return err
	}
	if err = f.Chmod(0o644); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
