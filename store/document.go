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

// orderedDocument is a document's record in the order of its entries.
func orderedDocument(source uint32, b []byte) (all []listing) {
	for ; len(b) >= documentEntry; b = b[documentEntry:] {
		all = append(all, decodeListing(source, b[len(print{}):documentEntry]))
	}
	return all
}

func decodeListing(source uint32, b []byte) (l listing) {
	binary.BigEndian.PutUint32(l.known[:], source)
	copy(l.link[:], b[copy(l.known[4:], b):])
	return l
}

func decodeDocument(source uint32, b []byte) map[print]listing {
	last := make(map[print]listing, len(b)/documentEntry)
	for ; len(b) >= documentEntry; b = b[documentEntry:] {
		last[print(b[:len(print{})])] = decodeListing(source, b[len(print{}):documentEntry])
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
