package document

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// readDate reads a date as feeds write them: RFC 822 and its relatives in ten
// languages, ISO 8601 with all its short forms, asctime, numeric dates with
// dots, slashes or Korean units, and seconds since 1970. What names no zone is
// taken in zone; a date without a time of day is the start of that day in UTC,
// which is the same day in Europe and in Korea. It says no to what is no date;
// one that cannot be meant is for sane.
func readDate(text string, zone *time.Location) (time.Time, bool) {
	if t, ok := exactDate(text); ok {
		return t, true
	}
	return anyDate(text, zone)
}

// anyDate reads a date piece by piece.
func anyDate(text string, zone *time.Location) (time.Time, bool) {
	if len(text) > 200 || strings.HasPrefix(text, "--") { // a day of no year
		return time.Time{}, false
	}
	s := strings.TrimSpace(norm.NFKC.String(text))
	if t, ok := countedDate(s); ok {
		return t, true
	}
	if t, ok := shortDate(s); ok {
		return t, true
	}
	s, zone = placed(spelled(s), zone)
	r := dateReader{zone: zone}
	if !r.read(dateTokens(s)) {
		return time.Time{}, false
	}
	return r.instant()
}

// sane reports whether an instant can be meant. There is no clock here: this
// keeps out what stands for "none" or "never" in some software.
func sane(t time.Time) bool {
	switch {
	case t.Unix() > -86400 && t.Unix() < 86400: // 1970-01-01, in any zone
		return false
	case t.Unix() == 1<<31-1:
		return false
	case t.Year() == 1899 && t.Month() == time.December, t.Year() == 1900 && t.YearDay() == 1:
		return false // the first days of spreadsheets
	}
	return t.Year() > 1 && t.Year() < 2090
}

// countedDate reads seconds or milliseconds since 1970, and dates written as
// one number.
func countedDate(s string) (time.Time, bool) {
	if inner, ok := strings.CutPrefix(s, "/Date("); ok { // of .NET, in JSON
		s = strings.TrimSuffix(inner, ")/")
		if i := strings.IndexAny(s, "+-"); i > 0 {
			s = s[:i] // the offset says where it was written, and not when
		}
	}
	s, parts, _ := strings.Cut(s, ".")
	if s == "" || strings.Trim(s+parts, "0123456789") != "" {
		return time.Time{}, false
	}
	if parts != "" && (len(s) < 9 || len(s) > 11) {
		return time.Time{}, false // only seconds are counted in parts
	}
	n := number(s)
	switch len(s) {
	case 9, 10, 11:
		return time.Unix(int64(n), int64(fraction(parts))).UTC(), true
	case 12:
		if y := n / 1e8; y < 1990 || y > 2089 {
			return time.UnixMilli(int64(n)).UTC(), true
		}
	case 13:
		return time.UnixMilli(int64(n)).UTC(), true
	}
	return time.Time{}, false
}

// dateToken is a number, a word, or a sign between them.
type dateToken struct {
	kind   byte // 'n', 'w' or the sign itself
	text   string
	value  int
	spaced bool // white space stands before it
}

// dateTokens cuts a date into pieces. Words are lower case without their dot.
func dateTokens(s string) []dateToken {
	var list []dateToken
	spaced := false
	runes := []rune(strings.ToLower(s))
	for i := 0; i < len(runes); {
		r := runes[i]
		switch {
		case r >= '0' && r <= '9':
			j := i
			for j < len(runes) && runes[j] >= '0' && runes[j] <= '9' {
				j++
			}
			text := string(runes[i:j])
			list = append(list, dateToken{'n', text, number(text), spaced})
			i, spaced = j, false
		case unicode.IsLetter(r) || unicode.IsMark(r):
			j := i
			for j < len(runes) && (unicode.IsLetter(runes[j]) || unicode.IsMark(runes[j])) && !unit(runes[i:j]) {
				j++
			}
			list = append(list, dateToken{'w', string(runes[i:j]), 0, spaced})
			i, spaced = j, false
		case unicode.IsSpace(r):
			i, spaced = i+1, true
		default:
			if r == '−' || r == '–' || r == '—' {
				r = '-'
			}
			kind := byte('?')
			if r < 0x80 {
				kind = byte(r)
			}
			list = append(list, dateToken{kind, string(r), 0, spaced})
			i, spaced = i+1, false
		}
	}
	return list
}

// unit reports whether a word read so far is one that the next may touch, as
// in "오후2시" or "10월12일".
func unit(word []rune) bool {
	switch string(word) {
	case "년", "월", "일", "시", "분", "초", "오전", "오후", "年", "月", "日", "時", "分", "秒", "午前", "午後", "上午", "下午":
		return true
	}
	return false
}

func number(s string) int {
	n := 0
	for _, c := range s {
		if n > 1<<50 {
			return n
		}
		n = n*10 + int(c-'0')
	}
	return n
}
