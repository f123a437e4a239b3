package fetcher

import (
	"slices"
	"time"

	"koreadesk/news"
)

// remembered is how many publications a source's pace is learned from.
const remembered = 32

// publications is when a source published, as a new document tells, in no order,
// together with what was known. Where no entry has a date that can be true, it
// was when the desk first saw something new; a document that merely looks
// different is no publication.
func publications(st news.State, entries []news.Entry, at time.Time) []time.Time {
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
	return times
}

// history is the newest of these times, each once.
func history(times []time.Time) []time.Time {
	times = slices.Clone(times)
	slices.SortFunc(times, func(a, b time.Time) int { return b.Compare(a) })
	times = slices.CompactFunc(times, time.Time.Equal)
	return times[:min(len(times), remembered)]
}

// rememberedDays is how many days of publication a source's rhythm by weekday
// is learned from.
const rememberedDays = 120

// days are the days on which a source published, newest first.
func days(known []int, times []time.Time) []int {
	all := slices.Clone(known)
	for _, t := range times {
		if day := t.Unix() / (24 * 60 * 60); day > 0 {
			all = append(all, int(day))
		}
	}
	slices.SortFunc(all, func(a, b int) int { return b - a })
	all = slices.Compact(all)
	return all[:min(len(all), rememberedDays)]
}

// misdated says what is wrong with the dates of a feed that dated its entries
// before; nothing most of the time.
func misdated(dated bool, entries []news.Entry, at time.Time) (now bool, drift []string) {
	good, late := 0, 0
	for _, e := range entries {
		switch {
		case e.Published.After(at.Add(48 * time.Hour)):
			late++
		case e.Published.Year() > 1995:
			good++
		}
	}
	switch {
	case good > 0:
		return true, nil
	case late > 0:
		return dated, []string{"every date lies in the future"}
	case dated && len(entries) > 0:
		return true, []string{"no entry has a date that can be read any more"}
	}
	return dated, nil
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
