package store

import (
	"errors"
	"time"

	"koreadesk/news"
)

// The kinds of trouble a data file can be in. The errors that wrap them are
// whole sentences: they name the file and say what to do next.
var (
	ErrMissing   = errors.New("no data file")
	ErrLocked    = errors.New("data file in use")
	ErrNewer     = errors.New("data file of a newer koreadesk")
	ErrAuthority = errors.New("data file of another authority")
	ErrDamaged   = errors.New("data file damaged")
	ErrNoItem    = errors.New("no such item")
	ErrNoSource  = errors.New("no such source")
	ErrClosed    = errors.New("data file closed")
)

// Options say how a data file is opened.
type Options struct {
	Authority string        // of every id; "" takes the file's own. A new file needs one
	Create    bool          // a missing file is born; without it a missing file is ErrMissing
	Wait      time.Duration // how long to wait for another process to let go; 0 means 2 s

	committed   func() // see Store
	mostRecent  int    // see recent
	mostPortion int    // see sitting
}

// Ask says which sources are wanted for polling.
type Ask struct {
	Sources []string // none means every configured source
	All     bool     // whatever our own interval says; the server's word still holds
	Force   bool     // break all but a Retry-After
	Most    int      // so many at most; 0 is no limit
}

// Judge decides on items, in their order. It is pure: the same items and
// edits give the same verdicts. Items come with their bodies, unless it does not
// look at them (Skim); edits are by Item.Num, oldest first.
type Judge func(items []news.Item, edits map[uint64][]news.Edit) []news.Verdict

// Settled is what a Settle did.
type Settled struct {
	Items   int      // judged
	Themes  []string // whose ledger changed, or that hold an item that changed
	Entered int      // new lines in ledgers
	Edited  bool     // an editor decided on one of them: it may stand in any theme's past
	More    bool     // the journal names further items
}

// Record is an item with its verdict by the present rules. The verdict is zero
// while the item waits to be settled.
type Record struct {
	Item    news.Item
	Verdict news.Verdict
}

// Query selects items; its zero value selects all of them.
type Query struct {
	Source string    // carried by this source
	Tag    string    // with this tag
	Theme  string    // in this theme
	Since  time.Time // first seen then or later
	Most   int       // so many at most; 0 is no limit
}

// Problem is something in the data file that is not as it should be.
type Problem struct {
	Bucket string
	Key    string
	What   string
}

// Stats are the data file in figures.
type Stats struct {
	Items      int // ever stored
	Sources    int // configured
	Removed    int // removed from the configuration and still remembered
	Edits      int
	Lag        int   // journal lines that wait to be settled
	Bytes      int64 // of the file
	Free       int64 // of these: unused, to be filled again
	Generation uint64
	Born       time.Time
	Damaged    []Problem // records met since Open that failed their checksum, each once
}
