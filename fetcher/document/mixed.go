package document

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// mixed reads bytes by a label whose encoding has no characters from 0x80 to
// 0x9f, as none of ISO-8859 has, where the document uses those that Windows put
// there: its quotation marks and dashes. The letters are the label's all the
// same.
func (in claimed) mixed(label string, enc encoding.Encoding) (decoded, bool) {
	page, ok := enc.(*charmap.Charmap)
	if !ok {
		return decoded{}, false
	}
	var sb strings.Builder
	sb.Grow(len(in.body))
	for _, b := range in.body {
		r := page.DecodeByte(b)
		if r == utf8.RuneError {
			if b < 0x80 || b > 0x9f {
				return decoded{}, false
			}
			r = western(b)
		}
		sb.WriteRune(r)
	}
	if _, _, ok := in.asian(spoken(in.body)); ok {
		return decoded{}, false
	}
	return decoded{text: sb.String(), label: label, notes: []string{"bytes that are not " + label + " were read as windows-1252"}}, true
}
