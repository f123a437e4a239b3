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
			gone = append(gone, legal(st.Item.ID))
		}
	}
	next := s.shelf.Load().copy()
	p := next.pages[theme]
	if p != nil && !slices.ContainsFunc(p.Entries, func(e *entry) bool { return slices.Contains(gone, e.ID) }) {
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

// lost are the ids of what a theme must not show any more.
type lost []string

// in reports whether a feed or an archive in a tree still shows it, or cannot be
// read.
func (l lost) in(file string) bool {
	feed, err := os.ReadFile(file)
	return err != nil || slices.ContainsFunc(l, func(id string) bool { return bytes.Contains(feed, []byte("<id>"+id+"</id>")) })
}

// standing are the files of an earlier tree that stay although the site has
// none: of themes whose page could not be built since the program began, unless
// they show there what must not be shown any more.
func (s *Site) standing(dir string, earlier []string) []string {
	var names []string
	for theme, gone := range s.shelf.Load().stopped {
		path := s.root(theme) + "/" + theme
		stay := s.asSent(dir, theme)
		if feed := filename(path + ".atom"); !gone.in(filepath.Join(dir, feed)) {
			for _, f := range s.formats() {
				stay = append(stay, filename(path+f.suffix))
			}
		}
		for _, name := range earlier {
			archive := strings.HasPrefix("/"+name, path+"/archive/")
			if slices.Contains(stay, name) || archive && !gone.in(filepath.Join(dir, name)) {
				names = append(names, name)
			}
		}
	}
	return names
}

// asSent are the files of a theme's issues in a tree that say what the issues
// say now: a takedown, which alone changes one, may have come since.
func (s *Site) asSent(dir, theme string) (names []string) {
	issues, err := s.issueNames(theme)
	if err != nil {
		return nil
	}
	same := true
	for _, name := range issues {
		issue, ok, err := s.setup.Sent.Issue(theme, name)
		for suffix := range issueTypes {
			file := filename(s.root(theme) + issuePath(theme, name, suffix))
			shown, missing := os.ReadFile(filepath.Join(dir, file))
			if missing == nil && ok && err == nil && bytes.Equal(shown, issue.Body(suffix)) {
				names = append(names, file)
			} else if missing == nil {
				same = false
			}
		}
	}
	if same {
		names = append(names, filename(s.root(theme)+issuesPath(theme)))
	}
	return names
}
