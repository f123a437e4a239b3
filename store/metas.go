package store

import (
	"io"
	"strconv"
)

const metaPage = "meta page"

// checkMetas remembers which of the two meta pages is not whole: the other one
// counts, and what the broken one said may be lost.
func (s *Store) checkMetas(f io.ReaderAt) {
	for n, at := range []int64{0, newestExtent(f).page} {
		if metaExtent(f, at).bytes == 0 {
			s.remember(Problem{metaPage, strconv.Itoa(n),
				"it is not whole, as when power is lost while it is written: the last that was written may be missing"})
		}
	}
}

// halfMetas are the meta pages that were not whole when the file was opened: by
// now they may have been written anew.
func (s *Store) halfMetas() (found []Problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for p := range s.broken {
		if p.Bucket == metaPage {
			found = append(found, p)
		}
	}
	return found
}
