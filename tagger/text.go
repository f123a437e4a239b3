package tagger

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// text is one field made ready for matching: folded, with a map back to the
// bytes of the original.
//
// Folding is lower case, NFC, ß as ss, every kind of dash as "-", of
// apostrophe as "'", of middle dot as "·", full-width ASCII as ASCII;
// invisible characters are gone and white space is one space, but a line's end
// stays a line's end.
type text struct {
	field Field
	nth   int // which category
	raw   string
	fold  []byte
	at    []int32 // folded byte -> raw byte; one longer than fold
	loud  bool    // written in capitals only
}

// prepare folds raw.
func prepare(field Field, nth int, raw string) *text {
	t := &text{field: field, nth: nth, raw: raw}
	t.fold = make([]byte, 0, len(raw)+8)
	t.at = make([]int32, 0, len(raw)+9)
	if norm.NFC.IsNormalString(raw) {
		t.add(raw, 0, false)
	} else {
		var it norm.Iter
		it.InitString(norm.NFC, raw)
		for !it.Done() {
			at := it.Pos()
			t.add(string(it.Next()), at, true)
		}
	}
	t.at = append(t.at, int32(len(raw)))
	t.loud = loud(raw)
	return t
}

// add folds s, which stands at byte at of the original; fixed says that all of
// s maps to that one byte, as a composed character does.
func (t *text) add(s string, at int, fixed bool) {
	pos := func(i int) int32 {
		if fixed {
			return int32(at)
		}
		return int32(at + i)
	}
	for i := 0; i < len(s); {
		if c := asciiFold[s[i]]; c != 0 {
			t.fold = append(t.fold, c)
			t.at = append(t.at, pos(i))
			i++
			continue
		}
		if s[i] < utf8.RuneSelf {
			t.space(s[i], pos(i))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case 0xAC00 <= r && r <= 0xD7A3 || 'ß' < r && r <= 'ÿ':
			for k := range size {
				t.put(s[i+k], pos(i))
			}
		case 'À' <= r && r <= 'Þ' && r != '×':
			t.put(s[i], pos(i))
			t.put(s[i+1]+0x20, pos(i))
		default:
			t.rune(r, pos(i))
		}
		i += size
	}
}

// asciiFold is the lower case of every visible ASCII character; all other
// bytes are 0 and need a closer look.
var asciiFold = func() (table [256]byte) {
	for c := byte('!'); c < 0x7F; c++ {
		table[c] = c
		if 'A' <= c && c <= 'Z' {
			table[c] += 'a' - 'A'
		}
	}
	return table
}()

func (t *text) put(c byte, at int32) {
	t.fold = append(t.fold, c)
	t.at = append(t.at, at)
}

// space adds white space, one for many, and drops control characters.
func (t *text) space(c byte, at int32) {
	line := c == '\n' || c == '\r'
	if !line && c != ' ' && c != '\t' && c != '\v' && c != '\f' {
		return
	}
	if n := len(t.fold); n > 0 && (t.fold[n-1] == ' ' || t.fold[n-1] == '\n') {
		if line {
			t.fold[n-1] = '\n'
		}
		return
	}
	if line {
		t.put('\n', at)
		return
	}
	t.put(' ', at)
}

// rune folds one character that is neither ASCII nor a Hangul syllable.
func (t *text) rune(r rune, at int32) {
	switch {
	case r == 'ß' || r == 'ẞ':
		t.put('s', at)
		t.put('s', at)
		return
	case r >= 0x2010 && r <= 0x2015 || r == 0x2212:
		t.put('-', at)
		return
	case r == '’' || r == '‘' || r == '´' || r == 'ʼ':
		t.put('\'', at)
		return
	case r == 'ㆍ' || r == '・' || r == '‧' || r == '•' || r == '∙':
		r = '·'
	case r >= 0xFF01 && r <= 0xFF5E:
		r -= 0xFEE0
	case r == 0x85 || r == 0x2028 || r == 0x2029:
		t.space('\n', at)
		return
	case unicode.IsSpace(r):
		t.space(' ', at)
		return
	case unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector):
		return
	}
	var buf [utf8.UTFMax]byte
	for _, c := range buf[:utf8.EncodeRune(buf[:], unicode.ToLower(r))] {
		t.put(c, at)
	}
}

// foldWord folds a word of a vocabulary the way text is folded.
func foldWord(s string) string {
	if fold, ok := foldPlain(s); ok {
		return fold
	}
	return strings.TrimSpace(string(prepare("", 0, s).fold))
}

// foldPlain does the same for a word of nothing but ASCII, Latin letters and
// Hangul, as nearly all are: a vocabulary has tens of thousands, and every start
// of the program waits for them.
func foldPlain(s string) (string, bool) {
	out := make([]byte, 0, len(s))
	for i, r := range s {
		switch {
		case r < utf8.RuneSelf && asciiFold[r] != 0:
			out = append(out, asciiFold[r])
		case r == ' ' && (i == 0 || s[i-1] != ' '):
			out = append(out, ' ')
		case firstSyllable <= r && r <= lastSyllable || 'ß' < r && r <= 'ÿ':
			out = append(out, s[i:i+utf8.RuneLen(r)]...)
		case 'À' <= r && r <= 'Þ' && r != '×':
			out = append(out, s[i], s[i+1]+0x20)
		case r == 'ß':
			out = append(out, "ss"...)
		default:
			return "", false
		}
	}
	return string(bytes.TrimSpace(out)), true
}

// span is where folded bytes start to end stand in the original.
func (t *text) span(start, end int) (int, int) {
	from := int(t.at[start])
	if end <= start {
		return from, from
	}
	to := int(t.at[end])
	// The end maps to the next kept character; what was dropped or collapsed
	// in between does not belong to the word.
	for to > from {
		r, size := utf8.DecodeLastRuneInString(t.raw[from:to])
		if !unicode.IsSpace(r) && !unicode.In(r, unicode.Cf, unicode.Cc) {
			break
		}
		to -= size
	}
	return from, to
}

// capital reports whether a capital stands at folded byte i. Labels of sources
// are written as one likes, so there it counts as one.
func (t *text) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(t.raw[t.at[i]:])
	return t.field == FieldCategory || unicode.IsUpper(r)
}

// written is the original of folded bytes start to end, made readable: NFC,
// one line, nothing invisible.
func (t *text) written(start, end int) string {
	from, to := t.span(start, end)
	s := t.raw[from:to]
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	s = strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf, unicode.Cc) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFC.String(s))
	return strings.ToValidUTF8(strings.Join(strings.Fields(s), " "), "\uFFFD")
}

// loud reports whether s is written in capitals only, so that capitals tell
// nothing about a word in it.
func loud(s string) bool {
	upper, lower := 0, 0
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z':
			lower++
		case r < utf8.RuneSelf && (r < 'A' || 'Z' < r):
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
		if lower*8 >= len(s) { // what is left is too short to outdo it
			return false
		}
	}
	return upper >= 12 && lower*8 < upper
}
