package publish

import (
	"errors"
	"net/http"
	"time"

	"koreadesk/news"
)

// Site holds the files of all themes and serves them from memory. Build and
// ServeHTTP may run at the same time.
type Site struct {
	setup Setup
}

// NewSite is an empty site under a configuration.
func NewSite(s Setup) *Site { return &Site{setup: s} }

// Build renders the page of one theme in every format, newest first by the
// theme's clock and then by id, and swaps the files in. marks is what is
// remembered of the site's pages, by path; what Build returns is to be
// remembered of those whose bytes have changed. Refusals are the entries left
// out. An error names the files that are not valid; of each the last good one
// stays.
func (s *Site) Build(theme string, stories []Story, marks map[string]news.Mark, now time.Time) (map[string]news.Mark, []Refusal, error) {
	return nil, nil, errors.New("publish: no format is written yet")
}

// ServeHTTP answers from memory.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }

// Paths are the addresses of all pages, below the base URL.
func (s *Site) Paths() []string { return nil }

// Page is the page at a path.
func (s *Site) Page(path string) (body []byte, contentType string, ok bool) { return nil, "", false }

// Keep takes over, from the site before a reload, the pages of themes that
// have not been built yet.
func (s *Site) Keep(old *Site) {}
