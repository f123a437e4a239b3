//go:build !unix

package config

import (
	"io/fs"
	"os"
)

// keepOwner has nothing to keep where a file has no owner of this kind.
func keepOwner(*os.File, fs.FileInfo) error { return nil }
