package news

import "time"

// State is what the desk remembers of a source between two polls: how to ask
// politely, when to come again, and how it has fared.
type State struct {
	Source string

	URL          string   // the address that was asked; validators belong to it alone
	ETag         string   // octet for octet as sent (RFC 9110, section 8.8.3)
	LastModified string   // octet for octet as sent
	BodyHash     [32]byte // SHA-256 of the decoded document
	Feed         Origin   // what the source last said of itself

	Asked  string // Source.URL when it was last polled: another one drops validators and moves
	Moved  string // the address adopted after a permanent move, asked instead of Asked; "" is none
	Moving Move   // a permanent move being watched before it is adopted

	Polled   time.Time     // the last try
	OK       time.Time     // the last success, a 304 included
	New      time.Time     // the last poll that brought a new item
	Next     time.Time     // when to come again
	Interval time.Duration // Next - Polled, before jitter
	Because  string        // why this interval, in words

	Rhythm  Rhythm      // how often the source itself says it changes
	History []time.Time // when it last published: newest first, at most 32, UTC, whole seconds

	Days    []int    // on which it published, as days since 1970 (UTC): newest first, at most 120
	Dated   bool     // some document of it had entries with dates
	Empty   bool     // its last document had no entry
	Changes []Change // of the verdict on it: newest first, at most MostChanges

	Failures int       // in a row
	Trouble  Trouble   // of the last poll; zero when it succeeded
	NotUntil time.Time // the server's word (Retry-After, max-age): never earlier
	Held     time.Time // of NotUntil what Retry-After asks: not even by force
	HeldHost string    // which host, with port, asks it of all its sources (429); "" is none
	Stopped  bool      // the server said it is gone (410): until an operator resumes it

	Reserved Reservation // what the server reserves against text and data mining
	Robots   RobotsText  // what the source's site asks of robots, where that was read

	Reader string   // fingerprint of how the document was read: another one reads it anew
	Choice Choice   // what was found where page is auto
	Listed []Listed // the links that were on the list, for article sources and long lists
	Drift  []string // selectors that no longer fit the page, one sentence each

	Repairs []string // what was mended to understand the last document, one sentence each

	Fetched bool     // a first fetch has delivered
	Founder bool     // configured when the data file was born: never limited
	Notes   []string // what status tells of its identity rules, one sentence each

	Migrated time.Time // when its entries were last seen to come under other names
}

// Trouble is why a poll failed, as status shows it.
type Trouble struct {
	Kind   string // as fetcher.Kind prints it: "dns", "http", "not a feed", ...
	Status int    // HTTP status, 0 when there was none
	Reason string // one sentence
	Found  string // what stands where the feed should be: "html", "empty"; "" is anything else
	Since  time.Time
	Times  int // how often in a row it was this very trouble
}

// IsZero reports whether there is no trouble.
func (t Trouble) IsZero() bool { return t.Kind == "" && t.Reason == "" }

// Move is a new address that permanent redirects (301, 308) lead to.
type Move struct {
	To    string    // absolute; "" is none
	Since time.Time // when it was first seen with every answer since the same
}

// Rhythm is how often a source says it changes, and when it asks to be left
// alone. It can lengthen the time between two polls, never shorten it.
type Rhythm struct {
	Every     time.Duration // ttl, or sy:updatePeriod by sy:updateFrequency; 0 is unsaid
	By        string        // the element that says so
	SkipHours []int         // 0 to 23, GMT
	SkipDays  []time.Weekday
}

// RobotsText is what one site asks of the desk in its robots.txt, kept so that
// it is read once a day however often the desk is started.
type RobotsText struct {
	Site  string    // scheme and host; "" when none was read
	Until time.Time // when it is to be read again
	Lines []string  // "allow: PATTERN" or "disallow: PATTERN", as the desk reads them
}

// Reservation is a publisher's reservation of rights against text and data
// mining, as the HTTP headers tdm-reservation and tdm-policy state it.
type Reservation struct {
	Reserved bool
	Policy   string // absolute address of the licence on offer; "" is none
}
