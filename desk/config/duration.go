package config

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Duration is a length of time as feeds.yaml writes it: a number and a unit,
// as often as wanted. Units are d (a day is 24 hours), h, m and s: 400d,
// 1h30m, 48h, 0s. It is never negative.
type Duration time.Duration

const (
	second = Duration(time.Second)
	minute = Duration(time.Minute)
	hour   = Duration(time.Hour)
	day    = 24 * hour
)

// Std is the duration as the standard library has it.
func (d Duration) Std() time.Duration { return time.Duration(d) }

// String is the shortest form that UnmarshalText reads: 400d, 1d12h, 48h, 0s.
func (d Duration) String() string {
	if d == 0 {
		return "0s"
	}
	days := d / day
	if days < 3 { // 48h says the same as 2d in the words most people use
		days = 0
	}
	rest := time.Duration(d - days*day)
	var s strings.Builder
	if days > 0 {
		s.WriteString(strconv.FormatInt(int64(days), 10) + "d")
	}
	if rest > 0 {
		text := rest.String()
		if strings.HasSuffix(text, "m0s") {
			text = strings.TrimSuffix(text, "0s")
		}
		if strings.HasSuffix(text, "h0m") {
			text = strings.TrimSuffix(text, "0m")
		}
		s.WriteString(text)
	}
	return s.String()
}

// MarshalText is String.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a duration.
func (d *Duration) UnmarshalText(b []byte) error {
	text := string(b)
	if strings.HasPrefix(text, "-") {
		return trouble{quoted(text) + " is negative", "write a time such as 30m, 48h or 400d"}
	}
	var days Duration
	rest := text
	if head, tail, ok := strings.Cut(text, "d"); ok {
		n, err := strconv.ParseUint(head, 10, 32)
		if err != nil {
			return badDuration(text)
		}
		if n > uint64(math.MaxInt64/int64(day))-1 {
			return trouble{quoted(text) + " is too long a time", "write at most 100000d"}
		}
		days, rest = Duration(n)*day, tail
		if rest == "" {
			rest = "0s"
		}
	}
	std, err := time.ParseDuration(rest)
	if err != nil || strings.ContainsAny(rest, "+-") || Duration(std) > math.MaxInt64-days {
		return badDuration(text)
	}
	*d = days + Duration(std)
	return nil
}

func badDuration(text string) error {
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return trouble{quoted(text) + " is not a length of time: it has no unit", "write " + text + "m, " + text + "h or " + text + "d"}
	}
	return trouble{quoted(text) + " is not a length of time", "write a number and a unit, such as 30m, 1h30m, 48h or 400d"}
}
