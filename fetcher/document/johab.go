package document

import (
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/transform"
)

// johab is the combining code of KS X 1001, annex 3, for reading: a syllable is
// one bit and three letters of five; everything else is a place of EUC-KR.
type johab struct{}

// NewDecoder is part of encoding.Encoding.
func (johab) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: johabReader{}}
}

// NewEncoder is part of encoding.Encoding; the desk writes UTF-8 only.
func (johab) NewEncoder() *encoding.Encoder { return encoding.Nop.NewEncoder() }

type johabReader struct{ transform.NopResetter }

func (johabReader) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		r, n := rune(src[nSrc]), 1
		if r >= 0x80 {
			if nSrc+1 == len(src) && !atEOF {
				return nDst, nSrc, transform.ErrShortSrc
			}
			r = utf8.RuneError
			if nSrc+1 < len(src) {
				r, n = johabRune(src[nSrc], src[nSrc+1]), 2
			}
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += n
	}
	return nDst, nSrc, nil
}

// johabRune is the character of two bytes.
func johabRune(lead, trail byte) rune {
	if lead >= 0xd8 {
		return johabSign(lead, trail)
	}
	code := int(lead)<<8 | int(trail)
	first, vowel, last := code>>10&31, code>>5&31, code&31
	first, vowel = first-2, vowel-3-2*(vowel/8) // each row of eight has two places that are none
	switch {
	case last > 18:
		last -= 2
	default:
		last--
	}
	var (
		letters []rune
		at      int
	)
	switch filled := [3]bool{first == -1, code>>5&31 == 2, last == 0}; filled {
	case [3]bool{false, true, true}:
		letters, at = []rune("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"), first
	case [3]bool{true, false, true}:
		letters, at = []rune("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"), vowel
	case [3]bool{true, true, false}:
		letters, at = []rune("ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"), last-1
	}
	if at >= 0 && at < len(letters) {
		return letters[at] // a letter by itself
	}
	if first < 0 || first > 18 || vowel < 0 || vowel > 20 || last < 0 || last > 27 {
		return utf8.RuneError
	}
	return rune(0xac00 + (first*21+vowel)*28 + last)
}

// johabSign is a sign or a Chinese character: two rows of EUC-KR a lead byte.
func johabSign(lead, trail byte) rune {
	row, column := 2*(int(lead)-0xd9)+0xa1, int(trail)
	if lead >= 0xe0 {
		row = 2*(int(lead)-0xe0) + 0xca
	}
	switch {
	case trail >= 0xa1:
		row++
	case trail >= 0x91:
		column += 0xef - 0x91
	case trail >= 0x31 && trail <= 0x7e:
		column += 0xa1 - 0x31
	default:
		return utf8.RuneError
	}
	out, _, err := transform.Bytes(korean.EUCKR.NewDecoder(), []byte{byte(row), byte(column)})
	if err != nil {
		return utf8.RuneError
	}
	r, _ := utf8.DecodeRune(out)
	return r
}
