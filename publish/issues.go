package publish

import (
	"fmt"
	"slices"
	"strings"

	"koreadesk/news"
	"koreadesk/publish/letter"
)

// issueTypes are the forms of an issue, by the suffix of their addresses.
var issueTypes = map[string]string{"": typeHTML, ".atom": typeAtom, ".txt": typeText}

// mostIssues is how many issues the feed of a newsletter has.
const mostIssues = 52

func issuePath(theme, name, suffix string) string { return "/" + theme + "/issue/" + name + suffix }

func issuesPath(theme string) string { return "/" + theme + "/issues.atom" }

// issueOf takes the path of an issue apart.
func issueOf(path string) (name, suffix string, ok bool) {
	_, name, ok = strings.Cut(path, "/issue/")
	if at := strings.Index(name, "."); at >= 0 {
		name, suffix = name[:at], name[at:]
	}
	return name, suffix, ok && name != "" && issueTypes[suffix] != ""
}

// issued is the sheet of an issue or of the feed of issues, nil where the path
// names none.
func (s *Site) issued(path string) *sheet {
	p := s.shelf.Load().pages[themeOf(path)]
	if p == nil || len(p.Issues) == 0 {
		return nil
	}
	write := func() (*page, *sheet, error) { return s.issuesFeed(p) }
	if path != issuesPath(p.Theme) {
		name, suffix, ok := issueOf(path)
		if !ok || !slices.Contains(p.Issues, name) || path != issuePath(p.Theme, name, suffix) {
			return nil
		}
		write = func() (*page, *sheet, error) { return s.issueSheet(p, name, suffix) }
	}
	sh := s.past.file(path, p, write).sheet(s)
	if sh == nil {
		s.past.drop(path) // it is tried anew with the next request
	}
	return sh
}

// issueSheet is a form of an issue as it was sent.
func (s *Site) issueSheet(current *page, name, suffix string) (*page, *sheet, error) {
	issue, ok, err := s.setup.Sent.Issue(current.Theme, name)
	path := issuePath(current.Theme, name, suffix)
	if err == nil && !ok {
		err = fmt.Errorf("it is not kept any more")
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	p := s.newPage(s.themes[current.Theme])
	p.Archive, p.Issue, p.Hubs, p.Updated = "/issue/"+name, true, nil, issue.Changed
	sh := s.press.newSheet(path, issueTypes[suffix], issue.Body(suffix))
	sh.private, sh.inline = p.Private, suffix == ""
	if suffix == ".atom" {
		sh.links = header(s.formats()[0].links(p))
	}
	return p, sh, nil
}

// issuesFeed is a feed with an entry for each issue, the newest first, that says
// all the issue says.
func (s *Site) issuesFeed(current *page) (*page, *sheet, error) {
	p := s.newPage(s.themes[current.Theme])
	title := p.Title
	p.ID += "/issues"
	p.Title += ": " + s.words.Newsletter
	p.Archive, p.Issue = "/issues", true
	room := s.room / 2
	for _, name := range slices.Backward(current.Issues) {
		issue, ok, err := s.setup.Sent.Issue(p.Theme, name)
		if err != nil {
			return nil, nil, err
		}
		if !ok {
			continue
		}
		e := s.issueEntry(p, title, issue)
		if room -= len(e.Content); len(p.Entries) > 0 && room < 0 || len(p.Entries) == mostIssues {
			break
		}
		p.Entries = append(p.Entries, e)
	}
	p.date(p.Updated)
	sh, err := s.formats()[0].sheet(p)
	if err == nil {
		sh.page = nil // it is not shortened
	}
	return p, sh, err
}

func (s *Site) issueEntry(p *page, title string, issue news.Issue) *entry {
	e := &entry{
		ID: strings.TrimSuffix(p.ID, "s") + "/" + issue.Name, Title: title + " · " + issue.Name, Lang: s.words.Lang,
		Link: p.URL("/issue/" + issue.Name), Published: whole(issue.Cutoff), Updated: whole(issue.Changed),
		Summary: s.words.Count(len(issue.Items)), Authors: []news.Person{{Name: p.Author.Name, URI: p.Author.URI}},
		Source: source{ID: p.ID, Title: p.Title, Name: p.Title, Link: p.URL(""), Self: p.URL(p.Archive + ".atom"), Updated: whole(issue.Changed)},
	}
	for _, f := range issue.Files {
		if n := len(f.Pieces); f.Suffix == "" && n > 2 {
			// How wide a letter is, is for the template of whoever mails it.
			e.Content = strings.Replace(body(f.Pieces[1:n-1]), letter.Width, "", 1)
		}
	}
	return e
}

// issueNames are the issues there are of a theme.
func (s *Site) issueNames(theme string) ([]string, error) {
	if s.setup.Sent == nil {
		return nil, nil
	}
	return s.setup.Sent.Issues(theme)
}

// issuePaths are the addresses of all a theme's issues.
func (p *page) issuePaths() (paths []string) {
	for _, name := range p.Issues {
		for suffix := range issueTypes {
			paths = append(paths, issuePath(p.Theme, name, suffix))
		}
	}
	if len(paths) > 0 {
		paths = append(paths, issuesPath(p.Theme))
	}
	return paths
}
