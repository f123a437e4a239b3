package document

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/gogs/chardet"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// alphabets are the one-byte encodings of scripts other than Latin that can be
// told by their letters, by the detector's name: each as the one that holds all
// the other has.
var alphabets = map[string]string{
	"KOI8-R": "koi8-r", "windows-1251": "windows-1251", "ISO-8859-5": "iso-8859-5",
	"ISO-8859-7": "iso-8859-7", "windows-1253": "windows-1253",
	"ISO-8859-8": "windows-1255", "ISO-8859-8-I": "windows-1255", "windows-1255": "windows-1255",
	"ISO-8859-6": "iso-8859-6", "windows-1256": "windows-1256",
}

const (
	alphabetSample = 64 << 10 // bytes that are enough to tell
	alphabetSure   = 25       // of 100, from where the detector is believed
	alphabetApart  = 0.9      // share of words without a Latin letter beside them
)

// alphabet reads bytes as the script their letters are of; no when they are
// Latin, or could be anything.
func (in claimed) alphabet() (text, label string, ok bool) {
	sample := in.body[:min(len(in.body), alphabetSample)]
	found, err := chardet.NewHtmlDetector().DetectAll(sample)
	if err == nil && len(found) > 0 && found[0].Confidence >= alphabetSure {
		if label = alphabets[found[0].Charset]; label == "" {
			return "", "", false
		}
	} else if label = "windows-874"; !thai(sample) {
		return "", "", false
	}
	out, _, err := transform.Bytes(lookup(label).NewDecoder(), in.body)
	if label == "koi8-r" && bytes.ContainsAny(out, "╓╔╕╦╒║╧╙") { // where Ukrainian has its own letters
		label = "koi8-u"
		out, _, err = transform.Bytes(lookup(label).NewDecoder(), in.body)
	}
	if text = string(out); err != nil || apart(text) < alphabetApart {
		return "", "", false
	}
	return text, label, true
}

// thai reports whether bytes look like windows-874: long words, for Thai puts
// no blanks between them, of nothing but Thai letters, and vowels and tones
// above and below them among those.
func thai(b []byte) bool {
	words, letters, marks := 0, 0, 0
	for word := range bytes.FieldsFuncSeq(b, func(r rune) bool { return r < 0x80 }) {
		words++
		for _, c := range word {
			r := charmap.Windows874.DecodeByte(c)
			switch {
			case !unicode.Is(unicode.Thai, r):
				return false
			case unicode.Is(unicode.Mn, r):
				marks++
			}
			letters++
		}
	}
	return words > 0 && letters > 8*words && marks*10 > letters && marks*2 < letters
}

// escaped is the seven-bit encoding whose escape sequences stand in b, "" when
// there are none.
func escaped(b []byte) string {
	if i := bytes.IndexByte(b, 0x1b); i >= 0 && i+3 < len(b) {
		switch next := string(b[i+1 : i+4]); {
		case next == "$)C":
			return "iso-2022-kr"
		case strings.HasPrefix(next, "$B"), strings.HasPrefix(next, "$@"):
			return "iso-2022-jp"
		}
	}
	return ""
}
