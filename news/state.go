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

	Polled   time.Time     // the last try
	OK       time.Time     // the last success, a 304 included
	New      time.Time     // the last poll that brought a new item
	Next     time.Time     // when to come again
	Interval time.Duration // Next - Polled, before jitter
	Because  string        // why this interval, in words

	Failures int       // in a row
	Trouble  Trouble   // of the last poll; zero when it succeeded
	NotUntil time.Time // the server's word (Retry-After, max-age): never earlier
	Stopped  bool      // the server said it is gone (410): until an operator resumes it

	Fetched bool     // a first fetch has delivered
	Founder bool     // configured when the data file was born: never limited
	Notes   []string // what status tells of its identity rules, one sentence each
}

// Trouble is why a poll failed, as status shows it.
type Trouble struct {
	Kind   string // as fetcher.Kind prints it: "dns", "http", "not a feed", ...
	Status int    // HTTP status, 0 when there was none
	Reason string // one sentence
	Since  time.Time
}

// IsZero reports whether there is no trouble.
func (t Trouble) IsZero() bool { return t.Kind == "" && t.Reason == "" }
