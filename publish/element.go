package publish

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
)

// element is an entry as the element it is in an Atom feed. A page of hundreds
// that changes by one is then one to be written and read back, and the others
// copied.
type element struct {
	xml  []byte
	of   string // the Content it shows
	feed *byte  // the first of the feed that xml is a part of; nil: it is its own
}

// element is the entry's own where it is written down already.
func (e *entry) element() *element {
	for n := range e.elements {
		if d := &e.elements[n]; d.xml != nil && d.of == e.Content {
			return d
		}
	}
	return nil
}

// asElement writes an entry as the feed's element, and reads it back.
func (e *entry) asElement() ([]byte, error) {
	if d := e.element(); d != nil {
		return d.xml, nil
	}
	b, err := written(e.atom())
	if err == nil {
		err = wellFormed(b)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.ID, err)
	}
	return b, nil
}

// hold writes the entry's element down for the feeds to come, beside the one it
// was before: a page without room for all text has each in turn.
func (e *entry) hold() error {
	if e.element() != nil {
		return nil
	}
	b, err := e.asElement()
	e.elements = [2]element{{xml: b, of: e.Content}, e.elements[0]}
	return err
}

// written is an element as it stands in a feed.
func written(v any) ([]byte, error) { return xml.MarshalIndent(v, "  ", "  ") }

// elements are the entries and stubs of the page as they stand in its feed.
func (p *page) elements() ([]byte, error) {
	size := 0
	for _, e := range p.Entries {
		if d := e.element(); d != nil {
			size += len(d.xml) + 1
		}
	}
	out := make([]byte, 0, size)
	add := func(b []byte) { out = append(append(out, '\n'), b...) }
	stubs := p.Stubs
	bury := func() error {
		b, err := written(stubs[0].atom())
		add(b)
		stubs = stubs[1:]
		return err
	}
	for _, e := range p.Entries {
		// In an archive the order is the ledger's, for stubs as well.
		for p.Archive != "" && len(stubs) > 0 && stubs[0].line > e.line {
			if err := bury(); err != nil {
				return nil, err
			}
		}
		b, err := e.asElement()
		if err != nil {
			return nil, err
		}
		add(b)
	}
	for len(stubs) > 0 {
		if err := bury(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// without is a feed without the entries of the page, of which each must stand in
// it as it was written; place, which may be nil, is given where.
func (p *page) without(feed []byte, place func(e *entry, at []byte)) (frame []byte, err error) {
	for _, e := range p.Entries {
		b, err := e.asElement()
		if err != nil {
			return nil, err
		}
		n := bytes.Index(feed, b)
		if n < 0 {
			return nil, fmt.Errorf("it lacks the entry %s", e.ID)
		}
		if place != nil {
			place(e, feed[n:n+len(b):n+len(b)])
		}
		frame, feed = append(frame, feed[:n]...), feed[n+len(b):]
	}
	return append(frame, feed...), nil
}

// share has the entries hold their elements as parts of the feed, which is kept
// anyhow. No part of a former feed stays, for it would keep the whole of it.
func (p *page) share(feed []byte) error {
	_, err := p.without(feed, func(e *entry, at []byte) {
		d := e.element()
		d.xml, d.feed = at, &feed[0]
	})
	for _, e := range p.known {
		for n := range e.elements {
			if d := &e.elements[n]; d.feed != nil && d.feed != &feed[0] {
				d.xml, d.feed = bytes.Clone(d.xml), nil
			}
		}
	}
	return err
}

// checkAtom reads an Atom feed back: its entries were read when they were
// written.
func checkAtom(body []byte, p *page) error {
	frame, err := p.without(body, nil)
	if err != nil {
		return err
	}
	return checkXML(frame, "feed", "entry", p.URL(p.Archive+".atom"), 0)
}

// wellFormed reads an element as a strict parser would.
func wellFormed(b []byte) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("not well-formed: %w", err)
		}
	}
}
