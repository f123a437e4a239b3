package store

import (
	"os"

	"golang.org/x/sys/unix"
)

// mapped is a file's content in memory, all of it brought there by one call: a call
// for each page costs more, and a fault for each page more still. It is memory the
// kernel takes back whenever it needs some: what it took is then read again, by the
// page. content is nil where the system cannot, or not all can be read: who then
// reads page by page learns which one is at fault.
func mapped(f *os.File, size int64) (content []byte, unmap func()) {
	content, err := unix.Mmap(int(f.Fd()), 0, int(size), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, func() {}
	}
	unmap = func() { _ = unix.Munmap(content) }
	if unix.Madvise(content, unix.MADV_POPULATE_READ) != nil {
		unmap()
		return nil, func() {}
	}
	_ = unix.Madvise(content, unix.MADV_RANDOM) // else much is read ahead for each page that was taken back
	return content, unmap
}
