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
	r := &reading{file: path}
	c := new(Config)
	c.defaults()
	c.Dir = folder(path)
	if root := r.nodes(b); root != nil {
		r.fill(root, c)
	}
	return c.DataPath(), nil
}
