package desk

import (
	"strings"
	"testing"
	"time"

	"koreadesk/news"
)

// monday is a Monday; days are counted from it.
var monday = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)

// publishing are the days of a source that publishes on these days of the week
// until day 0, for weeks weeks, newest first.
func publishing(weeks int, on ...time.Weekday) []int {
	today := int(monday.Unix() / 86400)
	var all []int
	for day := today; day > today-7*weeks; day-- {
		for _, w := range on {
			if weekday(day) == w {
				all = append(all, day)
			}
		}
	}
	return all
}

var workdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}

func TestSilenceIsLearned(t *testing.T) {
	everyMonday := []time.Weekday{time.Monday}
	for _, c := range []struct {
		name   string
		days   []int
		after  int // days since day 0
		silent bool
	}{
		{"every workday, until Tuesday", publishing(12, workdays...), 2, false},
		{"every workday, a week", publishing(12, workdays...), 8, true},
		{"every Monday, a week and a half", publishing(12, everyMonday...), 10, false},
		{"every Monday, three weeks", publishing(12, everyMonday...), 22, true},
		{"every day, two days", publishing(12, append(workdays, time.Saturday, time.Sunday)...), 2, false},
		{"every day, five days", publishing(12, append(workdays, time.Saturday, time.Sunday)...), 6, true},
		{"three times ever, two months", publishing(3, everyMonday...), 60, false},
		{"three times ever, a year", publishing(3, everyMonday...), 365, true},
		{"never", nil, 400, false},
		{"the clock jumped back", publishing(12, workdays...), -3, false},
	} {
		st := news.State{Polled: monday, OK: monday, Days: c.days}
		if got, why := silence(st, monday.AddDate(0, 0, c.after)); got != c.silent {
			t.Errorf("%s: silent %t, want %t (%s)", c.name, got, c.silent, why)
		}
	}
}

// A pause as long as the source once made is no silence.
func TestALongPauseIsLearned(t *testing.T) {
	days := publishing(4, workdays...)
	newest := days[0]
	for _, day := range publishing(4, workdays...) {
		days = append(days, day-30-21) // three weeks of summer between the two
	}
	st := news.State{Days: days}
	for _, after := range []struct {
		days   int
		silent bool
	}{{20, false}, {30, false}, {45, true}} {
		now := time.Unix(int64(newest+after.days)*86400, 0)
		if got, why := silence(st, now); got != after.silent {
			t.Errorf("after %d days: silent %t, want %t (%s)", after.days, got, after.silent, why)
		}
	}
}

func TestWeekday(t *testing.T) {
	for n := range 8 {
		at := monday.AddDate(0, 0, n)
		if got := weekday(int(at.Unix() / 86400)); got != at.Weekday() {
			t.Errorf("%s is a %s, not a %s", at.Format(time.DateOnly), at.Weekday(), got)
		}
	}
}

func TestVerdicts(t *testing.T) {
	src := news.Source{ID: "a", URL: "https://a.example/feed"}
	trouble := func(kind string, status, failures int) news.State {
		return news.State{Polled: monday, Failures: failures, Trouble: news.Trouble{Kind: kind, Status: status, Reason: kind}}
	}
	html, empty := trouble("not a feed", 0, 1), trouble("not a feed", 0, 1)
	html.Trouble.Found, empty.Trouble.Found = "html", "empty"
	accident := trouble("timeout", 0, 1)
	accident.OK = monday.Add(-time.Hour)
	gone := trouble("http", 410, 1)
	gone.Stopped = true
	for _, c := range []struct {
		name string
		st   news.State
		want news.Health
	}{
		{"never asked", news.State{}, news.HealthNew},
		{"well", news.State{Polled: monday, OK: monday}, news.HealthOK},
		{"410", gone, news.HealthGone},
		{"404", trouble("http", 404, 1), news.HealthGone},
		{"403", trouble("http", 403, 1), news.HealthBlocked},
		{"a wall", trouble("challenge", 503, 1), news.HealthBlocked},
		{"robots.txt", trouble("robots", 0, 1), news.HealthBlocked},
		{"a page for people", html, news.HealthHTML},
		{"nothing at all", empty, news.HealthEmpty},
		{"a feed without entries", news.State{Polled: monday, OK: monday, Empty: true}, news.HealthEmpty},
		{"a rebuilt page", trouble("drift", 0, 1), news.HealthDrift},
		{"dates that went", news.State{Polled: monday, OK: monday, Drift: []string{"no date"}}, news.HealthDrift},
		{"one timeout", accident, news.HealthOK},
		{"one timeout of one that never answered", trouble("timeout", 0, 1), news.HealthNew},
		{"three timeouts", trouble("timeout", 0, 3), news.HealthFailing},
		{"an adopted move", news.State{Polled: monday, OK: monday, Moved: "https://b.example/feed"}, news.HealthMoved},
		{"a move feeds.yaml follows", news.State{Polled: monday, OK: monday, Moved: src.URL}, news.HealthOK},
	} {
		got, why, next := diagnose(src, c.st, monday)
		if got != c.want {
			t.Errorf("%s: %s (%s), want %s", c.name, got, why, c.want)
		}
		if got != news.HealthOK && got != news.HealthNew && (why == "" || next == "") {
			t.Errorf("%s: %s without a reason or a way out: %q, %q", c.name, got, why, next)
		}
	}
}

// A verdict is told when it changes, and an accident changes nothing.
func TestAlarmsAreTheChanges(t *testing.T) {
	src := news.Source{ID: "a", URL: "https://a.example/feed"}
	well := news.State{Polled: monday, OK: monday}
	refused := news.State{Polled: monday, Failures: 1, Trouble: news.Trouble{Kind: "http", Status: 403, Reason: "http 403"}}
	accident := news.State{Polled: monday, OK: monday, Failures: 1, Trouble: news.Trouble{Kind: "timeout", Reason: "timeout"}}
	var st news.State
	var told []string
	for n, next := range []news.State{well, accident, refused, refused, accident, refused, well, well} {
		var c *news.Change
		before := st
		st = next
		if c = examine(&src, &before, &st, monday.Add(time.Duration(n)*time.Hour)); c != nil {
			told = append(told, string(c.Was+">"+c.Now))
		}
	}
	if got := strings.Join(told, " "); got != "ok>blocked blocked>ok" {
		t.Errorf("told %s", got)
	}
	for n := range 3 * news.MostChanges {
		next := well
		if n%2 == 0 {
			next = refused
		}
		before := st
		st = next
		examine(&src, &before, &st, monday)
	}
	if len(st.Changes) != news.MostChanges {
		t.Errorf("%d changes are remembered", len(st.Changes))
	}
}

// TDM reservations are shown: with the licence that is on offer, and no more
// once the publisher agreed.
func TestAReservationIsShownWithItsPolicy(t *testing.T) {
	st := news.State{Polled: monday, OK: monday, Reserved: news.Reservation{Reserved: true, Policy: "https://a.example/policy.json"}}
	if notes := strings.Join(health(news.Source{}, st, monday).Notes, "\n"); !strings.Contains(notes, "titles alone") || !strings.Contains(notes, st.Reserved.Policy) {
		t.Errorf("notes are %q", notes)
	}
	if notes := health(news.Source{Agreed: true}, st, monday).Notes; len(notes) != 0 {
		t.Errorf("after an agreement, notes are %q", notes)
	}
}
