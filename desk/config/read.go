package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"koreadesk/news"
)

// Known is what the running program can do, as far as feeds.yaml may ask for
// it.
type Known struct {
	// Vocabularies are the names of the built-in vocabularies. A tag may name
	// one of them, or a file.
	Vocabularies []string

	// Selector says what is wrong with a CSS selector of a list page; nil takes
	// every selector as good.
	Selector func(string) error

	// Meta says what is wrong with where articles tell what they tell; nil takes
	// all as good.
	Meta func(news.Meta) error
}

// Load reads and checks feeds.yaml at path. The error is Mistakes when the file
// was read, else it names the path and wraps what the system said.
func Load(path string, k Known) (*Config, error) {
	b, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no %s (%w): koreadesk init writes a first one, -c FILE names yours", path, fs.ErrNotExist)
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read (%w): check its owner and mode, or name another with -c FILE", path, Cause(err))
	}
	return Parse(path, b, k)
}

// Cause is what the system said, without the path.
func Cause(err error) error {
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		return at.Err
	}
	return err
}

// Parse checks b as the contents of file, whose folder is where relative paths
// start. The error is Mistakes.
func Parse(file string, b []byte, k Known) (*Config, error) {
	if c := parsePlain(file, b, k); c != nil {
		return c, nil
	}
	return parseWhole(file, b, k)
}

func parseWhole(file string, b []byte, k Known) (*Config, error) {
	r := &reading{file: file, known: k}
	c := new(Config)
	c.Dir = folder(file)
	if root := r.nodes(b); root != nil {
		r.fill(root, c)
		r.check(c)
		c.complete(k)
	}
	if len(r.found) > 0 {
		r.found.sort()
		return nil, r.found
	}
	return c, nil
}

// folder is the absolute folder of a file, as well as it can be known.
func folder(file string) string {
	abs, err := filepath.Abs(file)
	if err != nil { // no working directory: relative paths then fail by themselves
		abs = file
	}
	return filepath.Dir(abs)
}
