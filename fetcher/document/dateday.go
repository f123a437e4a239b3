package document

import (
	"regexp"
	"strings"
	"time"
)

// instant puts together what was read.
func (r *dateReader) instant() (time.Time, bool) {
	if !r.settleDay() || !r.settleClock() {
		return time.Time{}, false
	}
	if r.day > daysIn(r.year, r.month) {
		return time.Time{}, false
	}
	zone := r.zone
	switch {
	case r.zoned:
		zone = time.FixedZone("", r.offset)
	case !r.timed || zone == nil:
		zone = time.UTC
	}
	t := time.Date(r.year, r.month, r.day, r.hour, r.minute, r.second, r.nano, zone)
	return t.UTC(), true
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (r *dateReader) settleClock() bool {
	if r.half == 2 && r.hour < 12 {
		r.hour += 12
	}
	if r.half == 1 && r.hour == 12 {
		r.hour = 0
	}
	return r.hour < 24 && r.minute < 60 && r.second <= 61 || r.hour == 24 && r.minute == 0 && r.second == 0
}

// settleDay finds out which number is which.
func (r *dateReader) settleDay() bool {
	v := make([]int, len(r.numbers))
	for i, n := range r.numbers {
		v[i] = n.value
	}
	switch {
	case r.year != 0 && r.month != 0: // by units, or compact
		if r.day == 0 && len(v) > 0 {
			r.day = v[0]
		}
	case r.month != 0 && r.day != 0 && len(v) == 1:
		r.year = fullYear(v[0], r.numbers[0])
	case r.month != 0:
		if !r.besideName(v) {
			return false
		}
	case !r.numeric(v):
		return false
	}
	if r.day == 0 && len(v) < 2 {
		r.day = 1
	}
	return r.year != 0 && r.month >= 1 && r.month <= 12 && r.day >= 1 && r.day <= 31
}

// besideName reads the numbers beside a month's name: day and year in either
// order, or the year alone.
func (r *dateReader) besideName(v []int) bool {
	isYear := func(i int) bool { return len(r.numbers[i].text) >= 3 || v[i] > 31 }
	switch {
	case len(v) == 1 && isYear(0):
		r.year = v[0]
	case len(v) >= 2 && isYear(0) && !isYear(1):
		r.year, r.day = v[0], v[1]
	case len(v) >= 2 && !isYear(0):
		r.day, r.year = v[0], fullYear(v[1], r.numbers[1])
	default:
		return false
	}
	return true
}

// numeric reads a date of numbers alone.
func (r *dateReader) numeric(v []int) bool {
	switch len(v) {
	case 2:
		if len(r.numbers[0].text) != 4 {
			return false
		}
		r.year, r.month, r.day = v[0], time.Month(v[1]), 1
		return true
	case 3:
	default:
		return false
	}
	a, b, c := v[0], v[1], v[2]
	sign := r.signs[2]
	switch {
	case r.in(seoul()) && len(r.numbers[0].text) <= 2 && len(r.numbers[2].text) <= 2 && b >= 1 && b <= 12 && c >= 1 && c <= 31:
		r.year, r.month, r.day = fullYear(a, r.numbers[0]), time.Month(b), c
	case len(r.numbers[0].text) >= 3 || a > 31:
		r.year, r.month, r.day = fullYear(a, r.numbers[0]), time.Month(b), c
		if b > 12 && c <= 12 {
			r.month, r.day = time.Month(c), b
		}
	case sign == '-' && len(r.numbers[2].text) < 3:
		r.year, r.month, r.day = fullYear(a, r.numbers[0]), time.Month(b), c
	case sign == '/' && a <= 12 && !r.dayFirst():
		r.month, r.day, r.year = time.Month(a), b, fullYear(c, r.numbers[2])
	default:
		r.day, r.month, r.year = a, time.Month(b), fullYear(c, r.numbers[2])
		if b > 12 && a <= 12 {
			r.day, r.month = b, time.Month(a)
		}
	}
	return true
}

// dayFirst reports whether dates with slashes begin with the day there.
func (r *dateReader) dayFirst() bool { return r.in(berlin()) }

// in reports whether dates are read as they are written in a zone.
func (r *dateReader) in(zone *time.Location) bool {
	return r.zone != nil && r.zone.String() == zone.String()
}

// fullYear is a year as meant: of two digits, 69 is 1969 and 68 is 2068.
func fullYear(v int, t dateToken) int {
	switch {
	case len(t.text) > 2:
		return v
	case v < 69:
		return 2000 + v
	default:
		return 1900 + v
	}
}

var shortForms = []struct {
	form *regexp.Regexp
	read func(m []string) (int, time.Month, int)
}{
	{regexp.MustCompile(`^(\d{4})$`), func(m []string) (int, time.Month, int) { return number(m[1]), 1, 1 }},
	{regexp.MustCompile(`^(\d{4})-?(\d{3})$`), func(m []string) (int, time.Month, int) { return dayOfYear(number(m[1]), number(m[2])) }},
	{regexp.MustCompile(`^(\d{2})-?(\d{3})$`), func(m []string) (int, time.Month, int) { return dayOfYear(2000+number(m[1]), number(m[2])) }},
	{regexp.MustCompile(`^(\d{2})(\d{2})(\d{2})$`), func(m []string) (int, time.Month, int) {
		return 2000 + number(m[1]), time.Month(number(m[2])), number(m[3])
	}},
	{regexp.MustCompile(`^-(\d{2})-?(\d{2})$`), func(m []string) (int, time.Month, int) {
		return 2000 + number(m[1]), time.Month(number(m[2])), 1
	}},
	{regexp.MustCompile(`^(\d{4})-?w(\d{2})(?:-?([1-7]))?$`), weekDate},
}

// dayOfYear is a day by its number in the year, zeros where the year has none.
func dayOfYear(year, n int) (int, time.Month, int) {
	t := time.Date(year, 1, n, 0, 0, 0, 0, time.UTC)
	if t.Year() != year {
		return 0, 0, 0
	}
	return t.Date()
}

// weekDate is a day by its week (ISO 8601), zeros where the year has none: a week
// is of the year its Thursday is in.
func weekDate(m []string) (int, time.Month, int) {
	year, week := number(m[1]), number(m[2])
	fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // is in the first week
	monday := fourth.AddDate(0, 0, 7*(week-1)-(int(fourth.Weekday())+6)%7)
	if monday.AddDate(0, 0, 3).Year() != year {
		return 0, 0, 0
	}
	return monday.AddDate(0, 0, max(number(m[3]), 1)-1).Date()
}

// shortDate reads the forms of ISO 8601 that leave something out.
func shortDate(s string) (time.Time, bool) {
	if len(s) > 10 {
		return time.Time{}, false
	}
	s = strings.ToLower(s)
	for _, f := range shortForms {
		if m := f.form.FindStringSubmatch(s); m != nil {
			y, mo, d := f.read(m)
			if mo < 1 || mo > 12 || d < 1 || d > daysIn(y, mo) {
				return time.Time{}, false
			}
			return time.Date(y, mo, d, 0, 0, 0, 0, time.UTC), true
		}
	}
	return time.Time{}, false
}

var shortTimed = regexp.MustCompile(`^([-0-9wW]{4,10})(?:[tT](\d\d.*)| (\d\d?:\d\d.*))$`)

// spelled writes a date of those forms that has a time behind it in full.
func spelled(s string) string {
	m := shortTimed.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	day := m[1]
	if len(day) == len("2026-11") && day[4] == '-' {
		day += "-01"
	} else if t, ok := shortDate(day); ok {
		day = t.Format(time.DateOnly)
	}
	return day + "T" + m[2] + m[3]
}
