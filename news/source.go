package news

import (
	"regexp"
	"time"
)

// Source is one publisher as feeds.yaml describes it. It never changes while a
// configuration stands; what the desk learns about a source is its State.
type Source struct {
	ID       string   // the key of all that is remembered
	Was      []string // earlier ids whose memory this source carries on
	Title    string
	URL      string // of the feed or list page
	Language string // BCP 47; "" means: as the document says
	Timezone string // IANA name for dates without a zone; "" means: by language

	Tags     []string // every item of this source carries these
	Priority int      // the highest leads a story; 0 is the default
	Rights   Rights
	Key      *regexp.Regexp // over the link: its first group identifies an entry; nil means the canonical link

	Every      time.Duration // shortest time between two polls
	EveryMax   time.Duration // longest time between two polls
	OwnEvery   bool          // Every was stated for this source, not taken from poll
	Missing    time.Duration // how long an entry must be missing to count as taken back; 0 is a day
	FirstFetch int           // of a later source's first fetch, so many enter feeds

	AllowPrivate bool // may be fetched from loopback and private addresses

	Access Access // what it asks for before it lets anyone in
	Proxy  string // address of the proxy its requests go through; "" is none
	Robots Robots // what its robots.txt counts for

	Page    *Page // how its list page is read; nil: URL is a feed
	Article bool  // each new link is followed for text, image and date
	Meta    Meta  // where its articles tell what is not in their text

	Agreed bool // the publisher agreed, whatever it reserves against text and data mining
}

// ByHand is the id of the source of what editors found themselves. It is never
// polled.
const ByHand = "by-hand"

// Rights is how much of a source's items the desk may republish.
type Rights struct {
	Content     Extent
	Images      bool
	Attribution string // a line shown with every item, plain text
	Licence     string // an address or a name
}

// Extent is how much of an article's text is republished.
type Extent string

// The extents, from least to most. ExtentSummary is the default.
const (
	ExtentTitle   Extent = "title"
	ExtentSummary Extent = "summary"
	ExtentFull    Extent = "full"
)
