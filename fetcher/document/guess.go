package document

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/transform"
)

// guess decodes bytes no label fits.
func (in claimed) guess(o Options) decoded {
	note := "undeclared encoding, read as "
	if in.header+in.declared != "" {
		note = "not " + firstOf(in.header, in.declared) + " as declared, read as "
	}
	if in.mostlyUTF8() {
		text := patch(in.body)
		return decoded{text: text, label: "utf-8", notes: []string{"bytes that are not UTF-8 were read as windows-1252"}}
	}
	language := firstOf(o.Language, spoken(in.body))
	if text, label, ok := in.asian(language); ok {
		return decoded{text: text, label: label, notes: []string{note + label}}
	}
	if text, label, ok := in.alphabet(); ok {
		return decoded{text: text, label: label, notes: []string{note + label}}
	}
	label := "windows-1252"
	enc := encoding.Encoding(charmap.Windows1252)
	if usual := usually(language); usual != "" {
		label, enc = usual, lookup(usual)
	}
	if enc == charmap.Windows1252 {
		var sb strings.Builder
		for _, b := range in.body {
			sb.WriteRune(western(b))
		}
		return decoded{text: sb.String(), label: label, notes: []string{note + label}}
	}
	out, _, _ := transform.Bytes(enc.NewDecoder(), in.body)
	return decoded{text: string(out), label: label, notes: []string{note + label}}
}

// asian reads bytes as one of the encodings of several bytes a character; no
// when none of them is likely.
func (in claimed) asian(language string) (text, label string, ok bool) {
	top := 0.0
	for _, c := range suspects(language) {
		if out, score := c.weigh(in.body); score > top {
			text, label, top = out, c.label, score
		}
	}
	return text, label, top >= 0.5
}

// mostlyUTF8 reports whether the bytes are UTF-8 but for a few. One that says
// it is UTF-8 is believed sooner.
func (in claimed) mostlyUTF8() bool {
	switch {
	case in.bom == "utf-8":
		return true
	case plainUTF8(in.header) || plainUTF8(in.declared):
		return in.high > 2*in.bad
	}
	return in.high >= 8*in.bad
}

// patch keeps what is UTF-8 and reads every other byte as windows-1252. A sequence
// cut at the end is dropped.
func patch(b []byte) string {
	var sb strings.Builder
	sb.Grow(len(b) + len(b)/16)
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			n := i + 1
			for n < len(b) && b[n] < utf8.RuneSelf {
				n++
			}
			sb.Write(b[i:n])
			i = n
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			if !utf8.FullRune(b[i:]) {
				break
			}
			r = western(b[i])
		}
		sb.WriteRune(r)
		i += n
	}
	return sb.String()
}

// western is the character of windows-1252, or of ISO-8859-1 where that has
// none.
func western(b byte) rune {
	if r := charmap.Windows1252.DecodeByte(b); r != utf8.RuneError {
		return r
	}
	return rune(b)
}

// suspect is an encoding of several bytes a character that may be meant, and
// the scripts that are its mark.
type suspect struct {
	label  string
	enc    encoding.Encoding
	own    []*unicode.RangeTable // only its texts have these
	also   []*unicode.RangeTable // worth less
	common [2]byte               // first bytes of the usual characters
	second byte                  // the least their second byte is
	favour float64               // for being usual in the language
}

// suspects are the encodings to weigh, the document's language favoured.
func suspects(language string) []suspect {
	tongue, _, _ := strings.Cut(strings.ToLower(language), "-")
	list := []suspect{
		{label: "euc-kr", enc: korean.EUCKR, own: []*unicode.RangeTable{unicode.Hangul}, common: [2]byte{0xa1, 0xc8}, second: 0xa1},
		{label: "shift_jis", enc: japanese.ShiftJIS, own: []*unicode.RangeTable{unicode.Hiragana, unicode.Katakana}, also: []*unicode.RangeTable{unicode.Han}},
		{label: "euc-jp", enc: japanese.EUCJP, own: []*unicode.RangeTable{unicode.Hiragana, unicode.Katakana}, also: []*unicode.RangeTable{unicode.Han}},
		{label: "big5", enc: traditionalchinese.Big5, also: []*unicode.RangeTable{unicode.Han}, common: [2]byte{0xa1, 0xc6}, second: 0x40},
		{label: "gb18030", enc: simplifiedchinese.GB18030, also: []*unicode.RangeTable{unicode.Han}, common: [2]byte{0xa1, 0xd7}, second: 0xa1},
	}
	home := map[string]string{"ko": "euc-kr", "ja": "shift_jis euc-jp", "zh": "gb18030 big5"}[tongue]
	for i := range list {
		if home != "" && strings.Contains(home, list[i].label) {
			list[i].favour = 0.3
		}
	}
	return list
}

// weigh decodes b and says how much it looks like a text of this encoding, 0
// to 1.
func (s suspect) weigh(b []byte) (string, float64) {
	out, _, err := transform.Bytes(s.enc.NewDecoder(), b)
	if err != nil {
		return "", 0
	}
	text := string(out)
	var all, own, also, bad float64
	for _, r := range text {
		switch {
		case r < 0x80:
			continue
		case r == utf8.RuneError || unicode.Is(unicode.Co, r):
			bad++
		case unicode.In(r, s.own...) && !(r >= 0xff61 && r <= 0xff9f): // half-width kana are what other bytes look like
			own++
		case unicode.In(r, s.also...):
			also++
		case unicode.IsPunct(r) || unicode.IsSymbol(r) || r == 0x3000 || r >= 0xff00:
			also += 0.5
		}
		all++
	}
	if all == 0 || bad*20 > all {
		return text, 0
	}
	score := (own + 0.7*also) / all
	if len(s.own) > 0 && own == 0 {
		score /= 2
	}
	if s.common[1] > 0 {
		score *= s.usual(b)
	}
	if len(s.own) == 0 {
		score *= apart(text)
	}
	return text, score + s.favour
}

// usual is the share of byte pairs whose first is in the range of the usual
// characters. Text in the encoding hardly ever leaves it; other text mostly
// does.
func (s suspect) usual(b []byte) float64 {
	in, all := 0, 0
	for i := 0; i+1 < len(b); i++ {
		if b[i] < 0x80 {
			continue
		}
		if b[i] >= s.common[0] && b[i] <= s.common[1] && b[i+1] >= s.second {
			in++
		}
		all++
		i++
	}
	if all == 0 {
		return 0
	}
	return float64(in) / float64(all)
}

// apart is the share of words beyond ASCII that no Latin letter touches. Umlauts
// taken for a character of East Asia stand in the middle of Latin words.
func apart(text string) float64 {
	words, touched := 0, 0
	last, inside, hit := rune(0), false, false
	for _, r := range text + " " {
		high := r >= 0x80
		switch {
		case high && !inside:
			inside, hit = true, latin(last)
		case !high && inside:
			inside = false
			words++
			if hit || latin(r) {
				touched++
			}
		}
		last = r
	}
	if words == 0 {
		return 0
	}
	return 1 - float64(touched)/float64(words)
}

func latin(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

var spokenIn = regexp.MustCompile(`(?i)(?:<(?:dc:)?language[^>]*>\s*|xml:lang\s*=\s*["'])([a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]+)*)`)

// spoken is the language the document's head claims.
func spoken(b []byte) string {
	if m := spokenIn.FindSubmatch(b[:min(len(b), 8192)]); m != nil {
		return string(bytes.ToLower(m[1]))
	}
	return ""
}

// usually is the single-byte encoding most texts of a language had, "" for
// windows-1252.
func usually(language string) string {
	tongue, _, _ := strings.Cut(strings.ToLower(language), "-")
	switch tongue {
	case "ru", "bg", "uk", "be", "sr":
		return "windows-1251"
	case "pl", "cs", "sk", "hu", "hr", "sl", "ro":
		return "windows-1250"
	case "el":
		return "windows-1253"
	case "tr":
		return "windows-1254"
	case "he", "iw":
		return "windows-1255"
	case "ar", "fa":
		return "windows-1256"
	case "lt", "lv", "et":
		return "windows-1257"
	case "vi":
		return "windows-1258"
	case "th":
		return "windows-874"
	}
	return ""
}

func firstOf(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}
