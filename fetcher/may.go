package fetcher

import (
	"net/http"
	"time"

	"koreadesk/news"
)

// Haste is how much a poll insists.
type Haste int

// The degrees of haste.
const (
	Due   Haste = iota // at its time
	All                // whatever our own interval says; the server's word holds
	Force              // whatever anybody says, but for Retry-After
)

// May says whether a source may be polled now and, when not, when and why not.
// A source never polled, or with a new address, may be at once.
func May(src news.Source, st news.State, h Haste, now time.Time) (ok bool, when time.Time, because string) {
	if st = carry(src, st); st.Asked == "" {
		return true, now, "never asked at this address"
	}
	if st.Held.After(now) {
		return false, st.Held, "the server asks to wait so long (Retry-After)"
	}
	if h == Force {
		return true, now, "forced"
	}
	if st.Stopped {
		return false, time.Time{}, "the server says it is gone (410); source resume asks again"
	}
	if st.NotUntil.After(now) {
		return false, st.NotUntil, "the server's word (max-age, Retry-After)"
	}
	if unwanted(st) && st.Next.After(now) {
		return false, st.Next, st.Because
	}
	if open := awake(st.Rhythm, now); open.After(now) {
		return false, open, "its skipHours or skipDays"
	}
	if h == Due && st.Next.After(now) {
		return false, st.Next, st.Because
	}
	return true, now, "due"
}

// unwanted reports whether the server refused the desk at the last poll without
// saying for how long (403, 429): the wait is then its word as well.
func unwanted(st news.State) bool {
	return st.Trouble.Status == http.StatusTooManyRequests || st.Trouble.Status == http.StatusForbidden ||
		st.Trouble.Kind == Challenge.String()
}

// Spread says when a source is to be polled that fell due while the desk was
// away or asleep: within ten minutes, or a quarter of its interval when that is
// less, so that not all are polled in one moment. One never polled goes at once.
func Spread(src news.Source, st news.State, now time.Time) time.Time {
	if st = carry(src, st); st.Asked == "" {
		return now
	}
	if st.Next.After(now) {
		return st.Next
	}
	every, _ := bounds(src)
	window := min(every/4, 10*time.Minute)
	return later(st.NotUntil, now.Add(time.Duration(chance(src.ID, now)*float64(window))))
}

// clockSlack is how far a clock is corrected without a word.
const clockSlack = time.Minute

// Rewound is the state of a source whose last poll lies ahead of now, because
// the clock was wrong then and has been set back: its waits go on from now,
// none is longer than it was. Where the clock was not set back, ok is false.
func Rewound(st news.State, now time.Time) (rewound news.State, ok bool) {
	ahead := st.Polled.Sub(now)
	if ahead <= clockSlack {
		return st, false
	}
	back := func(t *time.Time) {
		if !t.IsZero() {
			*t = t.Add(-ahead)
		}
	}
	for _, t := range []*time.Time{&st.Polled, &st.Next, &st.NotUntil, &st.Held} {
		back(t)
	}
	for _, t := range []*time.Time{&st.OK, &st.New, &st.Trouble.Since, &st.Moving.Since} {
		if t.After(now) {
			back(t)
		}
	}
	return st, true
}

// Resume lets a source that was stopped be polled again, at once.
func Resume(st news.State, now time.Time) news.State {
	st.Stopped, st.Next, st.Because = false, now, "resumed"
	if st.Choice != (news.Choice{}) { // what was found on the page is looked for anew
		st.Choice, st.ETag, st.LastModified, st.BodyHash = news.Choice{}, "", "", [32]byte{}
	}
	return st
}

// carry is what remains true of a state when the source is asked now. When
// feeds.yaml names another address since, everything that belonged to the old
// one goes: validators, moves, waits, trouble. What identity needs stays.
func carry(src news.Source, st news.State) news.State {
	st.Source = src.ID
	if st.Reader != readerOf(src) { // understood otherwise until now
		st.URL, st.ETag, st.LastModified, st.BodyHash = "", "", "", [32]byte{}
		st.Choice, st.Listed, st.Drift = news.Choice{}, nil, nil
		st.Reader = readerOf(src)
	}
	switch {
	case st.Asked == "" || st.Asked == src.URL:
		if closed(src) { // since a move was adopted
			st.Moved, st.Moving = "", news.Move{}
		}
		return st
	case st.Moved == src.URL: // feeds.yaml follows the move
		st.Asked, st.Moved, st.Moving = src.URL, "", news.Move{}
		return st
	}
	return news.State{
		Source: st.Source, Feed: st.Feed, History: st.History,
		Days: st.Days, Dated: st.Dated, Changes: st.Changes,
		OK: st.OK, New: st.New, Fetched: st.Fetched, Founder: st.Founder, Notes: st.Notes,
	}
}
