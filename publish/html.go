package publish

import (
	"bytes"
	"embed"
	"html/template"
	"slices"
	"strings"
	texttemplate "text/template"
	"time"
)

// assets are the pages' templates and styles.
//
//go:embed assets
var assets embed.FS

// templates are the pages for people, in one language.
func templates(w words) *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"say":   func() words { return w },
		"stamp": stamp,
		"clock": func(t time.Time) string { return t.UTC().Format("15:04 UTC") },
	}).ParseFS(assets, "assets/*.html"))
}

// html is the page for people.
func (s *Site) html(p *page) ([]byte, error) { return s.execute("theme", p) }

// index is the desk's front page.
type index struct {
	Title, Base string
	Pages       []*page
}

// Headlines are the newest entries of a page, as the index shows them.
func (p *page) Headlines() []*entry { return p.Entries[:min(3, len(p.Entries))] }

// Recent are the latest issues of the theme's newsletter, the newest first.
func (p *page) Recent() []string {
	recent := slices.Clone(p.Issues[max(0, len(p.Issues)-6):])
	slices.Reverse(recent)
	return recent
}

// Bylines are the authors that are not simply the source.
func (e *entry) Bylines() []string {
	var names []string
	for _, a := range e.Authors {
		if a.Name != e.Source.Name {
			names = append(names, a.Name)
		}
	}
	return names
}

// Teaser is the summary where it says more than the title: an entry whose source
// gave no title is called by its first words.
func (e *entry) Teaser() string {
	if e.Summary == e.Title {
		return ""
	}
	return e.Summary
}

// Reasons are the tags that say why they were given.
func (e *entry) Reasons() []label {
	var why []label
	for _, t := range e.Tags {
		if len(t.Because) > 0 {
			why = append(why, t)
		}
	}
	return why
}

func (s *Site) execute(name string, shown any) ([]byte, error) {
	var b bytes.Buffer
	if err := s.templates.ExecuteTemplate(&b, name, shown); err != nil {
		return nil, err
	}
	return append(bytes.TrimSpace(b.Bytes()), '\n'), nil
}

// style is a style sheet with the desk's words in it.
func style(name string, w words) ([]byte, error) {
	t, err := texttemplate.ParseFS(assets, "assets/"+name)
	if err != nil {
		return nil, err
	}
	w.RawFeed = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(w.RawFeed)
	var b bytes.Buffer
	err = t.Execute(&b, w)
	return b.Bytes(), err
}
