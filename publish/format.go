package publish

import (
	"fmt"
	"slices"
)

// maxPage is how large a theme's Atom feed may be, in bytes.
const maxPage = 1 << 20

// format is one way to write a page: a file of its own.
type format struct {
	suffix string // of the file's address
	kind   string
	write  func(*page) ([]byte, error)
	check  func(body []byte, p *page) error
	press  *press
}

// formats are all ways a page is written.
func (s *Site) formats() []format {
	return []format{
		{".atom", typeAtom, fitted, checkAtom, &s.press},
		{".rss", typeRSS, rss, func(b []byte, p *page) error {
			return checkXML(b, "rss", "item", p.URL(".rss"), len(p.Entries))
		}, &s.press},
		{".json", typeJSON, jsonOf, func(b []byte, p *page) error {
			return checkJSON(b, p.URL(".json"), len(p.Entries))
		}, &s.press},
		{"", typeHTML, s.html, func(b []byte, p *page) error { return checkHTML(b, len(p.Entries)) }, &s.press},
	}
}

// sheet writes a page and takes it through the gate.
func (f format) sheet(p *page) (*sheet, error) {
	path := "/" + p.Theme + p.Archive + f.suffix
	body, err := f.write(p)
	if err == nil {
		err = f.check(body, p)
	}
	if err != nil {
		return nil, fmt.Errorf("%s is not published: %w", path, err)
	}
	sh := f.press.newSheet(path, f.kind, body)
	sh.good = p.rhythm()
	sh.links = header(f.links(p))
	sh.private = p.Private
	sh.page, sh.format = p, f
	return sh, nil
}

// fit keeps the page's Atom feed within the site's room. From the oldest entry
// on, those beyond limit that no archive needs here fall out; of the others
// full text gives way to the summary.
func (s *Site) fit(p *page, limit int) (err error) {
	for _, e := range p.Entries {
		if err := e.hold(); err != nil {
			return err
		}
	}
	if p.feed, err = atom(p); err != nil {
		return err
	}
	if over := len(p.feed) - s.room; over > 0 {
		if err := s.shorten(p, limit, over); err != nil {
			return err
		}
		p.date(birth(s.setup.Desk.Authority))
		if p.feed, err = atom(p); err != nil {
			return err
		}
	}
	return p.share(p.feed)
}

// shorten takes about so many bytes out of the page's feed.
func (s *Site) shorten(p *page, limit, over int) error {
	for n := len(p.Entries) - 1; over > 0 && n >= 0; n-- {
		e := p.Entries[n]
		full := len(e.element().xml)
		if n >= limit && !e.keep {
			p.Entries = slices.Delete(p.Entries, n, n+1)
			over -= full
			continue
		}
		if e.body != "" {
			s.write(e, "")
			if err := e.hold(); err != nil {
				return err
			}
			over -= full - len(e.element().xml)
		}
	}
	return nil
}

// fitted is the feed that fit made; pages that nobody fitted, parts of others,
// are small enough.
func fitted(p *page) ([]byte, error) {
	if p.feed != nil {
		return p.feed, nil
	}
	return atom(p)
}
