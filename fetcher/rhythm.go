package fetcher

import (
	"slices"
	"time"

	"koreadesk/news"
)

// remembered is how many publications a source's pace is learned from.
const remembered = 32

// history is when a source published, after a new document: newest first.
// Where no entry has a date that can be true, it was when the desk first saw
// something new; a document that merely looks different is no publication.
func history(st news.State, entries []news.Entry, at time.Time) []time.Time {
	times := slices.Clone(st.History)
	dated := false
	for _, e := range entries {
		if !e.Published.IsZero() && !e.Published.After(at) {
			times = append(times, e.Published.UTC().Truncate(time.Second))
			dated = true
		}
	}
	switch {
	case dated || len(entries) == 0:
	case len(times) == 0:
		times = append(times, at.UTC().Truncate(time.Second))
	case !st.New.IsZero():
		times = append(times, st.New.UTC().Truncate(time.Second))
	}
	slices.SortFunc(times, func(a, b time.Time) int { return b.Compare(a) })
	times = slices.CompactFunc(times, time.Time.Equal)
	return times[:min(len(times), remembered)]
}

// pace is the time between two publications, from all that is remembered or
// from the last three, whichever is shorter: a burst counts at once, silence
// lengthens by itself.
func pace(history []time.Time, now time.Time) (time.Duration, bool) {
	if len(history) == 0 {
		return 0, false
	}
	own := now.Sub(history[len(history)-1]) / time.Duration(len(history))
	if len(history) > 3 {
		own = min(own, now.Sub(history[2])/3)
	}
	return own, true
}

// awake is the first moment from t on at which the source does not ask to be
// left alone. A source that never wants to be asked is not taken at its word.
func awake(r news.Rhythm, t time.Time) time.Time {
	open := t.UTC()
	for range 8 * 24 {
		if !slices.Contains(r.SkipHours, open.Hour()) && !slices.Contains(r.SkipDays, open.Weekday()) {
			if open.Equal(t) {
				return t
			}
			return open
		}
		open = open.Truncate(time.Hour).Add(time.Hour)
	}
	return t
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
