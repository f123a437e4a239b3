package store

import (
	"slices"

	"google.golang.org/protobuf/encoding/protowire"

	"koreadesk/news"
)

func encodeThemeLine(t themeLine) []byte {
	var w wire
	w.num(1, uint64(t.number))
	w.str(2, string(t.clock))
	w.flag(3, t.retired)
	for _, id := range t.was {
		w.str(4, id)
	}
	w.flag(5, t.private)
	return w
}

func decodeThemeLine(b []byte) (t themeLine, err error) {
	err = fields(b, func(f field) error {
		switch f.n {
		case 1:
			t.number = uint32(f.num)
		case 2:
			t.clock = news.Clock(f.s)
		case 3:
			t.retired = f.flag()
		case 4:
			t.was = append(t.was, f.s)
		case 5:
			t.private = f.flag()
		}
		return nil
	})
	return t, err
}

func encodeStay(st stay) []byte {
	var w wire
	w.num(1, st.n)
	w.num(2, uint64(st.source))
	w.time(3, st.at)
	if st.aside() {
		w.time(4, st.touched)
	}
	return w
}

func decodeStay(b []byte) (st stay, err error) {
	err = fields(b, func(f field) error {
		switch f.n {
		case 1:
			st.n = f.num
		case 2:
			st.source = uint32(f.num)
		case 3:
			return f.into(&st.at)
		case 4:
			return f.into(&st.touched)
		}
		return nil
	})
	if st.touched.IsZero() {
		st.touched = st.at
	}
	return st, err
}

// whys are the reasons an item enters for, by their numbers in the file.
var whys = []string{1: news.WhyArrived, 2: news.WhyChanged, 3: news.WhyBackfill, 4: news.WhyRules, 5: news.WhyEdit}

func encodePlace(p news.Place) []byte {
	var w wire
	w.num(1, p.Item)
	w.time(2, p.Entered)
	w.time(placeLeft, p.Left)
	if n := slices.Index(whys, p.Why); n > 0 {
		w.num(5, uint64(n))
	} else {
		w.str(4, p.Why)
	}
	return w
}

// placeLeft is the field of when an item left.
const placeLeft fieldNumber = 3

// saysLeft reports whether a line says so, without reading the rest of it: hardly
// one does. Of a malformed one it says yes, so that it is read.
func saysLeft(b []byte) bool {
	for len(b) > 0 {
		n, typ, size := protowire.ConsumeTag(b)
		if size < 0 || n == placeLeft {
			return true
		}
		b = b[size:]
		if size = protowire.ConsumeFieldValue(n, typ, b); size < 0 {
			return true
		}
		b = b[size:]
	}
	return false
}

func decodePlace(n uint64, b []byte) (news.Place, error) {
	p := news.Place{N: n}
	err := fields(b, func(f field) error {
		switch f.n {
		case 1:
			p.Item = f.num
		case 2:
			return f.into(&p.Entered)
		case placeLeft:
			return f.into(&p.Left)
		case 4:
			p.Why = f.s
		case 5:
			if f.num < uint64(len(whys)) {
				p.Why = whys[f.num]
			}
		}
		return nil
	})
	return p, err
}
