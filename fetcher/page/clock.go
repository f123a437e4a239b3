package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// clock is a time of day behind a date. Its groups: half of the day, hour,
// sign, minute, second, half of the day, zone.
var clock = regexp.MustCompile(`^(?:t|[일日.,;|·•–—-]|\s|\((?:\pL|\.){1,10}\)|um |at )*(오전|오후|am|pm)?\s*(\d{1,2})(?:(:|\.|시\s*)(\d{2})?(?::(\d{2}))?(?:[.,]\d{1,9})?분?)?\s*(uhr|h\b|a\.?m\.?|p\.?m\.?)?\s*\(?(z\b|utc|gmt|kst|mez|mesz|cet|cest|[+-]\d{2}:?\d{2})?`)

// withClock is the day with the time of day that rest begins with, or the
// start of that day in UTC.
func (d dateReader) withClock(year int, month time.Month, day int, rest string) time.Time {
	dayOnly := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if len(rest) > 80 {
		rest = rest[:80]
	}
	m := clock.FindStringSubmatch(rest)
	if m == nil {
		return dayOnly
	}
	half, hour, sign, minute, second, suffix, zone := m[1], m[2], m[3], m[4], m[5], m[6], m[7]
	switch {
	case sign == ":" && minute != "", strings.HasPrefix(sign, "시"), suffix != "", half != "":
	default:
		return dayOnly // "27.03.2015 - 29.03.2015", "27.03.2015 | 12 Bilder"
	}
	h, min, s := number(hour), number(minute), number(second)
	switch half + strings.ReplaceAll(suffix, ".", "") {
	case "오후", "pm":
		if h < 12 {
			h += 12
		}
	case "오전", "am":
		if h == 12 {
			h = 0
		}
	}
	if h > 24 || min > 59 || s > 60 {
		return dayOnly
	}
	return time.Date(year, month, day, h, min, s, 0, d.zoneNamed(zone)).UTC()
}

func (d dateReader) zoneNamed(zone string) *time.Location {
	switch zone {
	case "":
		return d.place()
	case "z", "utc", "gmt":
		return time.UTC
	case "kst":
		return time.FixedZone("", 9*3600)
	case "mez", "cet":
		return time.FixedZone("", 3600)
	case "mesz", "cest":
		return time.FixedZone("", 2*3600)
	}
	digits := strings.ReplaceAll(zone[1:], ":", "")
	seconds := number(digits[:2])*3600 + number(digits[2:])*60
	if zone[0] == '-' {
		seconds = -seconds
	}
	return time.FixedZone("", seconds)
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
