package document

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/transform"
)

// koreanMail is ISO-2022-KR (RFC 1557), for reading: EUC-KR without its eighth
// bit, between the controls SO and SI.
type koreanMail struct{}

// NewDecoder is part of encoding.Encoding.
func (koreanMail) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: transform.Chain(&shifter{}, korean.EUCKR.NewDecoder())}
}

// NewEncoder is part of encoding.Encoding; the desk writes UTF-8 only.
func (koreanMail) NewEncoder() *encoding.Encoder { return encoding.Nop.NewEncoder() }

// shifter turns the shifted bytes into EUC-KR.
type shifter struct{ out bool }

func (s *shifter) Reset() { s.out = false }

func (s *shifter) Transform(dst, src []byte, _ bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		b := src[nSrc]
		switch {
		case b == 0x0e || b == 0x0f:
			s.out = b == 0x0e
			nSrc++
			continue
		case b == 0x1b: // ESC $ ) C announces it, once
			nSrc = min(nSrc+4, len(src))
			continue
		case b == '\n':
			s.out = false
		case s.out && b > 0x20:
			b |= 0x80
		}
		if nDst == len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		dst[nDst] = b
		nDst, nSrc = nDst+1, nSrc+1
	}
	return nDst, nSrc, nil
}
