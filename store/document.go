package store

import "encoding/binary"

// listing is what the record of a source's last document says of an entry.
type listing struct {
	known key // what it is recognised by
	link  tag // of its link, so that it need not be worked out again
}

// tag is the beginning of a link key's hash; zero is no link.
type tag [8]byte

func linkTag(k *key) (t tag) {
	if k != nil {
		copy(t[:], k[5:])
	}
	return t
}

// A document's record is, for each entry, its print, kind and hash of the key
// it is recognised by, and the tag of its link. The key's source is the
// record's own.
const documentEntry = len(print{}) + 1 + 16 + len(tag{})

func encodeDocument(as []*arrival) []byte {
	b := make([]byte, 0, len(as)*documentEntry)
	done := make(map[print]bool, len(as))
	for _, a := range as {
		if a.listed.known != (key{}) && !done[a.print] {
			done[a.print] = true
			b = append(append(append(b, a.print[:]...), a.listed.known[4:]...), a.listed.link[:]...)
		}
	}
	return b
}

func decodeDocument(source uint32, b []byte) map[print]listing {
	last := make(map[print]listing, len(b)/documentEntry)
	for ; len(b) >= documentEntry; b = b[documentEntry:] {
		var l listing
		binary.BigEndian.PutUint32(l.known[:], source)
		rest := b[len(print{}):documentEntry]
		copy(l.link[:], rest[copy(l.known[4:], rest):])
		last[print(b[:len(print{})])] = l
	}
	return last
}

// sameDocument reports whether a document's record would say the same again.
func sameDocument(last map[print]listing, as []*arrival) bool {
	seen := make(map[print]bool, len(as))
	for _, a := range as {
		if !a.same && !a.twin {
			return false
		}
		if a.same {
			seen[a.print] = true
		}
	}
	return len(seen) == len(last)
}
