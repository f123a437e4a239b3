package store

import (
	"fmt"
	"regexp"
	"time"

	"koreadesk/news"
)

// roll is a source's line in the file: its number, which everything else
// refers to, and its last configuration.
type roll struct {
	number uint32
	root   string // the id its first item ids were made from: it outlives renaming
	source *news.Source
}

const usualRoll = 160 // octets of a record

func encodeRoll(r roll) []byte {
	w := make(wire, 0, usualRoll)
	w.num(1, uint64(r.number))
	w.str(2, r.root)
	w.bytes(3, encodeSource(r.source))
	return w
}

// encodeSource writes what a source's items need even when it is configured no
// more. How it is asked (Access, Proxy, Robots, Page, Article, Meta) matters
// only while it is: it is never written, secrets least of all.
func encodeSource(s *news.Source) []byte {
	w := make(wire, 0, usualRoll)
	w.str(1, s.ID)
	for _, id := range s.Was {
		w.element(2, id)
	}
	w.str(3, s.Title)
	w.str(4, s.URL)
	w.str(5, s.Language)
	w.str(6, s.Timezone)
	for _, t := range s.Tags {
		w.element(7, t)
	}
	w.signed(8, int64(s.Priority))
	var rights wire
	rights.str(1, string(s.Rights.Content))
	rights.flag(2, s.Rights.Images)
	rights.str(3, s.Rights.Attribution)
	rights.str(4, s.Rights.Licence)
	w.bytes(9, rights)
	if s.Key != nil {
		w.str(10, s.Key.String())
	}
	w.signed(11, int64(s.Every))
	w.signed(12, int64(s.EveryMax))
	w.signed(13, int64(s.FirstFetch))
	w.flag(14, s.AllowPrivate)
	w.flag(15, s.OwnEvery)
	w.flag(16, s.Agreed)
	w.signed(17, int64(s.Missing))
	return w
}

func decodeRoll(b []byte) (r roll, err error) {
	r.source = new(news.Source)
	err = fields(b, func(f field) error {
		switch f.n {
		case 1:
			r.number = uint32(f.num)
		case 2:
			r.root = f.s
		case 3:
			return f.inside(func(f field) error { return sourceField(f, r.source) })
		}
		return nil
	})
	return r, err
}

func sourceField(f field, s *news.Source) error {
	switch f.n {
	case 1:
		s.ID = f.s
	case 2:
		s.Was = append(s.Was, f.s)
	case 3:
		s.Title = f.s
	case 4:
		s.URL = f.s
	case 5:
		s.Language = f.s
	case 6:
		s.Timezone = f.s
	case 7:
		s.Tags = append(s.Tags, f.s)
	case 8:
		s.Priority = int(f.signed())
	case 9:
		return f.inside(func(f field) error { return rightsField(f, &s.Rights) })
	case 10:
		key, err := regexp.Compile(f.s)
		if err != nil {
			return fmt.Errorf("%w: key: %w", errMalformed, err)
		}
		s.Key = key
	case 11:
		s.Every = time.Duration(f.signed())
	case 12:
		s.EveryMax = time.Duration(f.signed())
	case 13:
		s.FirstFetch = int(f.signed())
	case 14:
		s.AllowPrivate = f.flag()
	case 15:
		s.OwnEvery = f.flag()
	case 16:
		s.Agreed = f.flag()
	case 17:
		s.Missing = time.Duration(f.signed())
	}
	return nil
}

func rightsField(f field, r *news.Rights) error {
	switch f.n {
	case 1:
		r.Content = news.Extent(f.s)
	case 2:
		r.Images = f.flag()
	case 3:
		r.Attribution = f.s
	case 4:
		r.Licence = f.s
	}
	return nil
}
