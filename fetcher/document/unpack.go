package document

import (
	"bytes"
	"compress/gzip"
	"io"
)

// maxUnpacked is how long a document may be once it is unpacked, in bytes.
const maxUnpacked = 16 << 20

// unpack undoes gzip that no header announced. What is broken off keeps what
// could be read; what would grow beyond all measure is refused.
func unpack(b []byte) (out []byte, packed bool, err error) {
	if !bytes.HasPrefix(b, []byte{0x1f, 0x8b, 8}) {
		return b, false, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return b, false, nil
	}
	out, err = io.ReadAll(io.LimitReader(z, maxUnpacked+1))
	if len(out) > maxUnpacked {
		return nil, true, tooLarge()
	}
	if err != nil && len(out) == 0 {
		return b, false, nil
	}
	return out, true, nil
}
