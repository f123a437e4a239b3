package document

import (
	"bytes"
	"compress/gzip"
	"io"
)

// maxUnpacked is how much a document may grow by unpacking, in bytes.
const maxUnpacked = 16 << 20

// unpack undoes gzip that no header announced. What is broken off keeps what
// could be read; what would grow beyond all measure is cut.
func unpack(b []byte) ([]byte, bool) {
	if !bytes.HasPrefix(b, []byte{0x1f, 0x8b, 8}) {
		return b, false
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return b, false
	}
	out, err := io.ReadAll(io.LimitReader(z, maxUnpacked))
	if err != nil && len(out) == 0 {
		return b, false
	}
	return out, true
}
