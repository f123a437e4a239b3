package publish

import (
	"fmt"
	"time"

	"koreadesk/news"
)

// Story is an item as it is handed to a theme's page.
type Story struct {
	Item    news.Item // with its Body where Rights.Content is full
	Verdict news.Verdict
	Line    uint64      // of the theme's ledger, from 0
	Entered time.Time   // when it entered this theme, by the theme's ledger
	Rights  news.Rights // of its lead's source; what is shown never exceeds them
	Note    string      // an editor's line, plain text; "" is none
	Pinned  bool        // an editor keeps it in sight, on top of what people read
	Gone    time.Time   // since when it must not be shown any more: nothing of it is but its id; zero is shown
}

// Refusal is an entry the gate kept out of a page, and why; without an item it
// is the page itself, which stays as it was.
type Refusal struct {
	Theme string
	Item  string // news.Item.ID
	Why   string // one sentence
}

// String says the refusal as a log line would.
func (r Refusal) String() string {
	return fmt.Sprintf("theme %s: item %s left out: %s", r.Theme, r.Item, r.Why)
}
