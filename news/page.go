package news

import "time"

// Page is how a list page is read where a publisher offers no feed. The
// selectors are CSS; one that ends in @NAME takes an attribute.
type Page struct {
	Auto     bool   // no selectors: a feed the page advertises, else the list found on it
	Items    string // the entries of the list; the others are looked for within each
	Title    string
	Link     string
	Date     string
	Summary  string
	Category string
	Next     string // the link to the list's next page

	Layout string // of its dates, as package time writes one; "" means: all known forms
}

// Meta is where an article's page tells what is not in its text: each a CSS
// selector, or, with a colon at its end, the label of a line below the text.
// What is empty is looked for by the labels that are common.
type Meta struct {
	Title, Date, Image, Author, Source, Country, Category string
}

// Choice is what was found on a page that nobody described: the feed it
// advertises, or the selectors of its list. It is kept until an operator
// resumes the source.
type Choice struct {
	Feed  string // absolute address; "" when a list was found
	Page  Page
	Why   string
	Since time.Time
}

// Listed is one link of a list, as it was last seen there.
type Listed struct {
	Link  uint64 // hash of the address
	Line  uint64 // hash of what the list says of it
	Tries int    // of its article that failed
	Told  bool   // its article was read, or given up
}
