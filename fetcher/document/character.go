package document

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// tidy brings line ends to "\n" and takes out what XML forbids: controls and
// noncharacters. It says whether anything but line ends was touched.
func tidy(s string) (string, bool) {
	i := untidy(s)
	if i < 0 {
		return s, false
	}
	var sb strings.Builder
	sb.Grow(len(s))
	mended := false
	for i >= 0 {
		sb.WriteString(s[:i])
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\r':
			sb.WriteByte('\n')
			if strings.HasPrefix(s[i+1:], "\n") {
				n++
			}
		case r == utf8.RuneError && n == 1: // cut at the end
			mended = true
		default:
			mended = true
		}
		s = s[i+n:]
		i = untidy(s)
	}
	sb.WriteString(s)
	return sb.String(), mended
}

// untidy is the place of the first character tidy changes, or -1.
func untidy(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x20:
			if c != '\t' && c != '\n' {
				return i
			}
		case c < 0x7f:
		case c == 0x7f:
			return i
		case c == 0xef && i+2 < len(s) && s[i+1] == 0xbf && s[i+2] >= 0xbe:
			return i
		case c == 0xef && i+2 < len(s) && s[i+1] == 0xbb && s[i+2] == 0xbf: // a byte order mark
			return i
		case c >= 0xc0 && !utf8.FullRuneInString(s[i:]):
			return i
		}
	}
	return -1
}

// settle makes the characters of one text what they were meant to be: text that
// was encoded twice is read once more, and the controls U+0080 to U+009F are the
// characters windows-1252 has in their place.
func settle(s string) string {
	if ascii(s) {
		return s
	}
	s, _ = undouble(s)
	if !strings.Contains(s, "\xc2") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < 0x80 || r >= 0xa0 {
			return r
		}
		if c := charmap.Windows1252.DecodeByte(byte(r)); c >= 0xa0 && c != utf8.RuneError {
			return c
		}
		return -1
	}, s)
}

// undouble reads a text once more that was UTF-8, was taken for windows-1252
// and encoded again. It is sure of it only when every character beyond ASCII
// fits.
func undouble(s string) (string, bool) {
	if !doubled(s) {
		return s, false
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		c, ok := single(r)
		if !ok {
			return s, false
		}
		b = append(b, c)
	}
	if !utf8.Valid(b) || ascii(string(b)) {
		return s, false
	}
	return string(b), true
}

// doubled reports whether the first characters of s beyond ASCII, up to eight,
// can be one that was encoded twice: most texts are told by them.
func doubled(s string) bool {
	run := make([]byte, 0, 8)
	for _, r := range s {
		if r < utf8.RuneSelf {
			if len(run) > 0 {
				return utf8.Valid(run)
			}
			continue
		}
		c, ok := single(r)
		if !ok {
			return false
		}
		if run = append(run, c); len(run) == cap(run) {
			break
		}
	}
	_, size := utf8.DecodeRune(run)
	return size > 1
}

// single is the byte r has in windows-1252 or ISO-8859-1.
func single(r rune) (byte, bool) {
	if r < 0x100 {
		return byte(r), true
	}
	return charmap.Windows1252.EncodeRune(r)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// binary names what is plainly not text, "" for all else.
func binary(b []byte) string {
	for _, m := range []struct{ magic, name string }{
		{"\x1f\x8b", "gzip data"},
		{"\x89PNG", "a PNG image"},
		{"\xff\xd8\xff", "a JPEG image"},
		{"GIF8", "a GIF image"},
		{"%PDF", "a PDF file"},
		{"PK\x03\x04", "a ZIP archive"},
		{"\x28\xb5\x2f\xfd", "zstd data"},
		{"BZh", "bzip2 data"},
		{"SQLite format", "a database"},
	} {
		if bytes.HasPrefix(b, []byte(m.magic)) {
			return m.name
		}
	}
	return ""
}
