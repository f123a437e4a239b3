package publish

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"html/template"
	"net/url"
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
	base      string // of all addresses, without a slash at its end
	basePath  string // its path
	templates *template.Template
	seed      maphash.Seed
	themes    map[string]news.Theme
	sources   map[string]*news.Source // of the setup
	tags      map[string]news.Tag
	gone      map[string]bool
	moved     map[string]string // former id of a theme -> id
	private   bool              // some theme has a token

	swap    sync.Mutex // held while a shelf is replaced
	dated   bool       // the shared files have their dates; guarded by swap
	shelf   atomic.Pointer[shelf]
	past    past
	cuts    cuts
	trees   trees
	press   press
	unsaved unsaved
}

// Setup is what a Site is made for: the configuration it publishes under. It
// never changes; a reload makes a new Site.
type Setup struct {
	Desk    news.Desk
	Sources []news.Source
	Former  []news.Source // no longer polled, but their items may still be shown
	Tags    []news.Tag
	Themes  []news.Theme
	Gone    []string // ids of themes that were removed: their addresses answer 410
	Hubs    []string // WebSub hubs that are told of new feeds
	Past    Past     // where archives are read from; nil is nowhere
	Sent    Sent     // where issues are read from; nil is nowhere

	// Trouble is told of a file that is not valid when it is asked for; its
	// last good form is served. nil tells nobody.
	Trouble func(error)
}

// NewSite is a site under a configuration, without pages: Build makes them.
func NewSite(setup Setup) *Site {
	s := &Site{
		setup:   setup,
		words:   wordsIn(setup.Desk.Language),
		seed:    maphash.MakeSeed(),
		room:    maxPage,
		themes:  make(map[string]news.Theme),
		sources: setup.sources(),
		tags:    make(map[string]news.Tag),
		gone:    make(map[string]bool),
		moved:   make(map[string]string),
		cuts:    newCuts(),
	}
	s.templates = templates(s.words)
	s.base = strings.TrimSuffix(cmp.Or(address(setup.Desk.BaseURL), setup.Desk.BaseURL), "/")
	if base, err := url.Parse(setup.Desk.BaseURL); err == nil {
		s.basePath = strings.TrimSuffix(base.Path, "/")
	}
	for _, t := range setup.Tags {
		s.tags[t.ID] = t
	}
	for _, id := range setup.Gone {
		s.gone[id] = true
	}
	for _, t := range setup.Themes {
		s.themes[t.ID] = t
		s.private = s.private || !t.Token.IsZero()
		for _, was := range t.Was {
			s.moved[was] = t.ID
		}
	}
	empty := &shelf{files: make(map[string]*file), pages: make(map[string]*page), stopped: make(map[string]lost)}
	for _, f := range append(s.shared(nil, time.Time{}), s.front(empty, news.Mark{}, time.Time{})) {
		empty.files[f.path] = f
	}
	s.shelf.Store(empty)
	return s
}

// sources are those of a setup by their ids. An earlier id leads to the source
// that goes by another now, unless that is the id of a source again.
func (setup *Setup) sources() map[string]*news.Source {
	by := make(map[string]*news.Source)
	for n := range setup.Former {
		src := &setup.Former[n]
		by[src.ID] = src
	}
	for n := range setup.Sources {
		src := &setup.Sources[n]
		for _, was := range src.Was {
			by[was] = src
		}
	}
	for n := range setup.Sources {
		src := &setup.Sources[n]
		by[src.ID] = src
	}
	return by
}

// Build makes the page of one theme, newest first by the theme's clock and
// then by id, writes and checks its Atom feed, and swaps the page in; its other
// files are written when they are asked for. marks is what is remembered of the
// site's files, by path (others are ignored); what Build returns is to be
// remembered: of the feed, where its bytes have changed, and of files written
// since the last Build. Refusals are the entries left out. With an error the
// last good page stays in every form, unless it shows what must not be shown.
func (s *Site) Build(theme string, stories []Story, marks map[string]news.Mark, now time.Time) (map[string]news.Mark, []Refusal, error) {
	t, ok := s.themes[theme]
	if !ok {
		return nil, nil, fmt.Errorf("theme %q is not in the configuration", theme)
	}
	p, atom, refused, err := s.render(t, stories)
	if err != nil {
		if s.stop(theme, stories, now) {
			err = fmt.Errorf("%w; until that is mended nothing is shown, for it would show what is gone", err)
		}
		return nil, refused, fmt.Errorf("theme %s: %w", theme, err)
	}
	s.past.recall(theme, marks)
	return s.place(p, atom, marks, now), refused, nil
}

// render is a theme's page and its Atom feed, with what was left out of them.
func (s *Site) render(t news.Theme, stories []Story) (p *page, atom *sheet, refused []Refusal, err error) {
	var before map[string]*entry
	if last := s.shelf.Load().pages[t.ID]; last != nil {
		before = last.known
	}
	p = s.newPage(t)
	if p.Full, err = s.full(t.ID); err != nil {
		return nil, nil, nil, err
	}
	if err := s.neighbours(p, p.Full); err != nil {
		return nil, nil, nil, err
	}
	if p.Issues, err = s.issueNames(t.ID); err != nil {
		return nil, nil, nil, err
	}
	refused = s.take(p, t, stories, before)
	if err := p.fault(); err != nil {
		return nil, nil, refused, err
	}
	if err := s.fit(p, t.Limit); err != nil {
		return nil, nil, refused, err
	}
	atom, err = s.formats()[0].sheet(p)
	return p, atom, refused, err
}

// root is what stands before the path of a theme's files: nothing, or its token.
func (s *Site) root(theme string) string {
	if t := s.themes[theme].Token; !t.IsZero() {
		return "/" + t.Reveal()
	}
	return ""
}

// Sizes are the lengths in bytes, not compressed, of the files that are written,
// by path below the base URL and without a private theme's token.
func (s *Site) Sizes() map[string]int {
	sizes := make(map[string]int)
	for path, f := range s.shelf.Load().files {
		if sh := f.latest(); sh != nil {
			sizes[path] = len(sh.body)
		}
	}
	return sizes
}
