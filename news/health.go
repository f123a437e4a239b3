package news

import "time"

// Health is the verdict on a source: what an operator should know of it, the
// gravest first.
type Health string

// The verdicts.
const (
	HealthGone    Health = "gone"    // the server says there is nothing (404, 410)
	HealthBlocked Health = "blocked" // the server, a wall or robots.txt does not let the desk in
	HealthHTML    Health = "html"    // a page for people where the feed was
	HealthEmpty   Health = "empty"   // a document without an entry, and no complaint
	HealthDrift   Health = "drift"   // its dates or selectors no longer fit
	HealthFailing Health = "failing" // any other trouble, several times in a row
	HealthMoved   Health = "moved"   // it lives elsewhere than feeds.yaml says
	HealthSilent  Health = "silent"  // it publishes nothing, where it always did
	HealthOK      Health = "ok"
	HealthNew     Health = "new" // it has not answered yet
)

// Change is a change of the verdict on a source.
type Change struct {
	At   time.Time
	Was  Health
	Now  Health
	Why  string // one sentence
	Next string // what an operator can do; "" when nothing is to be done
}

// MostChanges is how many changes of verdict are remembered of a source.
const MostChanges = 8

// Health is the present verdict on the source, and since when it stands.
func (s State) Health() (Health, time.Time) {
	if len(s.Changes) == 0 {
		if s.OK.IsZero() {
			return HealthNew, time.Time{}
		}
		return HealthOK, time.Time{}
	}
	return s.Changes[0].Now, s.Changes[0].At
}

// Healths are all verdicts.
var Healths = [...]Health{HealthGone, HealthBlocked, HealthHTML, HealthEmpty, HealthDrift, HealthFailing, HealthMoved, HealthSilent,
	HealthOK, HealthNew}
