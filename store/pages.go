package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// Records have checksums; what bbolt itself writes around them has none. One
// bit of it, and a page has fewer records, a bucket another root, or a page in
// use counts as free and is written over. But bbolt says everything twice: data
// follows data without a gap behind its table, keys rise, a page's first key
// stands in the page above, and no page has two masters. So Open reads the shape
// of the whole file, and a file that contradicts itself is refused.

const (
	tableLine   = 16 // octets of a line of a page's table
	bucketHead  = 16 // octets before the page of a small bucket
	branchFlag  = 0x01
	leafFlag    = 0x02
	freeFlag    = 0x10
	deepest     = 64     // levels of pages; a file of 1 TB has less than 10
	manyFree    = 0xFFFF // the count of a page of free ones that gives it elsewhere
	firstOfData = 2      // page after the two meta pages
)

// pages reads the shape of a data file.
type pages struct {
	r       io.ReaderAt
	content []byte // of the file, from its beginning; the rest is read
	size    int64  // of a page
	used    []bool
	last    [deepest][]byte // the page read last on each level
	rows    [deepest][]row  // and the lines of its table
}

var native = binary.NativeEndian

// checkPages refuses a file that contradicts itself. The file is held, so nobody
// writes to it.
func (s *Store) checkPages() error {
	f, err := os.Open(s.path)
	if err != nil {
		return fmt.Errorf("open data file: %w", err)
	}
	defer f.Close()
	content, unmap := mapped(f, newestExtent(f).bytes)
	defer unmap()
	if err := shield(s.path, func() error { return checkShape(f, content) }); err != nil {
		if errors.Is(err, ErrDamaged) { // it was cut short meanwhile
			return err
		}
		return s.spoiled(err)
	}
	s.checkMetas(f)
	return nil
}

// checkShape says in what a data file contradicts itself. Its content is what was
// brought into memory of it, if anything was.
func checkShape(r io.ReaderAt, content []byte) error {
	newest := newestExtent(r)
	if newest.bytes == 0 {
		return fmt.Errorf("no meta page is whole")
	}
	p := &pages{r: r, content: content, size: newest.page, used: make([]bool, newest.bytes/newest.page)}
	if _, err := p.tree(newest.root, nil, fileForm(), 0); err != nil {
		return err
	}
	return p.free(newest.free)
}

// run reads a page with those that continue it, which nobody else may have. It
// is there until another of its level is read.
func (p *pages) run(id uint64, level int) (b []byte, err error) {
	if id < firstOfData || id >= uint64(len(p.used)) {
		return nil, fmt.Errorf("page %d is named, but is none", id)
	}
	if level >= deepest {
		return nil, fmt.Errorf("page %d lies too deep", id)
	}
	if b, err = p.read(id, 1, level); err != nil {
		return nil, err
	}
	if got := native.Uint64(b); got != id {
		return nil, fmt.Errorf("page %d says it is page %d", id, got)
	}
	count := 1 + uint64(native.Uint32(b[12:]))
	if id+count > uint64(len(p.used)) {
		return nil, fmt.Errorf("page %d goes on past the end", id)
	}
	for n := id; n < id+count; n++ {
		if p.used[n] {
			return nil, fmt.Errorf("page %d is used twice", n)
		}
		p.used[n] = true
	}
	if count > 1 {
		return p.read(id, count, level)
	}
	return b, nil
}

func (p *pages) read(id, count uint64, level int) ([]byte, error) {
	from, size := int64(id)*p.size, int64(count)*p.size
	if from+size <= int64(len(p.content)) {
		return p.content[from : from+size : from+size], nil
	}
	if int64(cap(p.last[level])) < size {
		p.last[level] = make([]byte, size)
	}
	b := p.last[level][:size]
	if _, err := p.r.ReadAt(b, from); err != nil {
		return nil, fmt.Errorf("page %d: %w", id, err)
	}
	return b, nil
}

// tree reads a page and all below it, of which first is the first key, nil where
// nobody says. It returns the last key, which is good until the next page.
func (p *pages) tree(id uint64, first []byte, f *form, level int) (last []byte, err error) {
	b, err := p.run(id, level)
	if err != nil {
		return nil, err
	}
	lines, err := p.table(b, f, level)
	if err == nil && first != nil && (len(lines) == 0 || !bytes.Equal(lines[0].key, first)) {
		err = fmt.Errorf("its first key is not the one it is known by")
	}
	if err != nil {
		return nil, fmt.Errorf("page %d: %w", id, err)
	}
	for _, l := range lines {
		if last != nil && bytes.Compare(last, l.key) >= 0 {
			return nil, fmt.Errorf("page %d: its keys do not rise", id)
		}
		if last = l.key; l.below != 0 {
			if last, err = p.tree(l.below, l.key, f, level+1); err != nil {
				return nil, err
			}
		}
		if l.bucket != nil {
			if err := p.bucket(l.bucket, f.of(l.key), level); err != nil {
				return nil, fmt.Errorf("page %d, %q: %w", id, l.key, err)
			}
		}
	}
	return last, nil
}

// bucket reads a bucket: its root's number and its sequence, or, of a small one,
// its only page behind them.
func (p *pages) bucket(b []byte, f *form, level int) error {
	if len(b) < bucketHead {
		return fmt.Errorf("it is no bucket")
	}
	if root := native.Uint64(b); root != 0 {
		if len(b) > bucketHead {
			return fmt.Errorf("a bucket with pages has more behind it")
		}
		_, err := p.tree(root, nil, f, level+1)
		return err
	}
	if level+1 >= deepest {
		return fmt.Errorf("it lies too deep")
	}
	lines, err := p.table(b[bucketHead:], f, level+1)
	for n := 0; n < len(lines) && err == nil; n++ {
		switch {
		case lines[n].bucket != nil:
			err = fmt.Errorf("a small bucket has one in it")
		case n > 0 && bytes.Compare(lines[n-1].key, lines[n].key) >= 0:
			err = fmt.Errorf("its keys do not rise")
		}
	}
	return err
}

// free reads which pages are free: none that is used, and none twice.
func (p *pages) free(id uint64) error {
	b, err := p.run(id, 0)
	if err != nil {
		return err
	}
	if native.Uint16(b[8:]) != freeFlag {
		return fmt.Errorf("page %d does not say which pages are free", id)
	}
	count, at := uint64(native.Uint16(b[10:])), pageHead
	if count == manyFree {
		count, at = native.Uint64(b[at:]), at+8
	}
	if count > uint64(len(b)-at)/8 {
		return fmt.Errorf("page %d has no room for %d free pages", id, count)
	}
	for ; count > 0; count, at = count-1, at+8 {
		n := native.Uint64(b[at:])
		if n < firstOfData || n >= uint64(len(p.used)) || p.used[n] {
			return fmt.Errorf("page %d is free, but in use or none", n)
		}
		p.used[n] = true
	}
	return nil
}

// row is what a line of a page's table leads to.
type row struct {
	key    []byte
	below  uint64 // the page it leads to; 0 in a page of records
	bucket []byte // what stands for a bucket; nil for a record
}

// table reads the lines of a page, whose data lies behind them without a gap. They
// are there until the next of their level.
func (p *pages) table(b []byte, f *form, level int) ([]row, error) {
	if len(b) < pageHead {
		return nil, fmt.Errorf("it is cut short")
	}
	flags, count := native.Uint16(b[8:]), int(native.Uint16(b[10:]))
	if flags != branchFlag && flags != leafFlag {
		return nil, fmt.Errorf("it is of no kind (%#x)", flags)
	}
	if count == 0 && slices.ContainsFunc(b[pageHead:], func(c byte) bool { return c != 0 }) {
		return nil, fmt.Errorf("it has data, but no lines") // bbolt clears a page before it writes there
	}
	p.rows[level] = slices.Grow(p.rows[level][:0], count)
	lines := p.rows[level][:count]
	clear(lines)
	at := pageHead + tableLine*count
	for n := range lines {
		from := pageHead + tableLine*n
		if from+tableLine > len(b) {
			return nil, fmt.Errorf("it has no room for %d lines", count)
		}
		e := b[from : from+tableLine]
		var kind, pos, key, value uint32
		if flags == branchFlag {
			pos, key, lines[n].below = native.Uint32(e), native.Uint32(e[4:]), native.Uint64(e[8:])
		} else {
			kind, pos, key, value = native.Uint32(e), native.Uint32(e[4:]), native.Uint32(e[8:]), native.Uint32(e[12:])
		}
		end := int64(at) + int64(key) + int64(value)
		if from+int(pos) != at || key == 0 || end > int64(len(b)) || kind > 1 || flags == branchFlag && lines[n].below == 0 {
			return nil, fmt.Errorf("line %d of its table is wrong", n)
		}
		lines[n].key = b[at : at+int(key)]
		if kind == 1 {
			lines[n].bucket = b[at+int(key) : end]
		}
		if n == count-1 && kind == 0 && flags == leafFlag && (f == nil || f.width == 0) {
			if err := divided(b[at:], int(key), int(value)); err != nil {
				return nil, err
			}
		}
		at = int(end)
	}
	return lines, f.fits(lines)
}
