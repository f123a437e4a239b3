package control

import "time"

// Status is the health of a desk.
type Status struct {
	Version    string         `json:"version"`
	Running    bool           `json:"running"` // a daemon answered
	Data       string         `json:"data"`
	DataBytes  int64          `json:"data_bytes"`
	Items      int            `json:"items"`
	Generation uint64         `json:"generation"`
	Unsettled  int            `json:"unsettled"`
	Refused    []Refused      `json:"refused"`
	Trouble    string         `json:"trouble,omitempty"` // with the data file as a whole
	Damaged    []string       `json:"damaged,omitempty"` // records that failed their checksum
	Sources    []SourceHealth `json:"sources"`
}

// Refused is an entry the publish gate left out of a page, and why; without an
// item it is the page itself, which stays as it was.
type Refused struct {
	Theme string `json:"theme"`
	Item  string `json:"item,omitempty"`
	Why   string `json:"why"`
}

// SourceHealth is how one source fares.
type SourceHealth struct {
	ID       string     `json:"id"`
	Title    string     `json:"title"`
	URL      string     `json:"url"`     // as configured
	State    string     `json:"state"`   // new, ok, failing, stopped
	Verdict  string     `json:"verdict"` // ok, new, gone, blocked, html, empty, drift, failing, moved, silent
	Since    *time.Time `json:"since"`   // when the verdict was reached; null: it was never another
	Why      string     `json:"why,omitempty"`
	Remedy   string     `json:"remedy,omitempty"`
	LastOK   *time.Time `json:"last_ok"`
	LastNew  *time.Time `json:"last_new"`
	NextPoll *time.Time `json:"next_poll"`
	Interval string     `json:"interval"`
	Because  string     `json:"because"`
	Failures int        `json:"failures"`
	Reason   string     `json:"reason"`
	HTTP     SourceHTTP `json:"http"`
	Choice   string     `json:"choice,omitempty"`  // what page: auto found, ready to paste into feeds.yaml
	Drift    []string   `json:"drift,omitempty"`   // selectors that no longer fit the page
	Repairs  []string   `json:"repairs,omitempty"` // what was mended in its last document
	Notes    []string   `json:"notes,omitempty"`

	MovedTo  string `json:"moved_to,omitempty"`  // asked instead of URL, after a permanent move
	MovingTo string `json:"moving_to,omitempty"` // where a permanent move leads that is still being watched

	Reserved bool   `json:"tdm_reserved"`         // rights to text and data mining are reserved
	Policy   string `json:"tdm_policy,omitempty"` // address of the licence on offer
}

// SourceHTTP is what is known of a source's server.
type SourceHTTP struct {
	Asked        string     `json:"asked"`  // the address last asked, without userinfo
	Status       int        `json:"status"` // of the last poll where it failed; 0: it succeeded, or there was no answer
	ETag         string     `json:"etag,omitempty"`
	LastModified string     `json:"last_modified,omitempty"`
	NotUntil     *time.Time `json:"not_until,omitempty"` // the server's word: Retry-After, max-age
	Held         *time.Time `json:"held,omitempty"`      // of it what Retry-After asks
	HeldHost     string     `json:"held_host,omitempty"` // which host asks it of all its sources (429)
	LastPoll     *time.Time `json:"last_poll"`
}

// Resumed is what became of one source that was to be resumed.
type Resumed struct {
	Source   string     `json:"source"`
	Stopped  bool       `json:"stopped"`   // it was
	Chosen   bool       `json:"chosen"`    // something had been found on its page; neither: it is left as it is
	NextPoll *time.Time `json:"next_poll"` // null: at once
	Because  string     `json:"because"`   // why not sooner
}
