package desk

import (
	"errors"
	"fmt"
	"io"
	"os"

	"koreadesk/desk/config"
	"koreadesk/publish"
)

// Imported is what a subscription list brings.
type Imported struct {
	Sources []config.Source
	Text    string   // the sources as they stand in feeds.yaml
	Notes   []string // what was passed over and why, a line each
}

// Import makes sources of a subscription list (OPML) for the configuration at
// path; for "" there is none. With write they are added to that file, which is
// checked first and else stays as it is, byte for byte.
func Import(path string, list io.Reader, write bool) (Imported, error) {
	subscriptions, err := config.ReadOPML(list)
	if err != nil {
		return Imported{}, fmt.Errorf("the subscription list: %w", err)
	}
	var old []byte
	if path != "" {
		if old, err = os.ReadFile(path); err != nil {
			return Imported{}, fmt.Errorf("%s cannot be read (name another with -c FILE): %w", path, err)
		}
	}
	done := Imported{}
	done.Sources, done.Notes = config.Skim(path, old, known()).Enlist(subscriptions, known())
	done.Text = config.WriteSources(done.Sources, 2, "\n")
	if len(done.Sources) == 0 {
		return done, nil
	}
	if !write {
		_, err := config.AddSources("the sources made of it", []byte(blank), done.Sources, known())
		return done, err
	}
	text, err := config.AddSources(path, old, done.Sources, known())
	if mistakes, wrong := errors.AsType[config.Mistakes](err); wrong {
		return done, fmt.Errorf("nothing was added, because the file would not be right:\n%w", mistakes)
	}
	if err != nil {
		return done, err
	}
	return done, config.Replace(path, old, text)
}

// blank is a configuration that lacks nothing but sources.
const blank = "desk: {base_url: http://localhost}\nthemes: [{id: all, title: All}]\n"

// Export is the configured sources as a subscription list (OPML), as
// /sources.opml shows it.
func Export(path string) ([]byte, error) {
	c, err := config.Load(path, known())
	if err != nil {
		return nil, err
	}
	const page = "/sources.opml"
	list, _, ok := publish.NewSite(publish.Setup{Desk: c.DeskNews(), Sources: c.NewsSources()}).Page(page)
	if !ok {
		return nil, fmt.Errorf("%s: no %s can be made of it", path, page)
	}
	return list, nil
}

// Skim is what a configuration says, as far as it can be read and understood.
func Skim(path string) *config.Config {
	text, err := os.ReadFile(path)
	if err != nil {
		return new(config.Config)
	}
	return config.Skim(path, text, known())
}
