package publish

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"koreadesk/news"
)

// shelf is what the site shows at one moment. It is replaced, never changed.
type shelf struct {
	files map[string]*file // by path, below the base URL and without a token
	pages map[string]*page // by theme

	stopped map[string]lost // by theme without a page that cannot be built
}

func (s *shelf) copy() *shelf {
	return &shelf{files: maps.Clone(s.files), pages: maps.Clone(s.pages), stopped: maps.Clone(s.stopped)}
}

// put places a file; what stood at its path before is what it falls back on.
func (s *shelf) put(f *file) {
	f.last = s.files[f.path].latest()
	s.files[f.path] = f
}

// Keep takes over from the site before a reload the pages that this one has
// not built, so that a page which cannot be built keeps its last good form.
func (s *Site) Keep(old *Site) {
	s.swap.Lock()
	defer s.swap.Unlock()
	next, was := s.shelf.Load().copy(), old.shelf.Load()
	for id, t := range s.themes {
		if next.pages[id] == nil && was.pages[id] != nil && t.Token.Equal(old.themes[id].Token) {
			next.pages[id] = was.pages[id]
			delete(next.stopped, id)
		}
	}
	for path, f := range was.files {
		switch {
		case next.files[path] != nil: // a shared one, with the old form to fall back on
			next.files[path].follow(f)
		case next.pages[themeOf(path)] != nil:
			next.files[path] = f
		}
	}
	front := s.front(next, news.Mark{}, time.Time{})
	front.last = was.files["/"].latest()
	next.files["/"] = front
	s.past.follow(&old.past)
	s.shelf.Store(next)
}

// themeOf is the theme that a path below the base URL belongs to, if any does.
func themeOf(path string) string {
	id := strings.TrimPrefix(path, "/")
	if n := strings.IndexAny(id, "./"); n >= 0 {
		id = id[:n]
	}
	return id
}

// place swaps a theme's files in, with those that every theme shares, and
// returns what is to be remembered.
func (s *Site) place(p *page, atom *sheet, marks map[string]news.Mark, now time.Time) map[string]news.Mark {
	s.swap.Lock()
	defer s.swap.Unlock()
	now = whole(now)
	next := s.shelf.Load().copy()
	next.pages[p.Theme] = p
	delete(next.stopped, p.Theme)
	p.built = now
	first := &file{path: atom.path, mark: marks[atom.path], since: now, built: now, write: func() (*sheet, error) { return atom, nil }}
	next.put(first)
	p.changed = first.sheet(s).changed
	for _, f := range s.formats() {
		if path := "/" + p.Theme + f.suffix; path != atom.path {
			next.put(&file{path: path, mark: marks[path], since: p.changed, built: now, write: func() (*sheet, error) { return f.sheet(p) }})
		}
	}
	next.put(s.front(next, marks["/"], now))
	if len(next.pages) == len(s.themes) && !s.dated {
		s.dated = true
		for _, f := range s.shared(marks, now) {
			next.put(f)
		}
	}
	s.shelf.Store(next)
	return s.unsaved.take()
}

// front is the desk's front page, of all pages there are.
func (s *Site) front(now *shelf, mark news.Mark, built time.Time) *file {
	f := &file{path: "/", mark: mark, built: built}
	shown := index{Title: line(s.setup.Desk.Title), Base: s.base}
	good := mostRhythm
	for _, t := range s.setup.Themes {
		if !t.Token.IsZero() {
			continue
		}
		p := now.pages[t.ID]
		if p == nil {
			p = s.newPage(t)
		}
		if p.changed.After(f.since) {
			f.since = p.changed
		}
		shown.Pages = append(shown.Pages, p)
		good = min(good, p.rhythm())
	}
	write := s.fixed(f.path, typeHTML, func() ([]byte, error) {
		body, err := s.execute("index", shown)
		return body, errors.Join(err, checkHTML(body, len(shown.Pages)))
	})
	f.write = func() (*sheet, error) {
		sh, err := write()
		if err == nil {
			sh.good = good // it says when each of them changed
		}
		return sh, err
	}
	return f
}

// shared are the files that only the configuration changes.
func (s *Site) shared(marks map[string]news.Mark, now time.Time) []*file {
	var files []*file
	for _, f := range []struct {
		path, kind string
		write      func() ([]byte, error)
	}{
		{"/feeds.opml", typeOPML, s.themesOPML},
		{"/sources.opml", typeOPML, s.sourcesOPML},
		{"/page.css", typeCSS, func() ([]byte, error) { return style("page.css", s.words) }},
		{"/feed.css", typeCSS, func() ([]byte, error) { return style("feed.css", s.words) }},
	} {
		files = append(files, &file{path: f.path, mark: marks[f.path], since: now, built: now, write: s.fixed(f.path, f.kind, f.write)})
	}
	return files
}

// fixed writes a sheet that belongs to no theme.
func (s *Site) fixed(path, kind string, write func() ([]byte, error)) func() (*sheet, error) {
	return func() (*sheet, error) {
		body, err := write()
		if err != nil {
			return nil, fmt.Errorf("%s is not published: %w", path, err)
		}
		return s.press.newSheet(path, kind, body), nil
	}
}

// Paths are the addresses of all files, below the base URL, in order. Those of
// a theme with a token are below that.
func (s *Site) Paths() []string {
	now := s.shelf.Load()
	var paths []string
	for path := range now.files {
		paths = append(paths, s.root(themeOf(path))+path)
	}
	for id, p := range now.pages {
		for n := range p.Full {
			paths = append(paths, s.root(id)+archivePath(id, n))
		}
		for _, path := range p.issuePaths() {
			paths = append(paths, s.root(id)+path)
		}
	}
	slices.Sort(paths)
	return paths
}

// Page is the file at a path, with its content type.
func (s *Site) Page(path string) (body []byte, contentType string, ok bool) {
	sh, _ := s.find(path)
	if sh == nil || sh.gone() {
		return nil, "", false
	}
	return slices.Clone(sh.body), sh.kind + "; charset=utf-8", true
}
