package publish

import (
	"errors"
	"fmt"
	"hash/maphash"
	"html/template"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"koreadesk/news"
)

// Site holds the files of all themes and serves them from memory. Build and
// ServeHTTP may run at the same time; who asks gets a file whole, either as it
// was or as it is.
type Site struct {
	setup     Setup
	words     words
	room      int    // bytes an Atom feed may have
	basePath  string // of the base URL, without a slash at its end
	templates *template.Template
	seed      maphash.Seed
	themes    map[string]news.Theme
	sources   map[string]news.Source
	tags      map[string]news.Tag
	gone      map[string]bool
	moved     map[string]string // former id of a theme -> id

	swap  sync.Mutex // held while a shelf is replaced
	shelf atomic.Pointer[shelf]
	cuts  cuts
	press press
}

// shelf is what the site shows at one moment. It is replaced, never changed.
type shelf struct {
	sheets map[string]*sheet // by path
	pages  map[string]*page  // by theme
}

// NewSite is a site under a configuration, without pages: Build makes them.
func NewSite(setup Setup) *Site {
	s := &Site{
		setup:   setup,
		words:   wordsIn(setup.Desk.Language),
		seed:    maphash.MakeSeed(),
		room:    maxPage,
		themes:  make(map[string]news.Theme),
		sources: make(map[string]news.Source),
		tags:    make(map[string]news.Tag),
		gone:    make(map[string]bool),
		moved:   make(map[string]string),
	}
	s.templates = templates(s.words)
	if base, err := url.Parse(setup.Desk.BaseURL); err == nil {
		s.basePath = strings.TrimSuffix(base.Path, "/")
	}
	for _, src := range setup.Former {
		s.sources[src.ID] = src
	}
	for _, src := range setup.Sources {
		for _, was := range src.Was {
			s.sources[was] = src
		}
	}
	for _, src := range setup.Sources {
		s.sources[src.ID] = src
	}
	for _, t := range setup.Tags {
		s.tags[t.ID] = t
	}
	for _, id := range setup.Gone {
		s.gone[id] = true
	}
	for _, t := range setup.Themes {
		s.themes[t.ID] = t
		for _, was := range t.Was {
			s.moved[was] = t.ID
		}
	}
	empty := &shelf{sheets: make(map[string]*sheet), pages: make(map[string]*page)}
	front, _ := s.common(empty) // what is missing here is an error of the first Build
	empty.put(front)
	s.shelf.Store(empty)
	return s
}

// Keep takes over from the site before a reload the pages that this one has
// not built, so that a page which cannot be built keeps its last good form.
func (s *Site) Keep(old *Site) {
	s.swap.Lock()
	defer s.swap.Unlock()
	next := s.shelf.Load().copy()
	was := old.shelf.Load()
	for id := range s.themes {
		if next.pages[id] == nil && was.pages[id] != nil {
			next.pages[id] = was.pages[id]
		}
	}
	for path, sh := range was.sheets {
		if s.knows(path) && next.sheets[path] == nil {
			next.sheets[path] = sh
		}
	}
	front, _ := s.common(next) // what is missing here is an error of the next Build
	for _, sh := range front {
		if last := was.sheets[sh.path]; last != nil && last.tag == sh.tag {
			sh.changed = last.changed
		}
	}
	next.put(front)
	s.shelf.Store(next)
}

// knows reports whether a path belongs to one of the site's themes.
func (s *Site) knows(path string) bool {
	id, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), ".")
	_, ok := s.themes[id]
	return ok
}

// Build renders the page of one theme in every format, newest first by the
// theme's clock and then by id, and swaps the files in. marks is what is
// remembered of the site's pages, by path (others are ignored); what Build
// returns is to be remembered of those whose bytes have changed: the theme's,
// and once every theme has been built, those all themes share. Refusals are
// the entries left out. An error names the files that are not valid; of each
// the last good one stays, and the other files are as good as without it.
func (s *Site) Build(theme string, stories []Story, marks map[string]news.Mark, now time.Time) (map[string]news.Mark, []Refusal, error) {
	t, ok := s.themes[theme]
	if !ok {
		return nil, nil, fmt.Errorf("theme %q is not in the configuration", theme)
	}
	var before map[string]*entry
	if last := s.shelf.Load().pages[theme]; last != nil {
		before = last.known
	}
	p := s.newPage(t)
	refused := s.take(p, t, stories, before)
	if err := p.fault(); err != nil {
		return nil, refused, fmt.Errorf("theme %s: %w", theme, err)
	}
	if err := s.fit(p, t.Limit); err != nil {
		return nil, refused, fmt.Errorf("theme %s: %w", theme, err)
	}
	sheets, err := s.render(p)
	changed, shared := s.place(p, sheets, marks, now)
	if err = errors.Join(err, shared); err != nil {
		err = fmt.Errorf("theme %s: %w", theme, err)
	}
	return changed, refused, err
}

// render writes the page in every format and checks each file.
func (s *Site) render(p *page) ([]*sheet, error) {
	var sheets []*sheet
	var troubles []error
	for _, f := range s.formats() {
		sh, err := f.sheet(p)
		if err != nil {
			troubles = append(troubles, err)
			continue
		}
		sheets = append(sheets, sh)
	}
	return sheets, errors.Join(troubles...)
}

// place swaps a theme's files in, with those that every theme shares, and
// returns what is to be remembered.
func (s *Site) place(p *page, sheets []*sheet, marks map[string]news.Mark, now time.Time) (map[string]news.Mark, error) {
	s.swap.Lock()
	defer s.swap.Unlock()
	next := s.shelf.Load().copy()
	next.pages[p.Theme] = p
	common, err := s.common(next)
	complete := len(next.pages) == len(s.themes)
	dated := sheets
	if complete {
		dated = append(dated, common...)
	}
	changed := make(map[string]news.Mark)
	for _, sh := range dated {
		sh.date(next.sheets[sh.path], marks, now)
		if m := sh.mark(); marks[sh.path] != m {
			changed[sh.path] = m
		}
	}
	next.put(sheets)
	next.put(common)
	s.shelf.Store(next)
	return changed, err
}

// common are the files that belong to no theme alone.
func (s *Site) common(now *shelf) ([]*sheet, error) {
	front := index{Title: line(s.setup.Desk.Title), Base: strings.TrimSuffix(s.setup.Desk.BaseURL, "/")}
	for _, t := range s.setup.Themes {
		p := now.pages[t.ID]
		if p == nil {
			p = s.newPage(t)
		}
		front.Pages = append(front.Pages, p)
	}
	var sheets []*sheet
	var troubles []error
	for _, f := range []struct {
		path, kind string
		write      func() ([]byte, error)
	}{
		{"/", typeHTML, func() ([]byte, error) {
			body, err := s.execute("index", front)
			return body, errors.Join(err, checkHTML(body, len(front.Pages)))
		}},
		{"/feeds.opml", typeOPML, s.themesOPML},
		{"/sources.opml", typeOPML, s.sourcesOPML},
		{"/page.css", typeCSS, func() ([]byte, error) { return style("page.css", s.words) }},
		{"/feed.css", typeCSS, func() ([]byte, error) { return style("feed.css", s.words) }},
	} {
		body, err := f.write()
		if err != nil {
			troubles = append(troubles, fmt.Errorf("%s: %w", f.path, err))
			continue
		}
		if last := now.sheets[f.path]; last != nil && string(last.body) == string(body) {
			kept := *last
			sheets = append(sheets, &kept)
			continue
		}
		sheets = append(sheets, s.press.newSheet(f.path, f.kind, body))
	}
	return sheets, errors.Join(troubles...)
}

func (s *shelf) copy() *shelf {
	return &shelf{sheets: maps.Clone(s.sheets), pages: maps.Clone(s.pages)}
}

func (s *shelf) put(sheets []*sheet) {
	for _, sh := range sheets {
		sh.seal()
		s.sheets[sh.path] = sh
	}
}

// Paths are the addresses of all files, below the base URL, in order.
func (s *Site) Paths() []string {
	return slices.Sorted(maps.Keys(s.shelf.Load().sheets))
}

// Page is the file at a path, with its content type.
func (s *Site) Page(path string) (body []byte, contentType string, ok bool) {
	sh := s.shelf.Load().sheets[path]
	if sh == nil {
		return nil, "", false
	}
	return slices.Clone(sh.body), sh.kind + "; charset=utf-8", true
}
