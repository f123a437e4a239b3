package publish

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"time"

	"koreadesk/news"
)

// stop is what becomes of a theme whose page cannot be built anew: its last one
// is taken away if it shows what must not be shown any more, which stop reports;
// where there is none yet, what must not be shown is kept for the static tree.
func (s *Site) stop(theme string, stories []Story, now time.Time) bool {
	s.swap.Lock()
	defer s.swap.Unlock()
	var gone []string
	for _, st := range stories {
		if !st.Gone.IsZero() {
			gone = append(gone, legal(st.Item.ID))
		}
	}
	next := s.shelf.Load().copy()
	p := next.pages[theme]
	if p == nil {
		next.stopped[theme] = gone
		s.shelf.Store(next)
		return false
	}
	if !slices.ContainsFunc(p.Entries, func(e *entry) bool { return slices.Contains(gone, e.ID) }) {
		return false
	}
	delete(next.pages, theme)
	delete(next.stopped, theme)
	for _, f := range s.formats() {
		delete(next.files, "/"+theme+f.suffix)
	}
	next.put(s.front(next, news.Mark{}, whole(now)))
	s.shelf.Store(next)
	return true
}

// standing are the files of an earlier tree that stay although the site has
// none: of themes whose page could not be built since the program began, unless
// their feed shows there what must not be shown any more.
func (s *Site) standing(dir string, earlier []string) []string {
	var names []string
	for theme, gone := range s.shelf.Load().stopped {
		path := s.root(theme) + "/" + theme
		feed, err := os.ReadFile(filepath.Join(dir, filename(path+".atom")))
		if err != nil || slices.ContainsFunc(gone, func(id string) bool { return bytes.Contains(feed, []byte("<id>"+id+"</id>")) }) {
			continue
		}
		for _, f := range s.formats() {
			if name := filename(path + f.suffix); slices.Contains(earlier, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
