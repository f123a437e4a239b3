package publish

import (
	"maps"
	"strings"
	"sync"
	"weak"

	"koreadesk/news"
)

// Forget has a theme's archives and issues written anew when they are asked for:
// one of them may have changed although its page has not.
func (s *Site) Forget(theme string) {
	s.past.mu.Lock()
	defer s.past.mu.Unlock()
	for path, k := range s.past.held {
		if themeOf(path) == theme {
			k.page = weak.Pointer[page]{}
		}
	}
	if s.past.forgotten == nil {
		s.past.forgotten = make(map[string]int)
	}
	s.past.forgotten[theme]++
}

// mostPast is how many archives and issues are held in memory.
const mostPast = 64

// past holds the archives that were last asked for, each as long as its
// theme's page stands.
type past struct {
	mu    sync.Mutex
	held  map[string]*kept
	used  uint64               // counts requests
	marks map[string]news.Mark // what is remembered of archives, by path

	forgotten map[string]int // how often each theme's archives were

	gone map[string]map[uint64]bool // archives of which nothing is left, for good
}

// lost reports whether nothing is left of an archive.
func (a *past) lost(theme string, n uint64) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.gone[theme][n]
}

func (a *past) lose(theme string, n uint64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.gone == nil {
		a.gone = make(map[string]map[uint64]bool)
	}
	if a.gone[theme] == nil {
		a.gone[theme] = make(map[uint64]bool)
	}
	a.gone[theme][n] = true
}

// forgettings are how often each theme's archives have been forgotten.
func (a *past) forgettings() map[string]int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return maps.Clone(a.forgotten)
}

type kept struct {
	file *file
	page weak.Pointer[page] // of the theme, when the file was made; none once it is forgotten
	used uint64             // when it was last asked for
}

// file is that of a path while the theme's page is p.
func (a *past) file(path string, p *page, write func() (*page, *sheet, error)) *file {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.used++
	old := a.held[path]
	if old != nil && old.page == weak.Make(p) {
		old.used = a.used
		return old.file
	}
	f := &file{path: path, mark: a.marks[path], built: p.built}
	f.write = func() (*sheet, error) {
		written, sh, err := write()
		if err == nil {
			f.since = written.Updated
		}
		return sh, err
	}
	if old != nil {
		f.last = old.file.latest()
	}
	if a.held == nil {
		a.held = make(map[string]*kept)
	}
	a.held[path] = &kept{f, weak.Make(p), a.used}
	for len(a.held) > mostPast {
		a.dropOldest()
	}
	return f
}

func (a *past) dropOldest() {
	oldest := ""
	for path, k := range a.held {
		if oldest == "" || k.used < a.held[oldest].used {
			oldest = path
		}
	}
	delete(a.held, oldest)
}

func (a *past) drop(path string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.held, path)
}

// recall takes what is remembered of a theme's archives.
func (a *past) recall(theme string, marks map[string]news.Mark) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.marks == nil {
		a.marks = make(map[string]news.Mark)
	}
	for path, m := range marks {
		if strings.HasPrefix(path, "/"+theme+"/") {
			a.marks[path] = m
		}
	}
}

// follow takes over what the past of a site before a reload remembers.
func (a *past) follow(old *past) {
	old.mu.Lock()
	marks := maps.Clone(old.marks)
	old.mu.Unlock()
	a.mu.Lock()
	defer a.mu.Unlock()
	a.marks = marks
}
