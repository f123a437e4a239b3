package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// Whichever bit is turned of what bbolt writes around records, the head of a
// page and each line of its table, of large buckets and of small ones, the file
// is refused, or shows what it showed before.
func TestTurnedHeads(t *testing.T) {
	b, shape := furnished(t, 40)
	path := filepath.Join(t.TempDir(), "turned.db")
	if err := os.WriteFile(path, b, 0o640); err != nil {
		t.Fatal(err)
	}
	want, err := told(path)
	if err != nil {
		t.Fatal(err)
	}
	turned, refused := 0, 0
	lengths := make(map[int]bool) // octets that say how long a key is: another length is always refused
	try := func(from, count, step int) {
		for at := from; at < from+count; at++ {
			for bit := 0; bit < 8; bit += step {
				b[at] ^= 1 << bit
				turned++
				if err := shapeOf(t, b); err != nil {
					refused++
				} else if lengths[at] {
					t.Errorf("octet %d of page %d, bit %d: a key of another length", at%pageSize, at/pageSize, bit)
				} else if err := os.WriteFile(path, b, 0o640); err != nil {
					t.Fatal(err)
				} else if got, err := told(path); err == nil && got != want || err != nil && !errors.Is(err, ErrDamaged) {
					t.Errorf("octet %d of page %d, bit %d: %v, and %d octets are told, not %d", at%pageSize, at/pageSize, bit, err, len(got), len(want))
				}
				b[at] ^= 1 << bit
			}
		}
	}
	var table func(page int, small bool)
	table = func(page int, small bool) {
		count := int(native.Uint16(b[page+10:]))
		if small { // its number, and how many pages follow it, nobody reads
			try(page+8, 4, 1)
		} else {
			try(page, pageHead, 1)
		}
		for n := range count * 4 {
			lengths[page+pageHead+n/4*tableLine+8+n%4] = native.Uint16(b[page+8:]) == leafFlag
		}
		try(page+pageHead, count*tableLine, 1)
		if native.Uint16(b[page+8:]) != leafFlag {
			return
		}
		for n := range count {
			line := page + pageHead + n*tableLine
			if native.Uint32(b[line:]) == 0 {
				continue
			}
			value := line + int(native.Uint32(b[line+4:])) + int(native.Uint32(b[line+8:]))
			try(value, 8, 1)
			try(value+8, 8, 8) // the count of its numbers: held against the last key when the file is opened
			if native.Uint64(b[value:]) == 0 {
				table(value+bucketHead, true)
			}
		}
	}
	for page, used := range shape.used {
		if used {
			table(page*pageSize, false)
		}
	}
	t.Logf("%d bits turned, %d refused", turned, refused)
	if turned < 20000 || refused < turned/2 {
		t.Errorf("%d bits turned, %d refused", turned, refused)
	}
}
