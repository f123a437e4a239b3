package desk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"koreadesk/desk/config"
	"koreadesk/desk/control"
	"koreadesk/fetcher"
	"koreadesk/fetcher/page"
	"koreadesk/news"
	"koreadesk/store"
	"koreadesk/tagger"
)

// edition is one valid configuration and all that was made of it.
type edition struct {
	path    string // of feeds.yaml
	config  *config.Config
	desk    news.Desk
	all     []news.Source // those of feeds.yaml, then the one of what editors find; the store keeps it
	sources sources       // of feeds.yaml
	themes  []news.Theme
	tags    []news.Tag
	tagger  *tagger.Tagger
	fetcher *fetcher.Client

	readings *readings

	remembered sources             // since adopt: sources, and the removed ones whose items are still held
	sourceTags map[string][]string // of these
}

// newEdition reads the configuration file and makes of it what can be made
// without the data file.
func newEdition(path, version string) (*edition, error) {
	c, err := config.Load(path, known())
	if err != nil {
		return nil, err
	}
	e := &edition{path: path, config: c, desk: c.DeskNews(), themes: c.NewsThemes(), tags: c.NewsTags(),
		sources: make(sources), readings: newReadings()}
	e.all = append(c.NewsSources(), e.byHand())
	e.sources.add(e.polled())
	e.tagger, err = tagger.New(e.tags, vocabularyFile(c.Dir))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	e.fetcher = fetcher.New(e.polite(version))
	return e, nil
}

// feedsAhead is how many feeds may be read and not stored yet: enough that no core
// waits for a document. Each is held whole meanwhile, some hundred KB.
const feedsAhead = 24

// polite is how the fetcher behaves under this edition.
func (e *edition) polite(version string) fetcher.Options {
	p := e.config.Poll
	return fetcher.Options{
		Version: version, Contact: p.Contact, AllowPrivate: p.AllowPrivate,
		Concurrency: p.Concurrency, PerHost: p.PerHost, Gap: p.Gap.Std(), Ahead: feedsAhead,
	}
}

// follow lets the edition go on where the one before it stands: the turns of
// hosts, and those that asked to be left alone, outlive a reload.
func (e *edition) follow(old *edition, version string) {
	e.fetcher.Close()
	e.fetcher = old.fetcher.Again(e.polite(version))
}

// known is what the organs offer to a configuration.
func known() config.Known {
	return config.Known{Vocabularies: tagger.Vocabularies(), Selector: page.CheckSelector, Meta: fetcher.CheckMeta}
}

// Check reads the configuration file and names every mistake at once. An
// authority that is not the one the data file was born with is a mistake too.
func Check(ctx context.Context, path string) (*config.Config, error) {
	e, err := newEdition(path, "")
	if err != nil {
		return nil, err
	}
	s, err := openStore(e, Options{})
	switch {
	case err == nil:
		err = s.Close()
	case errors.Is(err, store.ErrLocked):
		err = e.sameAuthority(ctx)
	case errors.Is(err, store.ErrMissing):
		err = nil // it will be born with this one
	}
	if err != nil {
		return nil, err
	}
	return e.config, nil
}

// sameAuthority asks the daemon that holds the data file for its authority.
func (e *edition) sameAuthority(ctx context.Context) error {
	client, err := control.Dial(ctx, e.config.DataPath())
	if err != nil {
		return nil // whoever holds it is no daemon, and will be gone
	}
	defer client.Close()
	if owner := client.Owner(); owner.Authority != "" && owner.Authority != e.desk.Authority {
		return otherAuthority(owner.Authority)
	}
	return nil
}

// vocabularyFile reads the vocabulary files a configuration names, relative to
// its folder.
func vocabularyFile(dir string) func(string) ([]byte, error) {
	return func(path string) ([]byte, error) {
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		return os.ReadFile(path)
	}
}
