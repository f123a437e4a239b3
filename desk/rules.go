package desk

import (
	"io"

	"koreadesk/fetcher"
	"koreadesk/news"
	"koreadesk/tagger"
)

// rules are tags and themes without a data file.
type rules struct {
	tagger  *tagger.Tagger
	themes  []news.Theme
	sources sources
	fetcher *fetcher.Client
	data    string // path of the data file; "" is none
}

// openRules takes the rules of the configuration at path; for "" the built-in
// tags and no themes.
func openRules(path, version string) (*rules, error) {
	if path == "" {
		t, err := tagger.New(tagger.Builtin(), vocabularyFile("."))
		if err != nil {
			return nil, err
		}
		return &rules{tagger: t, fetcher: fetcher.New(fetcher.Options{Version: version, Lists: true})}, nil
	}
	e, err := newEdition(path, version)
	if err != nil {
		return nil, err
	}
	o := e.polite(version)
	o.Lists = true
	return &rules{tagger: e.tagger, themes: e.themes, sources: e.sources, fetcher: fetcher.New(o), data: e.config.DataPath()}, nil
}

// Evaluate measures the rules against labelled items.
func Evaluate(path string, labels io.Reader) (tagger.Report, error) {
	r, err := openRules(path, "")
	if err != nil {
		return tagger.Report{}, err
	}
	return tagger.Evaluate(labels, r.tagger)
}

// Learn writes what labelled sets teach about the topics of the rules.
func Learn(path string, out io.Writer, sets []io.Reader) error {
	r, err := openRules(path, "")
	if err != nil {
		return err
	}
	return tagger.Learn(out, r.tagger.Topics(), sets...)
}
