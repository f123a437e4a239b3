package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Runes that have a name of their own here.
const (
	zwnj       = '\u200C' // zero width non-joiner
	zwj        = '\u200D' // zero width joiner
	textStyle  = '\uFE0E' // the emoji before it, drawn as text
	emojiStyle = '\uFE0F' // the character before it, drawn as emoji
	keycap     = '\u20E3' // drawn around the character before it
	blackFlag  = '\U0001F3F4'
	cancelTag  = '\U000E007F'
)

// easy reports whether r is one of the characters that most news is written
// in: visible, not white space, no mark, and the same in every normal form as
// long as nothing but its like stands beside it.
func easy(r rune) bool {
	switch {
	case r < 0x7F:
		return r > ' '
	case r < 0x100:
		return r >= 0xC0 || strings.ContainsRune("¡¢£¤¥¦§©«¬®°±¶·»¿", r)
	case r < 0x3000:
		return 0x2018 <= r && r <= 0x2022 || 0x2013 <= r && r <= 0x2015 || r == '€'
	}
	return 0xAC00 <= r && r <= 0xD7A3 || 0x4E00 <= r && r <= 0x9FFF || 0x3008 <= r && r <= 0x3011 ||
		r == '、' || r == '。'
}

// blank reports whether r is white space of any kind, whatever its width:
// the fillers of Hangul and the empty pattern of Braille are used as blanks.
func blank(r rune) bool {
	switch r {
	case '\u3164', '\uFFA0', '\u2800':
		return true
	}
	return unicode.IsSpace(r) || unicode.Is(unicode.Zs, r) || r == '\u2028' || r == '\u2029'
}

// invisible reports whether r shows nothing by itself: controls, format
// characters, variation selectors, fillers, noncharacters and the stand-in for
// an embedded object. White space is not among them, nor are the few format
// characters that are drawn, the Arabic number signs.
func invisible(r rune) bool {
	switch {
	case r < 0x20, 0x7F <= r && r < 0xA0:
		return !blank(r)
	case r < 0xAD:
		return false
	case r == '\u034F', r == '\u115F', r == '\u1160', r == '\uFFFC', r == '\u17B4', r == '\u17B5':
		return true
	case selector(r), r&0xFFFE == 0xFFFE, 0xFDD0 <= r && r <= 0xFDEF:
		return true
	case 0x0600 <= r && r <= 0x0605, r == 0x06DD, r == 0x070F, r == 0x0890, r == 0x0891, r == 0x08E2,
		r == 0x110BD, r == 0x110CD:
		return false
	case 0xE0000 <= r && r <= 0xE0FFF:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

// selector reports whether r is a variation selector.
func selector(r rune) bool {
	return 0xFE00 <= r && r <= 0xFE0F || 0xE0100 <= r && r <= 0xE01EF || 0x180B <= r && r <= 0x180F && r != 0x180E
}

// needed reports whether the invisible rune r changes what is read, standing
// between prev, the rune kept last, and the text after it.
func needed(prev, r rune, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	switch {
	case r == zwj:
		return emojiPart(prev) && emoji(next) || joining(prev) && joining(next)
	case r == zwnj:
		return joining(prev) && joining(next)
	case r == emojiStyle || r == textStyle:
		return emoji(prev) || prev == '#' || prev == '*' || '0' <= prev && prev <= '9'
	case 0xE0100 <= r && r <= 0xE01EF:
		return unicode.Is(unicode.Han, prev)
	case 0xE0020 <= r && r <= cancelTag:
		return prev == blackFlag || 0xE0020 <= prev && prev < cancelTag
	}
	return false
}

// emoji reports whether r may be drawn as a picture. It is generous: the
// answer only decides whether an invisible neighbour may stay.
func emoji(r rune) bool {
	return 0x1F000 <= r && r <= 0x1FAFF || 0x2190 <= r && r <= 0x2BFF || 0x2600 <= r && r <= 0x27BF ||
		r == '©' || r == '®' || r == '\u203C' || r == '\u2049' || r == '\u2122' || r == '\u2139' ||
		r == '\u3030' || r == '\u303D' || r == '\u3297' || r == '\u3299'
}

// emojiPart reports whether r may stand before the joiner of an emoji sequence.
func emojiPart(r rune) bool { return emoji(r) || r == emojiStyle || r == keycap }

// joining reports whether r is a letter or mark of a script in which joiners
// are spelling: Arabic and its neighbours, Mongolian, the scripts of India and
// of South-East Asia.
func joining(r rune) bool {
	if r < 0x0600 {
		return false
	}
	return (0x0600 <= r && r <= 0x0DFF || 0x1000 <= r && r <= 0x109F || 0x1780 <= r && r <= 0x18AF ||
		0xFB50 <= r && r <= 0xFDCF || 0xFE70 <= r && r <= 0xFEFE) && (unicode.IsLetter(r) || unicode.IsMark(r))
}

// marks is how many marks one letter may carry. No writing needs more, and the
// normal forms of Unicode put an invisible character between too many.
const marks = 12

// visible returns s without its invisible characters, as valid UTF-8, but for
// those that keep says are needed. Every rune of white space is given to space,
// which returns what stands for it.
func visible(s string, space func(rune) rune, keep func(prev, r rune, after string) bool) string {
	var out strings.Builder
	out.Grow(len(s))
	prev, marked := rune(-1), 0
	for i, r := range s {
		switch {
		case easy(r):
			marked = 0
		case blank(r):
			r, marked = space(r), 0
		case invisible(r) && !keep(prev, r, s[i+utf8.RuneLen(r):]):
			continue
		case !unicode.Is(unicode.M, r):
			marked = 0
		default:
			if marked++; marked > marks {
				continue
			}
		}
		out.WriteRune(r)
		prev = r
	}
	return out.String()
}
