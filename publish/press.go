package publish

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"hash/maphash"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// press packs bodies in gzip (RFC 1952). A long one is packed in pieces, and a
// page of hundreds of entries of which one changed differs from the last in a
// piece or two: the others are taken from there.
type press struct {
	idle sync.Pool // of writers, a megabyte each

	mu   sync.Mutex
	kept map[string]pieces // by path
}

// pieces are those of the last two bodies of a path: shortened pages are packed
// in between.
type pieces [2]map[pieceKey][]byte

func (p *pieces) find(k pieceKey) []byte {
	for _, kept := range p {
		if packed, ok := kept[k]; ok {
			return packed
		}
	}
	return nil
}

// pieceKey stands for a piece. Of two 64 bits each, by seeds of this process, no
// two will be the same by chance.
type pieceKey [2]uint64

// seeds are of all keys.
var seeds = pieceSeeds{maphash.MakeSeed(), maphash.MakeSeed()}

type pieceSeeds [2]maphash.Seed

func (s pieceSeeds) key(piece []byte) pieceKey {
	return pieceKey{maphash.Bytes(s[0], piece), maphash.Bytes(s[1], piece)}
}

// A piece knows nothing of what went before it, which costs 7 % in length; with
// that it would have to be packed again for what changed there.
const (
	leastPiece = 64 << 10 // octets; from there on it ends where a line says so
	mostPiece  = 128 << 10
)

// The head of a gzip file without name and time, and the empty last block of
// deflate.
var (
	gzipHead  = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255}
	lastBlock = []byte{3, 0}
)

// pack is a body in gzip; equal bodies give equal bytes.
func (p *press) pack(path string, body []byte) []byte {
	w, _ := p.idle.Get().(*flate.Writer)
	if w == nil {
		w, _ = flate.NewWriter(nil, flate.DefaultCompression) // fails only for a level that does not exist
	}
	defer p.idle.Put(w)
	var b bytes.Buffer
	b.Grow(len(body)/4 + 64)
	b.Write(gzipHead)
	if pieceEnd(body) == len(body) {
		w.Reset(&b) // a Buffer takes everything
		w.Write(body)
		w.Close()
	} else {
		p.join(&b, w, path, body)
		b.Write(lastBlock)
	}
	var foot [8]byte
	binary.LittleEndian.PutUint32(foot[:], crc32.ChecksumIEEE(body))
	binary.LittleEndian.PutUint32(foot[4:], uint32(len(body)))
	b.Write(foot[:])
	return b.Bytes()
}

// join writes a body in pieces, as far as they are known as they were packed
// last.
func (p *press) join(b *bytes.Buffer, w *flate.Writer, path string, body []byte) {
	p.mu.Lock()
	last := p.kept[path]
	p.mu.Unlock()
	type place struct {
		key      pieceKey
		from, to int
	}
	var places []place
	for at := 0; at < len(body); {
		end := at + pieceEnd(body[at:])
		key, from := seeds.key(body[at:end]), b.Len()
		if packed := last.find(key); packed != nil {
			b.Write(packed)
		} else {
			w.Reset(b)
			w.Write(body[at:end])
			w.Flush()
		}
		places = append(places, place{key, from, b.Len()})
		at = end
	}
	kept := make(map[pieceKey][]byte, len(places))
	for _, at := range places {
		kept[at.key] = b.Bytes()[at.from:at.to:at.to]
	}
	if !current(path) {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.kept == nil {
		p.kept = make(map[string]pieces)
	}
	p.kept[path] = pieces{kept, last[0]}
}

// current reports whether a path is that of a theme's page or of a list, which are
// written again and again. What lies below a theme, its archives and issues, is
// of thousands and hardly changes: their pieces would only fill the memory.
func current(path string) bool { return strings.LastIndexByte(path, '/') == 0 }

// pieceEnd is where the first piece of a body ends: behind a line that is chosen
// by its own octets, so that the pieces behind a change are what they were.
func pieceEnd(body []byte) int {
	if len(body) <= leastPiece {
		return len(body)
	}
	most := min(len(body), mostPiece)
	for at := leastPiece; ; {
		n := bytes.IndexByte(body[at:most], '\n') + 1
		if n == 0 {
			return most
		}
		if line := body[at : at+n]; crc32.ChecksumIEEE(line)%16 == 0 {
			return at + n
		}
		at += n
	}
}
