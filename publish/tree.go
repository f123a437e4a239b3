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
	"sync"
)

// manifest names, in a static tree, the files the desk has written there.
// Nothing else is ever removed from it.
const manifest = ".koreadesk"

// Tree writes all files of the site into a directory, for a web server or a
// CDN to serve: / as index.html, /THEME as THEME.html, the rest under its own
// name. Each file is put in place whole, dated by when its bytes last changed,
// and only where they differ from what is there; files of an earlier tree that
// the site no longer has are removed, but for those of a page that cannot be
// built now. It returns how many files changed.
func (s *Site) Tree(dir string) (changed int, err error) {
	s.trees.mu.Lock()
	defer s.trees.mu.Unlock()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, fmt.Errorf("the folder %s of the static tree cannot be made (%w): name one that this user may write", dir, err)
	}
	earlier, err := listed(dir)
	if err != nil {
		return 0, err
	}
	now := planted{dir, s.shelf.Load().pages, s.past.forgettings()}
	names, sheets := s.plan(now, earlier)
	// Until the tree is whole the manifest names what was and what will be: a
	// name without its file does no harm, a file without its name would stay.
	if err := list(dir, slices.Concat(earlier, names)); err != nil {
		return 0, err
	}
	for name, sh := range sheets {
		wrote, err := sh.save(filepath.Join(dir, name))
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
		if err := remove(dir, name); err != nil {
			return changed, fmt.Errorf("remove from the static tree: %w", err)
		}
		changed++
	}
	s.trees.last = now
	return changed, list(dir, names)
}

// plan says which files a tree is to have, in order, and of those that may have
// changed what is in them.
func (s *Site) plan(now planted, earlier []string) (names []string, sheets map[string]*sheet) {
	names, sheets = s.standing(now.dir, earlier), make(map[string]*sheet)
	for _, path := range s.Paths() {
		name := filename(path)
		if s.trees.last.holds(path, now) && exists(filepath.Join(now.dir, name)) {
			names = append(names, name)
			continue
		}
		if sh, _ := s.find(path); sh != nil && !sh.gone() {
			names, sheets[name] = append(names, name), sh
		}
	}
	slices.Sort(names)
	return names, sheets
}

// trees remembers the tree that was written last.
type trees struct {
	mu   sync.Mutex
	last planted
}

// planted is of which pages a tree was written, and how often their archives had
// been forgotten by then.
type planted struct {
	dir       string
	pages     map[string]*page
	forgotten map[string]int
}

// holds reports whether an archive is in the tree as it is now: it cannot change
// unless its theme's page is built anew, or its archives are forgotten.
func (t planted) holds(path string, now planted) bool {
	if t.dir != now.dir {
		return false
	}
	_, archive, ok := strings.Cut(path, "/archive/")
	if !ok || archive == "" {
		return false
	}
	theme := strings.TrimSuffix(path, "/archive/"+archive)
	theme = theme[strings.LastIndex(theme, "/")+1:]
	return now.pages[theme] != nil && t.pages[theme] == now.pages[theme] && t.forgotten[theme] == now.forgotten[theme]
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// remove takes a file away, and its folder where nothing else is in it.
func remove(dir, name string) error {
	if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for up := filepath.Dir(name); up != "." && os.Remove(filepath.Join(dir, up)) == nil; up = filepath.Dir(up) {
	}
	return nil
}

// list writes a tree's manifest, if it would say something else.
func list(dir string, names []string) error {
	slices.Sort(names)
	body := []byte(strings.Join(slices.Compact(names), "\n") + "\n")
	file := filepath.Join(dir, manifest)
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, body) {
		return nil
	}
	// It names the folders of private themes: a web server need not read it.
	if err := replace(file, body, 0o600); err != nil {
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
	case !strings.Contains(name[strings.LastIndex(name, "/")+1:], "."):
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
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return false, err
	}
	if err := replace(name, sh.body, 0o644); err != nil {
		return false, err
	}
	if !sh.changed.IsZero() {
		err = os.Chtimes(name, sh.changed, sh.changed)
	}
	return true, err
}

// replace puts a file in place whole: a reader sees the old bytes or the new,
// also after a crash.
func replace(name string, body []byte, mode os.FileMode) (err error) {
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
	if err = f.Chmod(mode); err != nil {
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
