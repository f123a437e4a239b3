package store

import (
	"google.golang.org/protobuf/encoding/protowire"

	"koreadesk/news"
)

// What was found on a page without a feed.

func encodeChoice(c news.Choice) []byte {
	var w wire
	w.str(1, c.Feed)
	w.str(2, c.Why)
	w.time(3, c.Since)
	for n, text := range []string{c.Page.Items, c.Page.Title, c.Page.Link, c.Page.Date, c.Page.Summary, c.Page.Category, c.Page.Next} {
		w.str(protowire.Number(4+n), text)
	}
	return w
}

func decodeChoice(f field, c *news.Choice) error {
	texts := []*string{&c.Page.Items, &c.Page.Title, &c.Page.Link, &c.Page.Date, &c.Page.Summary, &c.Page.Category, &c.Page.Next}
	return f.inside(func(f field) error {
		switch n := int(f.n) - 4; {
		case f.n == 1:
			c.Feed = f.s
		case f.n == 2:
			c.Why = f.s
		case f.n == 3:
			return f.into(&c.Since)
		case n >= 0 && n < len(texts):
			*texts[n] = f.s
		}
		return nil
	})
}

func encodeListed(l news.Listed) []byte {
	var w wire
	w.num(1, l.Link)
	w.num(2, l.Line)
	w.signed(3, int64(l.Tries))
	w.flag(4, l.Told)
	return w
}

func decodeListed(f field, s *news.State) error {
	var l news.Listed
	err := f.inside(func(f field) error {
		switch f.n {
		case 1:
			l.Link = f.num
		case 2:
			l.Line = f.num
		case 3:
			l.Tries = int(f.signed())
		case 4:
			l.Told = f.flag()
		}
		return nil
	})
	s.Listed = append(s.Listed, l)
	return err
}
