package publish

import (
	"strings"
	"time"
)

// Issues is where a theme's issues are read from, as they were sent.
type Issues interface {
	// Issue is one of a theme's files: "issue/2026-W47" and whatever else stands
	// below /THEME/, or "issues.atom". ok is false where there is none.
	Issue(theme, name string) (doc Document, ok bool, err error)
}

// Document is a file that was written once and stays as it is.
type Document struct {
	Kind    string // content type without charset
	Body    []byte
	Changed time.Time // when it was written; zero is not known
	Links   string    // Link header; "" is none
}

// issue is the sheet of a theme's issue, nil where the path names none.
func (s *Site) issue(path string) (*sheet, error) {
	theme, name, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	p := s.shelf.Load().pages[theme]
	if s.setup.Issues == nil || p == nil || name == "" {
		return nil, nil
	}
	if f := s.past.has(path, p); f != nil {
		return f.sheet(s.note), nil
	}
	doc, ok, err := s.setup.Issues.Issue(theme, name)
	if err != nil || !ok {
		return nil, err
	}
	f := s.past.file(path, p, func() (*page, *sheet, error) {
		sh := s.press.newSheet(path, doc.Kind, doc.Body)
		sh.links, sh.private = doc.Links, p.Private
		return &page{Updated: doc.Changed}, sh, nil
	})
	return f.sheet(s.note), nil
}
