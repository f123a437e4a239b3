package document

import (
	"encoding/json"
	"time"

	"koreadesk/news"
)

// Source is what a feed says of itself, or of a feed it took an entry from.
type Source struct {
	Common
	Subtitle  Text      `json:"subtitle"`
	Language  string    `json:"language"`
	Icon      string    `json:"icon"`
	Logo      string    `json:"logo"`
	TTL       string    `json:"ttl"`
	Docs      string    `json:"docs"`
	Publisher Person    `json:"publisher"`
	Image     Image     `json:"image"`
	Generator Generator `json:"generator"`

	described bool // the subtitle is from an element for that
	unlinked  bool // nothing but the id serves as link
}

// Entry is one article of the feed.
type Entry struct {
	Common
	Summary    Text       `json:"summary"`
	Content    list[Text] `json:"content"`
	GUIDIsLink bool       `json:"guidislink"`
	Enclosures list[Link] `json:"enclosures"`
	Source     *Source    `json:"source"`
	Comments   string     `json:"comments"`

	images    []string // addresses, the best first
	language  string   // its own, else inherited within the document
	permalink string   // what its id would be as a link
	unsure    bool     // whether it is one at all
	guessed   bool     // the link is such a one
	teaser    Text     // the summary that an aside took the place of
	abstract  Text     // Dublin Core's, which is the summary where there is nothing else
}

// Common is what feeds and entries both have.
type Common struct {
	ID           string       `json:"id"` // octets as sent
	Title        Text         `json:"title"`
	Rights       Text         `json:"rights"`
	Link         string       `json:"link"`
	Links        list[Link]   `json:"links"`
	Updated      Date         `json:"updated"`
	Published    Date         `json:"published"`
	Authors      list[Person] `json:"authors"`
	Contributors list[Person] `json:"contributors"`
	Tags         list[Tag]    `json:"tags"`
	Extra        extras       `json:"extra"`

	titled  int  // rank of the title held
	loose   Date // a date that does not say of what
	created Date // the date of the first draft
	begun   Date // when it was to be had, and when it was changed, in the words of
	changed Date // vocabularies that are not for feeds
}

// extras are the elements no field is for, by name: "slash_comments".
type extras map[string]any

// MarshalJSON writes no extras as {}.
func (e extras) MarshalJSON() ([]byte, error) {
	if e == nil {
		return []byte("{}"), nil
	}
	said := make(map[string]any, len(e))
	for name, value := range e {
		if t, ok := value.(Text); ok {
			value = t.shown()
		}
		said[name] = value
	}
	return json.Marshal(said)
}

// Text is a text with what is needed to read it. Markup is as given; it is
// cleaned only when it leaves.
type Text struct {
	news.Raw
	aside bool // it describes a picture or a recording, not the article
}

// Link is a reference, its address absolute where a base was known.
type Link struct {
	Href     string `json:"href"`
	Rel      string `json:"rel"`
	Type     string `json:"type"`
	Title    string `json:"title"`
	Hreflang string `json:"hreflang"`
	Length   string `json:"length"`
}

// Person is an author, contributor or publisher.
type Person struct {
	Name  string `json:"name"`
	Email string `json:"email"`
	URI   string `json:"uri"`
}

// Tag is a category.
type Tag struct {
	Term   string `json:"term"`
	Scheme string `json:"scheme"`
	Label  string `json:"label"`
}

// Date is a date as given, and the instant it means. At is zero when it means
// none.
type Date struct {
	Text string
	At   time.Time
}

// Image is the picture of a feed. Width and Height are nil when unknown.
type Image struct {
	Href        string `json:"href"`
	Title       string `json:"title"`
	Link        string `json:"link"`
	Width       *int   `json:"width"`
	Height      *int   `json:"height"`
	Description string `json:"description"`
}

// Generator is the software a feed was made with.
type Generator struct {
	Name    string `json:"name"`
	URI     string `json:"uri"`
	Version string `json:"version"`
}
