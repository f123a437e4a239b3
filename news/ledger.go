package news

import "time"

// Place is one line of a theme's ledger: an item's stay in the theme. Lines
// are numbered from 0 in the order they were written; that order is the
// ledger's, whatever the dates say. A line is only ever completed (Left),
// never removed; an item that comes back gets a new line.
type Place struct {
	N       uint64
	Item    uint64    // Item.Num
	Entered time.Time // now for what has just arrived and for an editor's act, else the item's own date
	Left    time.Time // zero while it stays
	Why     string    // what brought it: one of the reasons below
}

// The reasons a Place can give.
const (
	WhyArrived  = "arrived"
	WhyChanged  = "changed"
	WhyBackfill = "backfill"
	WhyRules    = "rules"
	WhyEdit     = "edit"
)

// Member is an item now in a theme, as a window sees it.
type Member struct {
	Place
	Source  string    // the lead's
	At      time.Time // on the theme's clock
	Touched time.Time // when it entered or last changed, whichever is later
}
