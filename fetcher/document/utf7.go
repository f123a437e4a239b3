package document

import (
	"encoding/base64"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// utf7 is UTF-7 (RFC 2152): ASCII, and between '+' and '-' UTF-16 as base64
// without its padding. It is read only where a document says it is UTF-7.
type utf7 struct{}

// NewDecoder is part of encoding.Encoding.
func (utf7) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: utf7Reader{}}
}

// NewEncoder is part of encoding.Encoding; the desk writes UTF-8 only.
func (utf7) NewEncoder() *encoding.Encoder { return encoding.Nop.NewEncoder() }

type utf7Reader struct{ transform.NopResetter }

func (utf7Reader) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		out, n := []byte(string(utf8.RuneError)), 1
		switch c := src[nSrc]; {
		case c == '+':
			if out, n = shifted(src[nSrc:]); nSrc+n == len(src) && !atEOF {
				return nDst, nSrc, transform.ErrShortSrc
			}
		case c < utf8.RuneSelf:
			out = src[nSrc : nSrc+1]
		}
		if nDst+len(out) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst, nSrc = nDst+copy(dst[nDst:], out), nSrc+n
	}
	return nDst, nSrc, nil
}

// maxShift is the longest run between '+' and '-' that is read as one; it fits
// into what package transform hands out at a time.
const maxShift = 1024

// shifted reads what the '+' at the beginning of s opens, and says how long it is.
func shifted(s []byte) (out []byte, n int) {
	n = 1
	for n < min(len(s), maxShift) && base64Byte(s[n]) {
		n++
	}
	code := s[1:n]
	ended := n < len(s) && s[n] == '-'
	if ended {
		n++
	}
	if len(code) == 0 {
		return []byte{'+'}, n
	}
	raw := make([]byte, base64.RawStdEncoding.DecodedLen(len(code)))
	m, err := base64.RawStdEncoding.Decode(raw, code)
	if err != nil && m == 0 {
		return s[:n], n // a plus sign that shifts nothing
	}
	units := make([]uint16, 0, m/2)
	for i := 0; i+1 < m; i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return []byte(string(utf16.Decode(units))), n
}

func base64Byte(b byte) bool {
	return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '+' || b == '/'
}
