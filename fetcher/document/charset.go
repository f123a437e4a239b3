package document

import (
	"strings"

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

// lookup is the encoding a label means, nil when it means none. Labels are
// those of the WHATWG, of IANA, and those that Korean and Windows software
// writes. ISO-8859-1 is read as windows-1252, which it is everywhere.
func lookup(label string) encoding.Encoding {
	label = clean(label)
	if enc := alias(label); enc != nil {
		return enc
	}
	if enc := codepage(label); enc != nil {
		return enc
	}
	if enc, err := htmlindex.Get(label); err == nil && enc != encoding.Replacement {
		return enc
	}
	if enc, err := ianaindex.IANA.Encoding(label); err == nil && enc != nil {
		return enc
	}
	if dashed := strings.ReplaceAll(label, "_", "-"); dashed != label {
		return lookup(dashed)
	}
	return nil
}

func alias(label string) encoding.Encoding {
	switch label {
	case "cp949", "ms949", "uhc", "x-windows-949", "windows-949", "ks_c_5601-1987", "ksc5601", "euc_kr", "euckr", "x-euc-kr", "949", "johab-ks":
		return korean.EUCKR
	case "cp936", "ms936", "936", "euc-cn", "euccn", "hz-gb":
		return simplifiedchinese.GBK
	case "hz", "hz-gb-2312", "hzgb":
		return simplifiedchinese.HZGB2312
	case "cp950", "ms950", "950", "big5-tw", "big5hkscs":
		return traditionalchinese.Big5
	case "cp932", "ms932", "932", "sjis", "shift-jis", "shift_jisx0213", "shift_jis_2004", "s-jis":
		return japanese.ShiftJIS
	case "eucjp", "ujis", "euc_jp", "euc_jisx0213", "euc_jis_2004":
		return japanese.EUCJP
	case "utf-16le", "utf_16_le", "unicodelittleunmarked":
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case "utf-16be", "utf_16_be", "unicodebigunmarked":
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case "utf-32le", "utf_32_le":
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	case "utf-32be", "utf_32_be":
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	case "cp1252", "ansi", "latin1", "latin-1", "8859", "iso8859-1", "8859_1", "iso_8859_1":
		return charmap.Windows1252
	case "mac", "macroman", "mac_roman", "mac-roman", "x-mac-roman":
		return charmap.Macintosh
	case "mac-cyrillic", "mac_cyrillic", "maccyrillic":
		return charmap.MacintoshCyrillic
	}
	return nil
}

func plainUTF8(label string) bool {
	switch label {
	case "utf-8", "utf8", "utf_8", "u8", "unicode-1-1-utf-8", "utf-8-sig":
		return true
	}
	return false
}

// family groups labels whose encodings share their pitfalls.
func family(label string) string {
	if plainUTF8(label) {
		return "utf-8"
	}
	enc := lookup(label)
	switch enc {
	case korean.EUCKR:
		return "korean"
	case japanese.ShiftJIS, japanese.EUCJP, japanese.ISO2022JP:
		return "japanese"
	case simplifiedchinese.GBK, simplifiedchinese.GB18030, simplifiedchinese.HZGB2312, traditionalchinese.Big5:
		return "chinese"
	}
	if strings.HasPrefix(label, "utf") || strings.HasPrefix(label, "ucs") || strings.Contains(label, "ucs-") {
		return "utf-16"
	}
	if enc == nil {
		return ""
	}
	return "single"
}
