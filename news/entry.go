package news

import "time"

// Entry is an article as one source told it in one document. All text is
// plain and NFC, all links absolute; what the source did not say is zero.
type Entry struct {
	GUID       string // octets as sent; "" when the source gave none
	Link       string // absolute, as the source gave it; "" when there is none
	Title      string
	Summary    string // plain text of the description, cut at a sentence
	Content    Raw    // the fullest text given, the description included
	Language   string // BCP 47
	Authors    []Person
	Categories []Category
	Enclosures []Enclosure
	Image      string    // absolute address
	Published  time.Time // UTC; zero is unknown
	Updated    time.Time // UTC; the source's claim; zero is unknown
	Via        Origin    // the feed this entry was taken from, when the source names one

	// Again says that the source lists the entry still and that nothing more
	// was asked of it: its article was read at an earlier poll. Only that it is
	// there counts; what is held of it stays as it is.
	Again bool
}

// Person is an author or contributor.
type Person struct{ Name, Email, URI string }

// Category is a label the source itself gave.
type Category struct{ Term, Scheme, Label string }

// Text is what a reader would call the category.
func (c Category) Text() string {
	if c.Label != "" {
		return c.Label
	}
	return c.Term
}

// Enclosure is a file that belongs to an entry.
type Enclosure struct {
	Link   string // absolute
	Type   string // media type as the source gave it
	Length int64  // bytes as the source gave it; 0 is unknown
}

// Origin is what a feed says of itself; it becomes the atom:source of what is
// republished from it (RFC 4287, section 4.2.11).
type Origin struct {
	ID       string // the feed's own id, else its address
	Title    string
	Link     string // its home page
	Self     string // its own address
	Language string
	Rights   string
	Updated  time.Time
}
