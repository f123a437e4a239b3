package publish

import (
	"fmt"
	"time"

	"koreadesk/news"
)

// Setup is what a Site is made for: the configuration it publishes under. It
// never changes; a reload makes a new Site.
type Setup struct {
	Desk    news.Desk
	Sources []news.Source
	Former  []news.Source // no longer polled, but their items may still be shown
	Tags    []news.Tag
	Themes  []news.Theme
	Gone    []string // ids of themes that were removed: their addresses answer 410
	Hubs    []string // WebSub hubs that are told of new feeds
	Past    Past     // where archives are read from; nil is nowhere
	Sent    Sent     // where issues are read from; nil is nowhere

	// Trouble is told of a file that is not valid when it is asked for; its
	// last good form is served. nil tells nobody.
	Trouble func(error)
}

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
