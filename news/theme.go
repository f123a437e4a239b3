package news

import (
	"slices"
	"time"
)

// Theme is one curated feed, as feeds.yaml describes it.
type Theme struct {
	ID    string
	Was   []string
	Title string

	All  []string // tags an item must carry, every one
	Any  []string // and, when any are named, at least one of these
	None []string // and none of these

	Approval bool // an item enters only once an editor approved it

	Date      Clock
	Withdrawn bool          // an item its source took back leaves the theme
	Limit     int           // the least a page holds
	AtLeast   time.Duration // it also holds all that entered or changed within
	PerSource int           // items of one source a day; 0 is no limit

	Issue Cycle // of its newsletter; zero: there is none

	Token Secret // stands in the address of a theme that is not for everyone; none: it is
}

// Clock says by which date a theme is ordered.
type Clock string

// The clocks of a theme. ClockPublished is the default.
const (
	ClockPublished Clock = "published"
	ClockFirstSeen Clock = "first_seen"
	ClockApproved  Clock = "approved"
)

// Takes reports whether an item with these tags belongs to the theme.
func (t Theme) Takes(tags []string) bool {
	for _, want := range t.All {
		if !slices.Contains(tags, want) {
			return false
		}
	}
	for _, bad := range t.None {
		if slices.Contains(tags, bad) {
			return false
		}
	}
	if len(t.Any) == 0 {
		return true
	}
	return slices.ContainsFunc(t.Any, func(tag string) bool { return slices.Contains(tags, tag) })
}

// At is the date of an item on the theme's clock, entered being when the item
// entered the theme.
func (t Theme) At(i Item, entered time.Time) time.Time {
	switch t.Date {
	case ClockFirstSeen:
		return i.FirstSeen
	case ClockApproved:
		return entered
	default:
		return i.Date()
	}
}
