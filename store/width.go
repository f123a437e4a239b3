package store

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
)

// The length of a key stands in its page's table alone: data that follows data
// tells how long key and value are together, but of the last line nothing tells
// where the one ends. Most buckets have keys of one length, which doc.go draws.
// Where they are words, the checksum of key and value tells.

// form is what a bucket's keys are like.
type form struct {
	width  int              // of every key; 0 is any
	within map[string]*form // buckets in it, by name
	each   *form            // buckets in it, whatever their names
}

// of is the form of a bucket in this one; nil is unknown.
func (f *form) of(name []byte) *form {
	if f == nil {
		return nil
	}
	if inner := f.within[string(name)]; inner != nil {
		return inner
	}
	return f.each
}

// long are buckets with keys of these lengths.
func long(widths map[string]int) map[string]*form {
	out := make(map[string]*form, len(widths))
	for name, width := range widths {
		out[name] = &form{width: width}
	}
	return out
}

// fileForm is the form of the bucket of all buckets.
func fileForm() *form {
	f := &form{within: long(map[string]int{
		"states": 4, "documents": 4, "origins": 4, "items": 8, "bodies": 8, "versions": 12, "entered": 8, "ids": idLength,
		"keys": len(key{}), "links": len(linkHash{}), "journal": 8, "edits": 8, "edited": 16, "signatures": 8, "queue": 16,
		"merged": 8, "missing": 12, "forgotten": 8, "blocks": 8,
	})}
	f.within["verdicts"] = &form{width: 8, each: &form{width: 8}}
	f.within["ledgers"] = &form{width: 4, each: &form{within: long(map[string]int{"log": 8, "member": 8, "clock": 16, "touched": 16})}}
	f.within["issues"] = &form{width: 4, each: &form{within: long(map[string]int{"sent": idLength})}}
	return f
}

// fits refuses keys of other lengths than the bucket's.
func (f *form) fits(lines []row) error {
	if f == nil || f.width == 0 {
		return nil
	}
	for n, l := range lines {
		if len(l.key) != f.width {
			return fmt.Errorf("line %d of its table has a key of %d octets, not %d", n, len(l.key), f.width)
		}
	}
	return nil
}

// divided refuses a page whose last line has key and value divided in the wrong
// place: their checksum is wrong as it stands, and right with one bit of the
// key's length turned. A record that is damaged itself is named when it is read.
func divided(data []byte, key, value int) error {
	if intact(data[:key], data[key:key+value]) {
		return nil
	}
	for bit := 1; bit <= len(data); bit <<= 1 {
		if turned := key ^ bit; turned > 0 && turned+value <= len(data) && intact(data[:turned], data[turned:turned+value]) {
			return fmt.Errorf("the last line of its table has a key of %d octets that is one of %d", key, turned)
		}
	}
	return nil
}

// intact reports whether the checksum of a record or a pin is right.
func intact(key, v []byte) bool {
	if len(v) > frameHead && checksum(key, v[0], v[frameHead:]) == binary.BigEndian.Uint32(v[1:]) {
		return true
	}
	return len(v) > 4 && crc32.Update(crc32.Update(0, castagnoli, key), castagnoli, v[4:]) == binary.BigEndian.Uint32(v)
}
