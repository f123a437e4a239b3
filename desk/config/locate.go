package config

import (
	"fmt"
	"os"
)

// Locate is the absolute path of the data file that feeds.yaml at path names,
// whatever else is wrong with it: a daemon that runs under the last good
// configuration must be found while an editor mends the file. Of a file that
// is not YAML at all it takes the usual name.
func Locate(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("%s cannot be read (name another with -c FILE): %w", path, err)
	}
	return Skim(path, b, Known{}).DataPath(), nil
}

// Skim is what can be understood of b as the contents of file, whatever is
// wrong with the rest.
func Skim(file string, b []byte, k Known) *Config {
	r := &reading{file: file, known: k}
	c := new(Config)
	c.defaults()
	c.Dir = folder(file)
	if root := r.nodes(b); root != nil {
		r.fill(root, c)
	}
	c.complete(k)
	return c
}
