package news

import (
	"testing"
	"time"
)

func TestCycleClosesByTheClocksOfItsPlace(t *testing.T) {
	berlin, _ := time.LoadLocation("Europe/Berlin")
	at := func(s string) time.Time {
		d, err := time.ParseInLocation("2006-01-02 15:04", s, berlin)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		monthly              bool
		cutoff               string
		now                  string
		before, after, named string
	}{
		{false, "Thu 16:00 Europe/Berlin", "2026-11-19 16:00", "2026-11-19 16:00", "2026-11-26 16:00", "2026-W47"},
		{false, "thursday 16:00 Europe/Berlin", "2026-11-19 15:59", "2026-11-12 16:00", "2026-11-19 16:00", "2026-W46"},
		{false, "Sun 09:00 Europe/Berlin", "2026-11-22 12:00", "2026-11-22 09:00", "2026-11-29 09:00", "2026-W47"},
		{false, "Mon 08:00 Europe/Berlin", "2026-10-25 12:00", "2026-10-19 08:00", "2026-10-26 08:00", "2026-W43"},
		{false, "Fri 08:00 Europe/Berlin", "2027-01-01 08:00", "2027-01-01 08:00", "2027-01-08 08:00", "2026-W53"},
		{true, "15 06:30 Europe/Berlin", "2026-11-14 00:00", "2026-10-15 06:30", "2026-11-15 06:30", "2026-10"},
		{true, "last 18:00 Europe/Berlin", "2026-03-01 00:00", "2026-02-28 18:00", "2026-03-31 18:00", "2026-02"},
		{true, "last 18:00 Europe/Berlin", "2026-12-31 18:00", "2026-12-31 18:00", "2027-01-31 18:00", "2026-12"},
	} {
		cycle, err := ParseCycle(c.monthly, c.cutoff)
		if err != nil {
			t.Fatal(err)
		}
		now := at(c.now)
		if got := cycle.Before(now); !got.Equal(at(c.before)) {
			t.Errorf("%s at %s: the last cut-off was %s, want %s", c.cutoff, c.now, got.In(berlin), c.before)
		}
		if got := cycle.After(now); !got.Equal(at(c.after)) {
			t.Errorf("%s at %s: the next cut-off is %s, want %s", c.cutoff, c.now, got.In(berlin), c.after)
		}
		if got := cycle.Name(cycle.Before(now)); got != c.named {
			t.Errorf("%s at %s: the issue is %s, want %s", c.cutoff, c.now, got, c.named)
		}
	}
}

// Clocks that are changed make an hour that is none, and one that is twice: there
// is one cut-off all the same, as far on as the clocks skip, or at the first of
// the two; every week has its own, one after the other.
func TestCycleWhereClocksChange(t *testing.T) {
	for cutoff, want := range map[string][]string{ // of three weeks, in UTC
		"Sun 02:30 Europe/Berlin":       {"2026-03-22T01:30Z", "2026-03-29T01:30Z", "2026-04-05T00:30Z"},
		"Sun 02:00 Europe/Berlin":       {"2026-03-22T01:00Z", "2026-03-29T01:00Z", "2026-04-05T00:00Z"},
		"Sun 03:00 Europe/Berlin":       {"2026-03-22T02:00Z", "2026-03-29T01:00Z", "2026-04-05T01:00Z"},
		"sun 02:30 Europe/Berlin":       {"2026-10-18T00:30Z", "2026-10-25T00:30Z", "2026-11-01T01:30Z"},
		"sun 02:00 Europe/Berlin":       {"2026-10-18T00:00Z", "2026-10-25T00:00Z", "2026-11-01T01:00Z"},
		"Sun 02:30 America/New_York":    {"2026-03-01T07:30Z", "2026-03-08T07:30Z", "2026-03-15T06:30Z"},
		"sun 01:30 America/New_York":    {"2026-10-25T05:30Z", "2026-11-01T05:30Z", "2026-11-08T06:30Z"},
		"Sun 02:15 Australia/Lord_Howe": {"2026-09-26T15:45Z", "2026-10-03T15:45Z", "2026-10-10T15:15Z"},
		"Thu 16:00 Asia/Seoul":          {"2026-03-26T07:00Z", "2026-04-02T07:00Z", "2026-04-09T07:00Z"},
	} {
		c, err := ParseCycle(false, cutoff)
		if err != nil {
			t.Fatal(err)
		}
		var last time.Time
		for n, instant := range want {
			at, err := time.Parse("2006-01-02T15:04Z07:00", instant)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.After(at.Add(-time.Minute)); !got.Equal(at) {
				t.Errorf("%s: cut-off %d is %s, want %s", cutoff, n, got, at)
			}
			if got := c.Before(at); !got.Equal(at) {
				t.Errorf("%s: at cut-off %d the last was %s", cutoff, n, got)
			}
			if got := c.After(last); n > 0 && !got.Equal(at) {
				t.Errorf("%s: after %s comes %s, want %s", cutoff, last, got, at)
			}
			if n > 0 && c.Name(at) == c.Name(last) {
				t.Errorf("%s: two issues are called %s", cutoff, c.Name(at))
			}
			last = at
		}
	}
}

func TestCycleRefusesWhatIsNoCutOff(t *testing.T) {
	for cutoff, monthly := range map[string]bool{
		"": false, "Thu": false, "16:00": false, "Thu 25:00": false, "Thu 16:00 Mars/Olympus": false, "Thu 16:00 Local": false,
		"Thu 16:00 Europe/Berlin please": false, "한 16:00": false, "\u212A 16:00": false, "31 16:00": true, "Thu 16:00": true, "0 16:00": true,
	} {
		if c, err := ParseCycle(monthly, cutoff); err == nil {
			t.Errorf("%q was taken as %s", cutoff, c)
		}
	}
}
