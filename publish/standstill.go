package publish

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"koreadesk/news"
)

// stop is what becomes of a theme whose page cannot be built anew: its last one
// is taken away if it shows what must not be shown any more, which stop reports;
// where there is none yet, what must not be shown is kept for the static tree.
func (s *Site) stop(theme string, stories []Story, now time.Time) bool {
	s.swap.Lock()
	defer s.swap.Unlock()
	var gone lost
	for _, st := range stories {
		if !st.Gone.IsZero() {
			gone.ids = append(gone.ids, legal(st.Item.ID))
			gone.erased = gone.erased || st.Item.Erased
		}
	}
	next := s.shelf.Load().copy()
	p := next.pages[theme]
	if p != nil && !slices.ContainsFunc(p.Entries, func(e *entry) bool { return slices.Contains(gone.ids, e.ID) }) {
		return false
	}
	next.stopped[theme] = gone
	if p == nil {
		s.shelf.Store(next)
		return false
	}
	delete(next.pages, theme)
	for _, f := range s.formats() {
		delete(next.files, "/"+theme+f.suffix)
	}
	next.put(s.front(next, news.Mark{}, whole(now)))
	s.shelf.Store(next)
	return true
}

// lost is what a theme must not show any more.
type lost struct {
	ids    []string // of items
	erased bool     // some of them are, so that issues were written anew
}

// in reports whether a feed or an archive in a tree still shows it, or cannot be
// read.
func (l lost) in(file string) bool {
	feed, err := os.ReadFile(file)
	return err != nil || slices.ContainsFunc(l.ids, func(id string) bool { return bytes.Contains(feed, []byte("<id>"+id+"</id>")) })
}

// standing are the files of an earlier tree that stay although the site has
// none: of themes whose page could not be built since the program began, unless
// they show there what must not be shown any more.
func (s *Site) standing(dir string, earlier []string) []string {
	var names []string
	for theme, gone := range s.shelf.Load().stopped {
		path := s.root(theme) + "/" + theme
		var forms []string
		if feed := filename(path + ".atom"); !gone.in(filepath.Join(dir, feed)) {
			for _, f := range s.formats() {
				forms = append(forms, filename(path+f.suffix))
			}
		}
		for _, name := range earlier {
			below, has := strings.CutPrefix("/"+name, path+"/")
			stays := slices.Contains(forms, name)
			if has && strings.HasPrefix(below, "archive/") {
				stays = !gone.in(filepath.Join(dir, name))
			} else if has {
				stays = !gone.erased // of an issue, which says no ids
			}
			if stays {
				names = append(names, name)
			}
		}
	}
	return names
}
