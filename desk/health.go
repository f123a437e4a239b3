package desk

import (
	"fmt"
	"strings"
	"time"

	"koreadesk/news"
)

// examine judges a source after a poll. Where the verdict is another than
// before, the change is remembered with the state, in the transaction that
// writes it: it is told once, whatever happens in between.
func examine(src *news.Source, before, st *news.State, now time.Time) *news.Change {
	st.Changes = before.Changes
	was, _ := before.Health()
	verdict, why, next := diagnose(*src, *st, now)
	if verdict == was || verdict == news.HealthNew || was == news.HealthNew && verdict == news.HealthOK {
		return nil
	}
	c := news.Change{At: now, Was: was, Now: verdict, Why: why, Next: next}
	st.Changes = append([]news.Change{c}, before.Changes...)
	st.Changes = st.Changes[:min(len(st.Changes), news.MostChanges)]
	return &c
}

// persistent is how many failures in a row are more than an accident, where
// the server's answer says nothing for sure.
const persistent = 3

// diagnose is the verdict on a source, why, and what an operator can do. It is
// pure. What a server says in so many words counts at once; what may be an
// accident of the line counts when it persists.
func diagnose(src news.Source, st news.State, now time.Time) (verdict news.Health, why, next string) {
	t := st.Trouble
	switch {
	case st.Polled.IsZero():
		return news.HealthNew, "it has not been asked yet", ""
	case st.Stopped:
		return news.HealthGone, "the server says it is gone for good (410)",
			"look for its new address; koreadesk source resume " + src.ID + " asks again"
	case t.Status == 404:
		return news.HealthGone, t.Reason, "look for its new address on the publisher's site: koreadesk try URL"
	case t.Status == 401:
		return news.HealthBlocked, t.Reason, "give it its credentials (auth in feeds.yaml), then: koreadesk poll --all " + src.ID
	case blocked(t):
		return news.HealthBlocked, t.Reason, "write to the publisher: the desk's User-Agent names you"
	case t.Found == "html":
		return news.HealthHTML, t.Reason, "look for the feed's new address, or read the page: page: auto"
	case t.Found == "empty":
		return news.HealthEmpty, t.Reason, "open its address in a browser, and write to the publisher if it stays so"
	case t.Kind == "drift":
		if src.Page != nil && !src.Page.Auto {
			return news.HealthDrift, t.Reason, "mend the selectors of its page; koreadesk try " + src.URL + " shows what they find"
		}
		return news.HealthDrift, t.Reason, "koreadesk source resume " + src.ID + " has the list found anew; else give it page selectors"
	case !t.IsZero() && st.Failures >= persistent:
		return news.HealthFailing, fmt.Sprintf("%d polls in a row failed, the last with: %s", st.Failures, t.Reason), "koreadesk try " + src.URL
	case !t.IsZero():
		was, _ := st.Health() // an accident does not change it
		return was, "the last poll failed: " + t.Reason, ""
	case st.Empty:
		return news.HealthEmpty, "the document has no entry in it", "open its address in a browser: the publisher may have moved its news"
	case len(st.Drift) > 0:
		return news.HealthDrift, strings.Join(st.Drift, "; "), "compare koreadesk try " + src.URL + " with the page, and mend the source in feeds.yaml"
	case st.Moved != "" && st.Moved != src.URL:
		return news.HealthMoved, "it has moved for good and is asked at " + st.Moved, "write url: " + st.Moved + " in feeds.yaml"
	}
	if silent, why := silence(st, now); silent {
		return news.HealthSilent, why, "look at the publisher's site: is there news that the feed does not bring?"
	}
	return news.HealthOK, "", ""
}

func blocked(t news.Trouble) bool {
	return t.Kind == "challenge" || t.Kind == "robots" || t.Status == 402 || t.Status == 403 || t.Status == 429 || t.Status == 451
}

// When silence is remarkable.
const (
	leastDays = 6   // of publication from which a rhythm is learned
	leastSpan = 14  // days they must cover
	unlikely  = 1e3 // one in so many silences of a source as it has been so far
	strange   = 180 // days, of a source whose rhythm is not known
)

// silence reports whether a source is silent that would long have published
// something, going by the days of the week on which it did. Its longest pause
// so far is never remarkable again, nor one half as long again.
func silence(st news.State, now time.Time) (bool, string) {
	if len(st.Days) == 0 {
		return false, ""
	}
	today, last := int(now.Unix()/(24*60*60)), st.Days[0]
	quiet := today - last - 1 // whole days
	if quiet <= 0 {
		return false, ""
	}
	since := time.Unix(int64(last)*24*60*60, 0).UTC().Format("2 January 2006")
	r, known := learn(st.Days)
	if !known {
		return quiet > strange, fmt.Sprintf("nothing new since %s, for %d days", since, quiet)
	}
	odds := 1.0
	for day := last + 1; day < today && odds > 1/unlikely; day++ {
		odds *= 1 - r.chance[weekday(day)]
	}
	if odds > 1/unlikely || 2*quiet <= 3*r.pause {
		return false, ""
	}
	return true, fmt.Sprintf("nothing new since %s, for %d days; it publishes %s, and its longest pause was %d days", since, quiet, r, r.pause)
}

// weekRhythm is how likely a source publishes on each day of the week.
type weekRhythm struct {
	chance [7]float64 // by time.Weekday
	pause  int        // the longest time without anything, in days
}

// learn is the rhythm of days of publication, newest first. Each weekday's
// chance is pulled a little towards never, by a quarter of a day that might
// have been otherwise.
func learn(days []int) (weekRhythm, bool) {
	var r weekRhythm
	newest, oldest := days[0], days[len(days)-1]
	if len(days) < leastDays || newest-oldest < leastSpan {
		return r, false
	}
	var published, all [7]float64
	for n, day := range days {
		published[weekday(day)]++
		if n > 0 {
			r.pause = max(r.pause, days[n-1]-day-1)
		}
	}
	for day := oldest; day <= newest; day++ {
		all[weekday(day)]++
	}
	for w := range r.chance {
		r.chance[w] = published[w] / (all[w] + 0.25)
	}
	return r, true
}

// String names the days on which something is to be expected.
func (r weekRhythm) String() string {
	var likely []string
	total := 0.0
	for w, chance := range r.chance {
		total += chance
		if chance >= 0.5 {
			likely = append(likely, time.Weekday(w).String()+"s")
		}
	}
	switch len(likely) {
	case 0:
		return fmt.Sprintf("about %.1f days a week", total)
	case 7:
		return "every day"
	}
	return "on " + strings.Join(likely, ", ")
}

// weekday is that of a day since 1 January 1970, a Thursday.
func weekday(day int) time.Weekday { return time.Weekday((day + int(time.Thursday)) % 7) }
