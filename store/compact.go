package store

import (
	"context"
	"fmt"
	"io"
	"os"

	"go.etcd.io/bbolt"
)

// compactStep is how many octets one transaction of a Compact writes.
const compactStep = 16 << 20

// Compacted is a data file that was written anew without its unused pages.
type Compacted struct {
	Saved
	Was int64 // octets before
}

// Compact writes the data file anew without what is unused in it: bbolt fills
// pages again, but gives none back. What was erased is then in no page either.
// The new file is read through before it takes the old one's place. The error
// is ErrLocked while a process uses the file.
func Compact(ctx context.Context, path string, o Options) (Compacted, error) {
	o.Create = false
	if err := findFile(path, o); err != nil {
		return Compacted{}, err
	}
	from, _, err := openBolt(path, o)
	if err != nil {
		return Compacted{}, err
	}
	defer from.Close()
	at, err := os.Stat(path)
	if err != nil {
		return Compacted{}, err
	}
	done := Compacted{Was: at.Size()}
	write := func(out io.Writer) error {
		f, ok := out.(*os.File)
		if !ok {
			return fmt.Errorf("not a file")
		}
		return compactInto(path, f.Name(), from)
	}
	done.Saved, err = place(ctx, path, o.Authority, write, func(temp string) error { return os.Rename(temp, path) })
	if err != nil {
		return done, fmt.Errorf("compact %s: %w (it is as it was)", path, err)
	}
	return done, nil
}

func compactInto(path, to string, from *bbolt.DB) error {
	return shield(path, func() error {
		db, err := bbolt.Open(to, 0o640, &bbolt.Options{NoSync: true, PageSize: pageSize, FreelistType: bbolt.FreelistMapType})
		if err != nil {
			return err
		}
		db.AllocSize = growth
		err = bbolt.Compact(db, from, compactStep)
		if err == nil {
			err = db.Sync()
		}
		if shut := db.Close(); err == nil {
			err = shut
		}
		return err
	})
}
