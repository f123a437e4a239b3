package document

import (
	"time"
)

// Options says where the bytes came from. All of it is optional.
type Options struct {
	URL             string // the final address, after redirects
	ContentType     string // the HTTP header as sent
	ContentLocation string // the HTTP header as sent

	Language string         // the source's configured language (BCP 47)
	Zone     *time.Location // for dates without a zone; nil: by language
}

// Bounds on what one document can make the reader hold.
const (
	// MaxEntries is how many entries of one document are kept.
	MaxEntries = 5000
	// MaxDepth is how deep elements, or JSON values, may be nested.
	MaxDepth = 256
)

// Document is a feed as it was understood.
type Document struct {
	Repairs  []string // what was mended, in words, each once
	Encoding string   // as declared or found, lower case
	Version  string   // rss20, rss10, atom10, json11, ...
	Kept     int      // entries held
	Total    int      // entries in the document
	Cut      bool     // it breaks off
	Rhythm

	Feed Source
	List []Entry // in document order

	notes    notes  // what Repairs is made of
	language string // the source's configured language
	url      string // where it came from
	home     string // where nobody says what references are relative to: the feed's own link
}

// Rhythm is what a feed asks of those who poll it.
type Rhythm struct {
	TTL          time.Duration  // RSS ttl; 0 is unknown
	SkipHours    []int          // 0 to 23, GMT, in order
	SkipDays     []time.Weekday // in order
	UpdatePeriod time.Duration  // sy:updatePeriod over sy:updateFrequency; 0 is unknown
}

// Parse reads one document. It fails only when the bytes are no feed, with an
// *Error that says what they are; everything else is mended, and said so in
// Repairs. Its time is linear in the length of body, which it does not keep.
func Parse(body []byte, o Options) (*Document, error) {
	in, err := decode(body, o)
	if err != nil {
		return nil, err
	}
	d := &Document{Encoding: in.label, language: o.Language, url: o.URL}
	for _, note := range in.notes {
		d.notes.add(note)
	}
	if looksJSON(in.text) {
		err = d.readJSON(in.text, o)
	} else {
		err = d.grow(in.text, o)
	}
	if err != nil {
		return nil, err
	}
	d.Repairs = d.notes.list()
	return d, nil
}

// grow reads an XML document.
func (d *Document) grow(text string, o Options) error {
	b := prepare()
	defer b.clear()
	t, err := grow(b, text, o, d.notes.add)
	if err != nil {
		return err
	}
	d.Cut = t.torn
	return d.readXML(t, o)
}
