package news

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Cycle says when the issues of a theme's newsletter are closed: at one hour of
// one day of every week or month, by the clocks of one place. The zero Cycle is
// no newsletter.
type Cycle struct {
	Monthly bool
	Weekday time.Weekday
	Day     int // of the month, 1 to 28; 0 is its last day
	Hour    int
	Minute  int
	Place   *time.Location // nil: no newsletter
}

// IsZero reports that there is no newsletter.
func (c Cycle) IsZero() bool { return c.Place == nil }

var weekdays = map[string]time.Weekday{
	"sun": time.Sunday, "mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday,
	"thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday,
}

// ParseCycle reads a cut-off: "Thu 16:00 Europe/Berlin" of a week, "15 16:00
// Europe/Berlin" or "last 16:00 Europe/Berlin" of a month. Without a place it
// is UTC. The error says what is wrong in a few words.
func ParseCycle(monthly bool, cutoff string) (Cycle, error) {
	c := Cycle{Monthly: monthly, Place: time.UTC}
	parts := strings.Fields(cutoff)
	if len(parts) < 2 || len(parts) > 3 {
		return Cycle{}, errors.New("is not a day, an hour and a place")
	}
	if err := c.on(parts[0]); err != nil {
		return Cycle{}, err
	}
	at, err := time.Parse("15:04", parts[1])
	if err != nil {
		return Cycle{}, fmt.Errorf("%s is no hour between 00:00 and 23:59", parts[1])
	}
	c.Hour, c.Minute = at.Hour(), at.Minute()
	if len(parts) == 3 {
		if c.Place, err = time.LoadLocation(parts[2]); err != nil || parts[2] == "Local" {
			return Cycle{}, fmt.Errorf("%s is no place with a time zone", parts[2])
		}
	}
	return c, nil
}

// on reads the day of a cut-off.
func (c *Cycle) on(day string) error {
	if !c.Monthly {
		day = strings.ToLower(day)
		weekday, known := weekdays[day[:min(3, len(day))]]
		if !known {
			return errors.New("does not begin with a day of the week")
		}
		c.Weekday = weekday
		return nil
	}
	if strings.EqualFold(day, "last") {
		return nil
	}
	n, err := strconv.Atoi(strings.TrimSuffix(day, "."))
	if err != nil || n < 1 || n > 28 {
		return errors.New("does not begin with a day of the month from 1 to 28, or last")
	}
	c.Day = n
	return nil
}

// Before is the last cut-off at or before an instant.
func (c Cycle) Before(t time.Time) time.Time {
	at := c.near(t, 1)
	for n := 0; at.After(t); n-- {
		at = c.near(t, n)
	}
	return at
}

// After is the first cut-off after an instant.
func (c Cycle) After(t time.Time) time.Time {
	at := c.near(t, -1)
	for n := 0; !at.After(t); n++ {
		at = c.near(t, n)
	}
	return at
}

// near is the cut-off of the week or month that is n after that of an instant.
func (c Cycle) near(t time.Time, n int) time.Time {
	t = t.In(c.Place)
	year, month, day := t.Year(), t.Month(), 0
	switch {
	case c.Monthly && c.Day == 0:
		month += time.Month(n + 1)
	case c.Monthly:
		month, day = month+time.Month(n), c.Day
	default:
		day = t.Day() + int(c.Weekday-t.Weekday()) + 7*n
	}
	return onClocks(time.Date(year, month, day, c.Hour, c.Minute, 0, 0, time.UTC), c.Place)
}

// onClocks is when the clocks of a place show what t says: where they show it
// twice the first time, and where they skip it as much later as they skip.
func onClocks(t time.Time, place *time.Location) time.Time {
	const around = 24 * time.Hour // no place changes its clocks twice in it
	_, was := t.Add(-around).In(place).Zone()
	at := t.Add(-time.Duration(was) * time.Second)
	_, is := t.Add(around).In(place).Zone()
	changed := t.Add(-time.Duration(is) * time.Second)
	if _, then := at.In(place).Zone(); then == was {
		return at
	}
	if _, then := changed.In(place).Zone(); then == is {
		return changed
	}
	return at
}

// Name is what the issue of a cut-off is called: 2026-W47 by ISO week, or
// 2026-11 by month, at the place of the newsletter.
func (c Cycle) Name(cutoff time.Time) string {
	cutoff = cutoff.In(c.Place)
	if c.Monthly {
		return cutoff.Format("2006-01")
	}
	year, week := cutoff.ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, week)
}

// String is the cycle as feeds.yaml gives it.
func (c Cycle) String() string {
	day := c.Weekday.String()[:3]
	if c.Monthly {
		if day = strconv.Itoa(c.Day); c.Day == 0 {
			day = "last"
		}
	}
	return fmt.Sprintf("%s %02d:%02d %s", day, c.Hour, c.Minute, c.Place)
}
