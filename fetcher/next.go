package fetcher

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"net/http"
	"time"

	"koreadesk/news"
)

const (
	shortest = 5 * time.Minute // between two polls of a public source, whatever is configured
	longest  = 24 * time.Hour  // but for what a server asks for in so many words

	blind   = 6 * time.Hour // for a source without validators: each poll costs it a whole document
	refused = 4 * time.Hour // for a server that does not want the desk and does not say how long
)

// Outcome is what a poll came to, as far as the schedule is concerned.
type Outcome struct {
	Kind       Kind      // OK: a document, or word that the known one stands
	Status     int       // HTTP status; 0 when there was no answer
	RetryAfter time.Time // the server's wish; zero is none
	Remains    bool      // articles of the page are still to be read
	Cut        bool      // the document broke off
}

// Next says when to poll a source again after a poll at now: the time, the
// interval it comes from, and why, in words. It is pure; st is the state with
// all that the poll taught already in it. The time is the interval's end, up to
// a tenth later, so that sources do not march in step.
func Next(src news.Source, st news.State, o Outcome, now time.Time) (next time.Time, interval time.Duration, because string) {
	switch {
	case o.Kind != OK:
		interval, because = patience(src, st, o, now)
	case o.Remains:
		interval, _ = bounds(src)
		because = "articles of its page remain to be read"
	case o.Cut:
		interval, _ = bounds(src)
		because = "its document broke off: what was lost is asked for again"
	default:
		interval, because = calm(src, st, now)
	}
	if floor := floor(src); interval < floor {
		interval, because = floor, fmt.Sprintf("never sooner than %s", short(floor))
	}
	if st.NotUntil.After(now.Add(interval)) {
		interval = st.NotUntil.Sub(now)
		if because = "the server calls its answer fresh until then (max-age, Expires)"; o.Kind != OK {
			because = "the server asks to wait so long (Retry-After)"
		}
	}
	next = now.Add(interval)
	if open := awake(st.Rhythm, next); open.After(next) {
		next, because = open, because+"; then its skipHours or skipDays"
		interval = next.Sub(now)
	}
	spread := time.Duration(chance(src.ID, now) * float64(min(interval, longest)) / 10)
	if late := next.Add(spread); awake(st.Rhythm, late).Equal(late) {
		next = late
	}
	return next.Truncate(time.Millisecond), interval, because
}

// calm is the interval after a success: within every and every_max twice as
// often as the source publishes, longer where the source asks for it.
func calm(src news.Source, st news.State, now time.Time) (time.Duration, string) {
	every, most := bounds(src)
	interval, because := every, "every "+short(every)
	switch own, known := pace(st.History, now); {
	case !known:
		interval, because = most, "it has not published yet"
	case own/2 > most:
		interval, because = most, fmt.Sprintf("every_max; it publishes about every %s", short(own))
	case own/2 > every:
		interval, because = own/2, fmt.Sprintf("twice as often as it publishes, about every %s", short(own))
	}
	if st.ETag == "" && st.LastModified == "" && !src.OwnEvery && interval < blind {
		interval, because = blind, "it sends no validators: each poll costs it a whole document"
	}
	if asked := min(st.Rhythm.Every, longest); asked > interval {
		interval, because = asked, fmt.Sprintf("the feed itself says every %s (%s)", short(st.Rhythm.Every), said(st.Rhythm))
	}
	return interval, because
}

// said is the element of the feed that says how often it changes.
func said(r news.Rhythm) string {
	if r.By == "" {
		return "ttl or sy:updatePeriod" // learned before it was told apart
	}
	return r.By
}

// patience is the interval after trouble.
func patience(src news.Source, st news.State, o Outcome, now time.Time) (time.Duration, string) {
	every, most := bounds(src)
	times, failures := max(st.Trouble.Times, 1), max(st.Failures, 1)
	switch {
	case o.Kind == Waiting:
		return o.RetryAfter.Sub(now), "its host asked to be left alone (Retry-After)"
	case st.Stopped:
		return longest, "the server says it is gone (410): nothing is asked until source resume"
	case o.Kind == Disallowed:
		return longest, "its robots.txt asks that it not be fetched; that is read once a day"
	case !o.RetryAfter.IsZero():
		return max(every, o.RetryAfter.Sub(now)), "the server asks to wait so long (Retry-After)"
	case o.Kind == Challenge, o.Status == http.StatusTooManyRequests, o.Status == http.StatusForbidden:
		return doubled(refused, times), "the server refuses the desk: 4h, doubling"
	case o.Status >= 400 && o.Status < 500:
		return doubled(most, times), fmt.Sprintf("http %d: every_max, doubling", o.Status)
	}
	if o.Kind == DNS { // it costs the publisher nothing, and is as often our own line
		return min(doubled(every, failures), most), fmt.Sprintf("failure %d in a row (%s): every, doubling up to every_max", failures, o.Kind)
	}
	return doubled(every, failures), fmt.Sprintf("failure %d in a row (%s): every, doubling", failures, o.Kind)
}

// bounds are the shortest and the longest interval that are configured.
func bounds(src news.Source) (every, most time.Duration) {
	every, most = src.Every, src.EveryMax
	or(&every, time.Hour)
	or(&most, 6*time.Hour)
	return every, max(every, most)
}

// floor is the least interval there is. Within one's own network everybody is
// answerable to themselves.
func floor(src news.Source) time.Duration {
	if src.AllowPrivate {
		return 0
	}
	return shortest
}

// doubled is an interval that doubles with each time after the first, up to a
// day, or to the interval itself when that is longer.
func doubled(interval time.Duration, times int) time.Duration {
	most := max(interval, longest)
	for n := 1; n < times && interval < most; n++ {
		interval *= 2
	}
	return min(interval, most)
}

// chance is a number from 0 to 1 that depends on the source and the moment
// alone.
func chance(id string, at time.Time) float64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(at.Unix())))
	x := h.Sum64()
	x ^= x >> 33 // fnv alone mixes its last bytes too little
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	return float64(x>>11) / (1 << 53)
}

// short is a duration as a person writes it: 1h30m, not 1h30m0s.
func short(d time.Duration) string {
	if d >= 48*time.Hour {
		return fmt.Sprintf("%dd", int(d.Hours()/24))
	}
	switch {
	case d > time.Minute:
		d = d.Round(time.Minute)
	case d > time.Second:
		d = d.Round(time.Second)
	}
	text := d.String()
	for _, tail := range []string{"m0s", "h0m"} {
		if n := len(text) - len(tail); n > 0 && text[n:] == tail {
			text = text[:n+1]
		}
	}
	return text
}
