package news

import "time"

// Delivery is what one poll of a source brought, ready to be stored: the
// state to remember and, unless the source had nothing new, its entries.
type Delivery struct {
	Source   string
	At       time.Time // when the answer was read
	State    State
	Fresh    bool    // Entries is a whole document, not "not modified" or a failure
	Entries  []Entry // in document order
	Partial  bool    // more of the document follows with the next poll
	Feed     Origin
	Repairs  []string // what had to be mended to understand the document
	Took     time.Duration
	Bytes    int64  // of the body as decoded
	Redirect string // where the answer came from, when not from the source's URL
}

// Receipt is what became of a Delivery.
type Receipt struct {
	New      int // items that did not exist
	Held     int // of these: kept out of feeds, see Source.FirstFetch
	Joined   int // sightings added to an item of another source
	Updated  int // items a reader would notice to have changed
	Migrated int // old items recognised under new keys
	Known    int // entries that changed nothing
	Notes    []string
}
