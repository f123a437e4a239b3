package store

import (
	"strings"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

const usualOrigin = 192 // octets of a record

// encodeOrigin writes what a feed says of itself.
func encodeOrigin(o news.Origin) []byte {
	w := make(wire, 0, usualOrigin)
	w.str(1, o.ID)
	w.str(2, o.Title)
	w.str(3, o.Link)
	w.str(4, o.Self)
	w.str(5, o.Language)
	w.str(6, o.Rights)
	w.time(7, o.Updated)
	return w
}

func decodeOrigin(f field, o *news.Origin) error {
	return f.inside(func(f field) error { return originField(f, o) })
}

func originField(f field, o *news.Origin) error {
	switch f.n {
	case 1:
		o.ID = f.s
	case 2:
		o.Title = f.s
	case 3:
		o.Link = f.s
	case 4:
		o.Self = f.s
	case 5:
		o.Language = f.s
	case 6:
		o.Rights = f.s
	case 7:
		return f.into(&o.Updated)
	}
	return nil
}

// origins are what feeds said of themselves, each once: items refer to them by
// number. Origin.Updated is not part of it, it changes with every document.
type origins struct {
	byNumber []news.Origin          // from 1; the first element is not used
	numbers  map[news.Origin]uint32 // nil until somebody asks for one
}

func (o *origins) load(s *Store, tx *bbolt.Tx) error {
	o.byNumber, o.numbers = make([]news.Origin, 1), nil
	return tx.Bucket(bucketOrigins).ForEach(func(k, v []byte) error {
		b, err := s.press.unframe(k, v)
		var one news.Origin
		if err == nil {
			err = fields(b, func(f field) error { return originField(f, &one) })
		}
		if err != nil { // an item without its origin is still an item
			_ = s.damaged(bucketOrigins, k, err)
			one = news.Origin{}
		}
		o.byNumber = append(o.byNumber, one)
		return nil
	})
}

// number is that of an origin the file has.
func (o *origins) number(one news.Origin) (n uint32, known bool) {
	if o.numbers == nil {
		o.numbers = make(map[news.Origin]uint32, len(o.byNumber))
		for n, one := range o.byNumber {
			o.note(one, n)
		}
	}
	n, known = o.numbers[one]
	return n, known
}

func (o *origins) note(one news.Origin, n int) {
	if o.numbers != nil && one != (news.Origin{}) {
		o.numbers[one] = uint32(n)
	}
}

// ownOrigin is an origin with strings of its own: they were cut out of a
// document, which would stay in memory with them.
func ownOrigin(o news.Origin) news.Origin {
	for _, s := range []*string{&o.ID, &o.Title, &o.Link, &o.Self, &o.Language, &o.Rights} {
		*s = strings.Clone(*s)
	}
	return o
}

// add gives an origin the next number.
func (o *origins) add(one news.Origin) {
	one = ownOrigin(one)
	o.byNumber = append(o.byNumber, one)
	o.note(one, len(o.byNumber)-1)
}

// origin is the one with this number.
func (s *Store) origin(number uint32) news.Origin {
	s.mu.Lock()
	defer s.mu.Unlock()
	if int(number) >= len(s.origins.byNumber) {
		return news.Origin{}
	}
	return s.origins.byNumber[number]
}
