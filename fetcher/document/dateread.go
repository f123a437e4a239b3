package document

import "time"

// dateReader collects what the pieces of a date say.
type dateReader struct {
	zone *time.Location

	numbers []dateToken // of the day: year, month and day in some order
	signs   []byte      // the sign before each of them, 0 for a blank
	year    int         // said by a unit
	month   time.Month
	day     int
	named   int // how many numbers stood before the month's name

	timed                bool
	hour, minute, second int
	nano                 int
	half                 int // 1 forenoon, 2 afternoon

	zoned  bool
	offset int // seconds east of UTC
}

// read takes the pieces in order. It says no when something is no part of a
// date.
func (r *dateReader) read(t []dateToken) bool {
	if len(t) == 0 {
		return false
	}
	for i := 0; i < len(t); {
		n := 0
		switch t[i].kind {
		case 'n':
			n = r.number(t, i)
		case 'w':
			n = r.word(t, i)
		case '+', '-':
			n = r.sign(t, i)
		case '(', ')', ',', '.', '/', ':', '\'', '[', ']', '|', ';', '"', '_', '?', '~', '&', '*', '!':
			n = 1
		}
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// at is the kind of the i-th token, 0 beyond the end.
func at(t []dateToken, i int) byte {
	if i < 0 || i >= len(t) {
		return 0
	}
	return t[i].kind
}

// number reads what begins with a number: a time, a compact date, a number with
// a unit, or a part of the date. It returns how many tokens that took.
func (r *dateReader) number(t []dateToken, i int) int {
	if !r.timed && at(t, i+1) == ':' && at(t, i+2) == 'n' && len(t[i].text) <= 2 {
		return r.clock(t, i)
	}
	if n := r.german(t, i); n > 0 {
		return n
	}
	if n := r.united(t, i); n > 0 {
		return n
	}
	if n := r.compact(t, i); n > 0 {
		return n
	}
	if r.zoned && len(r.numbers) >= 3 || len(r.numbers) >= 4 {
		return 0
	}
	if len(r.numbers) == 3 && !r.timed && len(t[i].text) == 4 && r.month == 0 {
		return 0
	}
	before := byte(0)
	if k := at(t, i-1); k == '.' || k == '/' || k == '-' {
		before = k
	}
	r.numbers, r.signs = append(r.numbers, t[i]), append(r.signs, before)
	return 1
}

// clock reads hours, minutes, seconds and their fraction.
func (r *dateReader) clock(t []dateToken, i int) int {
	r.timed = true
	r.hour, r.minute = t[i].value, t[i+2].value
	n := 3
	if at(t, i+3) == ':' && at(t, i+4) == 'n' {
		r.second, n = t[i+4].value, 5
		if k := at(t, i+5); (k == '.' || k == ',' || k == ':') && at(t, i+6) == 'n' && !t[i+6].spaced {
			r.nano, n = fraction(t[i+6].text), 7
		}
	}
	return n
}

// fraction is the nanoseconds of the digits behind the point.
func fraction(digits string) int {
	digits = (digits + "000000000")[:9]
	return number(digits)
}

// german reads "14.05 Uhr" and "14 Uhr".
func (r *dateReader) german(t []dateToken, i int) int {
	isUhr := func(i int) bool { return at(t, i) == 'w' && (t[i].text == "uhr" || t[i].text == "h") }
	switch {
	case r.timed:
		return 0
	case at(t, i+1) == 'w' && t[i+1].text == "h" && len(t[i].text) <= 2:
		return r.french(t, i)
	case at(t, i+1) == '.' && at(t, i+2) == 'n' && isUhr(i+3):
		r.timed, r.hour, r.minute = true, t[i].value, t[i+2].value
		r.seen(berlin())
		return 4
	case isUhr(i+1) && t[i+1].text == "uhr":
		r.timed, r.hour = true, t[i].value
		r.seen(berlin())
		return 2
	}
	return 0
}

// french reads "14h05", "14 h 05" and "14h".
func (r *dateReader) french(t []dateToken, i int) int {
	r.timed, r.hour = true, t[i].value
	if at(t, i+2) == 'n' && len(t[i+2].text) == 2 {
		r.minute = t[i+2].value
		return 3
	}
	return 2
}

// seen notes where such dates are written, for want of anything better.
func (r *dateReader) seen(where *time.Location) {
	if r.zone == nil {
		r.zone = where
	}
}

// united reads a number with its Korean, Japanese or Chinese unit.
func (r *dateReader) united(t []dateToken, i int) int {
	if at(t, i+1) != 'w' {
		return 0
	}
	v := t[i].value
	switch t[i+1].text {
	case "년":
		r.year = v
		r.seen(seoul())
	case "年":
		r.year = v
	case "월", "月":
		r.month = time.Month(v)
		if v == 0 {
			return 0
		}
	case "일", "日":
		r.day = v
	case "시", "時":
		r.hour, r.timed = v, true
	case "분", "分":
		r.minute = v
	case "초", "秒":
		r.second = v
	default:
		return 0
	}
	return 2
}

// compact reads 20260921 and 20260921013544, with or without a T between.
func (r *dateReader) compact(t []dateToken, i int) int {
	s := t[i].text
	if len(r.numbers) > 0 && !(len(s) == 6 || len(s) == 4 || len(s) == 2) || r.month != 0 && len(s) > 6 {
		return 0
	}
	clock := ""
	switch len(s) {
	case 14, 12, 8:
		if r.year != 0 || i > 0 && at(t, i-1) != 'w' && at(t, i-1) != ',' {
			return 0
		}
		r.year, r.month, r.day = number(s[:4]), time.Month(number(s[4:6])), number(s[6:8])
		if clock = s[8:]; clock == "" {
			return 1
		}
	case 2:
		if i == 0 || r.timed || t[i-1].text != "t" || r.year == 0 && len(r.numbers) < 3 {
			return 0
		}
		r.timed, r.hour = true, t[i].value
		return 1
	case 6, 4:
		if i == 0 || r.timed || t[i-1].text != "t" && !(len(s) == 4 && r.month != 0 && len(r.numbers) == 2) {
			return 0
		}
		clock = s
	default:
		return 0
	}
	r.timed, r.hour, r.minute = true, number(clock[:2]), number(clock[2:4])
	if len(clock) == 6 {
		r.second = number(clock[4:])
	}
	if (at(t, i+1) == '.' || at(t, i+1) == ',') && at(t, i+2) == 'n' {
		r.nano = fraction(t[i+2].text)
		return 3
	}
	return 1
}

// sign reads an offset from UTC behind a time or a zone's name; elsewhere the
// sign is a mere hyphen.
func (r *dateReader) sign(t []dateToken, i int) int {
	if !r.timed || at(t, i+1) != 'n' || t[i+1].spaced && r.zoned {
		return 1
	}
	if r.year == 0 && r.month == 0 && len(r.numbers) < 3 {
		return 1 // the date is still to come
	}
	digits, n := t[i+1].text, 2
	var hours, minutes int
	switch {
	case len(digits) <= 2:
		hours = t[i+1].value
		if at(t, i+2) == ':' && at(t, i+3) == 'n' {
			minutes, n = t[i+3].value, 4
			if at(t, i+4) == ':' && at(t, i+5) == 'n' {
				n = 6
			}
		}
	case len(digits) == 3:
		hours, minutes = number(digits[:1]), number(digits[1:])
	case len(digits) == 4 || len(digits) == 6:
		hours, minutes = number(digits[:2]), number(digits[2:4])
	default:
		return 0
	}
	if hours > 15 || minutes > 59 {
		return n // no such offset: as if there were none
	}
	r.zoned, r.offset = true, hours*3600+minutes*60
	if t[i].kind == '-' {
		r.offset = -r.offset
	}
	return n
}

// word reads a month, the half of a day, a zone; weekdays and small words mean
// nothing here.
func (r *dateReader) word(t []dateToken, i int) int {
	w := t[i].text
	if m := monthNamed(w); m != 0 && (r.month == 0 || r.named == 0 && len(r.numbers) == 1) {
		r.month, r.named = m, len(r.numbers) // "mar., 10 févr.": the first was a weekday
		return 1
	}
	if half := halfNamed(w); half != 0 {
		r.half = half
		if half > 2 {
			r.half = half - 2
			r.seen(seoul())
		}
		return 1
	}
	if (w == "a" || w == "p") && at(t, i+1) == '.' && at(t, i+2) == 'w' && t[i+2].text == "m" {
		r.half = 1
		if w == "p" {
			r.half = 2
		}
		return 3
	}
	if w == "at" && r.timed && !r.zoned && i == len(t)-1 {
		r.zoned, r.offset = true, -4*3600 // Atlantic time; elsewhere a mere word
		return 1
	}
	if offset, ok := zoneNamed(w); ok && (r.timed || len(w) > 1) {
		if !r.zoned {
			r.zoned, r.offset = true, offset
		}
		return 1 // of "GMT+9" the sign is read next
	}
	if w == "uhr" {
		r.seen(berlin())
	}
	return 1
}
