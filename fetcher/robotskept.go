package fetcher

import (
	"context"
	"net/url"
	"strings"
	"time"

	"koreadesk/news"
)

// mostKept is how many lines of a robots.txt a source remembers. A longer one
// is read anew by a desk that was restarted.
const mostKept = 200

// recall takes from a source's state what its site asked, where the client does
// not know yet.
func (r *Robots) recall(src news.Source, kept news.RobotsText, now time.Time) {
	if kept.Site == "" || !kept.Until.After(now) || !reads(src) {
		return
	}
	u, err := url.Parse(kept.Site)
	if err != nil {
		return
	}
	s := r.site(u)
	select {
	case s.busy <- struct{}{}:
		defer func() { <-s.busy }()
	default: // it is being read
		return
	}
	if s.until.IsZero() {
		s.until, s.rules = kept.Until, unlined(kept.Lines)
	}
}

// keep is what a source's state is to remember of its site: before, where the
// client knows no better.
func (r *Robots) keep(ctx context.Context, src news.Source, before news.RobotsText, now time.Time) news.RobotsText {
	if !reads(src) {
		return news.RobotsText{}
	}
	u, err := url.Parse(src.URL)
	if err != nil {
		return before
	}
	s := r.site(u)
	select {
	case s.busy <- struct{}{}:
		defer func() { <-s.busy }()
	case <-ctx.Done():
		return before
	}
	if s.err != nil || !s.until.After(now) || len(s.rules) > mostKept {
		return before
	}
	return news.RobotsText{Site: u.Scheme + "://" + u.Host, Until: s.until, Lines: lined(s.rules)}
}

// reads reports whether polls of a source read a robots.txt.
func reads(src news.Source) bool {
	return src.Robots.Feeds() || (src.Page != nil || src.Article) && src.Robots.Pages()
}

const allowed, disallowed = "allow: ", "disallow: "

func lined(rs rules) []string {
	var lines []string
	for _, r := range rs {
		word := disallowed
		if r.allow {
			word = allowed
		}
		lines = append(lines, word+r.pattern)
	}
	return lines
}

func unlined(lines []string) rules {
	var rs rules
	for _, line := range lines {
		if pattern, ok := strings.CutPrefix(line, allowed); ok {
			rs = append(rs, rule{pattern: pattern, allow: true})
		} else if pattern, ok := strings.CutPrefix(line, disallowed); ok {
			rs = append(rs, rule{pattern: pattern})
		}
	}
	return rs
}
