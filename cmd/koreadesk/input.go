package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"
)

// openInput opens the file a person named; "-" is standard input. What it is to
// be stands in the error of one that cannot be read. The caller closes it.
func openInput(cmd *cobra.Command, path, what string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(cmd.InOrStdin()), nil
	}
	file, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no file %s: name %s", path, what)
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("%s may not be read by this user: check its owner and mode", path)
	case err != nil:
		return nil, err
	}
	if at, err := file.Stat(); err == nil && at.IsDir() {
		file.Close()
		return nil, fmt.Errorf("%s is a folder: name %s", path, what)
	}
	return file, nil
}
