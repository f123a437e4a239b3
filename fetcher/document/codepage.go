package document

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// codepages are the single-byte encodings x/text does not have, a line each:
// its name, a tab, and its characters as a Go string, all 256 of them or the
// upper 128 where the lower are ASCII.
//
//go:embed codepages.txt
var codepages string

var pages = sync.OnceValue(func() map[string]encoding.Encoding {
	all := make(map[string]encoding.Encoding)
	for line := range strings.Lines(codepages) {
		name, quoted, _ := strings.Cut(strings.TrimSpace(line), "\t")
		chars, err := strconv.Unquote(quoted)
		if err != nil {
			continue // the table has a test
		}
		all[name] = newPage([]rune(chars))
	}
	return all
})

// codepage is the encoding of codepages.txt with this name, or nil.
func codepage(name string) encoding.Encoding {
	enc, ok := pages()[name]
	if !ok {
		return nil
	}
	return enc
}

// page is a single-byte encoding, for reading only.
type page struct{ chars [256]rune }

func newPage(chars []rune) *page {
	p := new(page)
	for i := range 128 {
		p.chars[i] = rune(i)
	}
	copy(p.chars[256-len(chars):], chars)
	return p
}

// NewDecoder is part of encoding.Encoding.
func (p *page) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: &pageReader{page: p}}
}

// NewEncoder is part of encoding.Encoding; the desk writes UTF-8 only.
func (p *page) NewEncoder() *encoding.Encoder { return encoding.Nop.NewEncoder() }

type pageReader struct {
	transform.NopResetter
	page *page
}

func (r *pageReader) Transform(dst, src []byte, _ bool) (nDst, nSrc int, err error) {
	for _, b := range src {
		c := r.page.chars[b]
		if nDst+utf8.RuneLen(c) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], c)
		nSrc++
	}
	return nDst, nSrc, nil
}
