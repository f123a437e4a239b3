package news

import "time"

// Item is the desk's record of one story, however many sources carried it.
// Its ID never changes. Num is the order of arrival in this data file; it is
// how records refer to each other and is never shown.
type Item struct {
	ID  string
	Num uint64

	Source string // whose telling is shown: the lead
	GUID   string // the lead's own entry id
	Title  string // as shown; frozen once the item has entered a feed
	Link   string // as shown; frozen likewise

	Summary    string
	Body       Raw // zero unless it was asked for
	Language   string
	Authors    []Person
	Categories []Category
	Enclosures []Enclosure
	Image      string
	Origin     Origin // the lead's feed as it stood when the shown version was taken

	Published time.Time // as the lead said; zero is unknown
	Updated   time.Time // Date at birth, then when a material change was seen
	FirstSeen time.Time
	Version   int       // counts material changes; 0 at birth
	Entered   bool      // has been in a feed: Title and Link are frozen
	Backfill  bool      // came with its source's first fetch: not news
	Held      bool      // kept out of feeds until an editor lets it in
	Withdrawn time.Time // its source took it back; zero is no

	Erased  bool     // taken down: nothing is left of what it said
	Into    string   // id of the item it was merged into; "" is none
	Aliases []string // ids of items that were merged into this one: what they were sent in, it was sent in
	Of      string   // id of the item it was split from: what that was sent in before, it was sent in

	Sightings []Sighting // in order of arrival, the founding one first
}

// Date is the item's own date: what the source said, but never later than the
// moment the desk first saw it.
func (i Item) Date() time.Time {
	if i.Published.IsZero() || i.Published.After(i.FirstSeen) {
		return i.FirstSeen
	}
	return i.Published
}

// Sources are the ids of the sources that carried the item, each once, in
// order of arrival.
func (i Item) Sources() []string {
	var ids []string
	seen := make(map[string]bool, len(i.Sightings))
	for _, s := range i.Sightings {
		if !seen[s.Source] {
			seen[s.Source] = true
			ids = append(ids, s.Source)
		}
	}
	return ids
}

// Sighting is one address or GUID under which one source carried an item.
type Sighting struct {
	Source     string
	GUID       string
	Link       string
	Title      string
	Categories []Category
	Seen       time.Time
}

// Version is the text of an item before a material change.
type Version struct {
	N       int
	Title   string
	Link    string
	Summary string
	Body    Raw
	From    time.Time // Updated, while this was the shown text
}
