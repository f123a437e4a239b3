package store

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"os"

	"go.etcd.io/bbolt"
)

// bbolt maps the file into memory and reads from it at once; where the file was
// cut short, that is a fault the process does not survive. So the newest of its
// two meta pages is read here first, the ordinary way, and its count of pages
// compared with the file's size. A running bbolt lengthens the file before it
// writes a larger count, so this may be done while another process writes, in
// this order.
const (
	pageHead  = 16
	metaSize  = 64
	boltMagic = 0xED0CDAED
	leastPage = 1 << 10
	mostPage  = 64 << 10
)

// checkExtent returns an ErrDamaged when the file is shorter than it should be.
func checkExtent(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open data file: %w", err)
	}
	defer f.Close()
	has, needs, err := extents(f)
	if err != nil {
		return fmt.Errorf("open data file: %w", err)
	}
	if has > 0 && needs > has {
		return tell(ErrDamaged, nil, "data file %s is truncated: %d bytes of %d are there: restore a backup",
			path, has, needs)
	}
	return nil
}

// extents is how long a file is, and how long it must be. The latter is read first:
// between the two another process may write more, but never makes the file shorter
// than any meta page that it wrote.
func extents(f interface {
	io.ReaderAt
	Stat() (os.FileInfo, error)
}) (has, needs int64, err error) {
	needs = newestExtent(f).bytes
	at, err := f.Stat()
	if err != nil {
		return 0, 0, err
	}
	return at.Size(), needs, nil
}

// newestExtent is what the newer of the two meta pages says.
func newestExtent(r io.ReaderAt) extent {
	newest := metaExtent(r, 0)
	for size := int64(leastPage); size <= mostPage; size *= 2 {
		if m := metaExtent(r, size); m.txid >= newest.txid && m.bytes > 0 && m.page == size {
			newest = m
		}
	}
	return newest
}

type extent struct {
	page  int64 // bytes a page
	bytes int64 // the whole file must have; 0 when there is no valid meta page
	txid  uint64
	root  uint64 // page of the bucket of all buckets
	free  uint64 // page that says which are free
}

// metaExtent reads the meta page that begins at off.
func metaExtent(r io.ReaderAt, off int64) (e extent) {
	b := make([]byte, metaSize)
	if _, err := r.ReadAt(b, off+pageHead); err != nil {
		return e
	}
	order := binary.NativeEndian
	sum := fnv.New64a()
	sum.Write(b[:56])
	if order.Uint32(b) != boltMagic || order.Uint64(b[56:]) != sum.Sum64() {
		return e
	}
	e.page = int64(order.Uint32(b[8:]))
	e.bytes = e.page * int64(order.Uint64(b[40:]))
	e.txid = order.Uint64(b[48:])
	e.root, e.free = order.Uint64(b[16:]), order.Uint64(b[32:])
	return e
}

// checkSize compares the file with what a transaction sees of it, so that a
// file cut short under a running desk is noticed by Ping.
func (s *Store) checkSize(tx *bbolt.Tx) error {
	at, err := os.Stat(s.path)
	if err != nil {
		return fmt.Errorf("data file %s: %w", s.path, err)
	}
	if at.Size() < tx.Size() {
		return tell(ErrDamaged, nil, "data file %s is truncated: %d bytes of %d are there: restore a backup",
			s.path, at.Size(), tx.Size())
	}
	return nil
}
