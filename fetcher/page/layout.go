package page

import (
	"fmt"
	"strings"
	"time"
)

// CheckLayout says what is wrong with a layout of dates, nil when it can be
// used. A layout is the date 2 January 2006, 15:04:05, as the page would write
// it: "02.01.2006", "2. January 2006", "06/01/02 15:04".
func CheckLayout(layout string) error {
	probe := time.Date(2031, time.December, 25, 17, 48, 0, 0, time.UTC)
	t, err := time.Parse(layout, probe.Format(layout))
	if err != nil || t.Month() != probe.Month() || t.Day() != probe.Day() {
		return fmt.Errorf("%q tells no day and month; write the date 2 January 2006 in the page's form, as in 02.01.2006", layout)
	}
	if t.Year() != probe.Year() && t.Year() != 0 {
		return fmt.Errorf("%q tells a wrong year; write the date 2 January 2006 in the page's form, as in 02.01.2006", layout)
	}
	return nil
}

// laidOut reads s by the layout. Names of months may be German.
func (d dateReader) laidOut(s string) (time.Time, bool) {
	t, err := time.ParseInLocation(d.layout, inEnglish(s), d.place())
	if err != nil {
		return time.Time{}, false
	}
	year := t.Year()
	if year == 0 {
		year = d.lately(int(t.Month()), t.Day())
	}
	if year < 1950 || year > 2089 {
		return time.Time{}, false
	}
	if dayOnly(d.layout) {
		return time.Date(year, t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), true
	}
	return time.Date(year, t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, t.Location()).UTC(), true
}

// dayOnly reports whether a layout tells no time of day.
func dayOnly(layout string) bool {
	at := time.Date(2031, time.December, 25, 17, 0, 0, 0, time.UTC)
	return at.Format(layout) == at.Add(-time.Hour).Format(layout)
}

// inEnglish puts the English names for German months and days. time.Parse
// knows no others.
func inEnglish(s string) string { return german.Replace(s) }

var german = strings.NewReplacer(
	"January", "January", "February", "February", // whose beginnings are German names
	"Januar", "January", "Jänner", "January", "Februar", "February", "Feber", "February", "März", "March",
	"Maerz", "March", "Mrz", "Mar", "Mär", "Mar", "Mai", "May", "Juni", "June", "Juli", "July",
	"Oktober", "October", "Okt", "Oct", "Dezember", "December", "Dez", "Dec",
	"Montag", "Monday", "Dienstag", "Tuesday", "Mittwoch", "Wednesday", "Donnerstag", "Thursday",
	"Freitag", "Friday", "Samstag", "Saturday", "Sonnabend", "Saturday", "Sonntag", "Sunday",
)
