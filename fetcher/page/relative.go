package page

import (
	"regexp"
	"strings"
	"time"
)

// ago are dates as a distance from now: a group for the number and one for the
// unit.
var ago = []*regexp.Regexp{
	regexp.MustCompile(`\b(?:vor|seit)\s+(?:etwa |ca\. )?(\d{1,4}|einer|einem|einigen)\s+(sekunde|sek|minute|min|stunde|std|tag|woche|monat|jahr)`),
	regexp.MustCompile(`\b(\d{1,4}|an?|one)\s*(sec|min|hour|hr|h|day|d|week|w|month|year)\pL*\.?\s+ago\b`),
	regexp.MustCompile(`(\d{1,4})\s*(초|분|시간|일|주|개월|달|년)(?:일|간)?\s*전`),
}

// relative reads dates that only mean something now.
func (d dateReader) relative(s string) (time.Time, bool) {
	if d.now.IsZero() {
		return time.Time{}, false
	}
	now := d.now.In(d.place())
	for _, form := range ago {
		if m := form.FindStringSubmatch(s); m != nil {
			return before(now, max(number(m[1]), 1), m[2])
		}
	}
	for word, days := range map[string]int{"heute": 0, "today": 0, "오늘": 0, "gestern": -1, "yesterday": -1, "어제": -1, "vorgestern": -2, "그저께": -2, "그제": -2} {
		rest, ok := strings.CutPrefix(s, word)
		if ok && (rest == "" || strings.ContainsAny(rest[:1], " ,|-")) {
			day := now.AddDate(0, 0, days)
			return d.withClock(day.Year(), day.Month(), day.Day(), rest), true
		}
	}
	for _, word := range []string{"gerade eben", "soeben", "just now", "방금"} {
		if strings.HasPrefix(s, word) {
			return now.UTC().Truncate(time.Minute), true
		}
	}
	if d.korean() && onlyClock.MatchString(s) {
		return d.withClock(now.Year(), now.Month(), now.Day(), " "+s), true
	}
	return time.Time{}, false
}

// onlyClock is how Korean boards date what is of today.
var onlyClock = regexp.MustCompile(`^\d{1,2}:\d{2}(?::\d{2})?(?: uhr)?$`)

// before is the moment so many units before now, as exact as the unit.
func before(now time.Time, count int, unit string) (time.Time, bool) {
	day := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	}
	switch unit {
	case "sekunde", "sek", "sec", "초":
		return now.Add(-time.Duration(count) * time.Second).UTC().Truncate(time.Minute), true
	case "minute", "min", "분":
		return now.Add(-time.Duration(count) * time.Minute).UTC().Truncate(time.Minute), true
	case "stunde", "std", "hour", "hr", "h", "시간":
		return now.Add(-time.Duration(count) * time.Hour).UTC().Truncate(time.Hour), true
	case "tag", "day", "d", "일":
		return day(now.AddDate(0, 0, -count)), true
	case "woche", "week", "w", "주":
		return day(now.AddDate(0, 0, -7*count)), true
	case "monat", "month", "개월", "달":
		return day(now.AddDate(0, -count, 0)), true
	case "jahr", "year", "년":
		return day(now.AddDate(-count, 0, 0)), true
	}
	return time.Time{}, false
}

// hasRelativeWord reports whether s has one of the words that date without a
// number.
func hasRelativeWord(s string) bool {
	for _, word := range []string{"heute", "gestern", "today", "yesterday", "오늘", "어제", "그저께", "그제", "vor ein", "ago", "gerade eben", "soeben", "just now", "방금"} {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}
