package document

import (
	_ "embed"
	"strings"
	"sync"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// labels says which encoding a label means, a line each: the encoding, then
// labels in lower case without signs.
//
//go:embed labels.txt
var labels string

var canonical = sync.OnceValue(func() map[string]string {
	all := make(map[string]string)
	for line := range strings.Lines(labels) {
		words := strings.Fields(line)
		for _, label := range words {
			all[squash(label)] = words[0]
		}
	}
	return all
})

// squash takes the signs out of a label: "ISO_8859-1:1987" is "iso885911987".
func squash(label string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(label))
}

// lookup is the encoding a label means, nil when it means none. Labels are
// those of the WHATWG, of IANA, and those that Korean, Windows and other
// software writes. ISO-8859-1 is read as windows-1252, which it is everywhere.
func lookup(label string) encoding.Encoding {
	label = clean(label)
	name := canonical()[squash(label)]
	switch name {
	case "":
		name = label
	case "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	case "johab":
		return johab{}
	case "iso-2022-kr":
		return koreanMail{}
	case "utf-7":
		return utf7{}
	case "hz-gb-2312":
		return simplifiedchinese.HZGB2312
	case "ibm01140":
		return charmap.CodePage1140
	case "ibm00858":
		return charmap.CodePage858
	}
	if enc := codepage(name); enc != nil {
		return enc
	}
	if enc, err := htmlindex.Get(name); err == nil && enc != encoding.Replacement {
		return enc
	}
	if enc, err := ianaindex.IANA.Encoding(name); err == nil && enc != nil {
		return enc
	}
	return nil
}

func plainUTF8(label string) bool { return canonical()[squash(label)] == "utf-8" }

// family groups labels whose encodings share their pitfalls.
func family(label string) string {
	switch canonical()[squash(label)] {
	case "utf-8":
		return "utf-8"
	case "utf-16", "utf-16le", "utf-16be", "utf-32", "utf-32le", "utf-32be":
		return "utf-16"
	case "iso-2022-jp", "iso-2022-kr", "hz-gb-2312", "utf-7":
		return "shifted" // seven bits, with escapes
	case "cp424", "cp500", "cp875", "cp1026", "cp273", "ibm037", "ibm01140":
		return "ebcdic"
	}
	switch enc := lookup(label); enc {
	case nil:
		return ""
	case korean.EUCKR, johab{}:
		return "korean"
	case japanese.ShiftJIS, japanese.EUCJP:
		return "japanese"
	case simplifiedchinese.GBK, simplifiedchinese.GB18030, traditionalchinese.Big5:
		return "chinese"
	}
	return "single"
}
