package store

import (
	"fmt"
	"slices"
	"time"

	"google.golang.org/protobuf/encoding/protowire"

	"koreadesk/news"
)

const usualState = 512 // octets of a record

// encodeState writes all that is remembered of a source.
func encodeState(s *news.State) []byte {
	w := make(wire, 0, usualState)
	w.str(1, s.URL)
	w.str(2, s.ETag)
	w.str(3, s.LastModified)
	if s.BodyHash != [32]byte{} {
		w.bytes(4, s.BodyHash[:])
	}
	w.bytes(5, encodeOrigin(s.Feed))
	w.str(6, s.Asked)
	w.str(7, s.Moved)
	w.bytes(8, encodeMove(s.Moving))
	w.bytes(15, encodeRhythm(s.Rhythm))
	w.bytes(18, encodeTrouble(s.Trouble))
	w.flag(21, s.Stopped)
	w.bytes(22, encodeReservation(s.Reserved))
	w.flag(23, s.Fetched)
	w.flag(24, s.Founder)
	for _, n := range s.Notes {
		w.element(25, n)
	}
	w.str(26, s.Reader)
	w.bytes(27, encodeChoice(s.Choice))
	for _, l := range s.Listed {
		w.message(28, encodeListed(l))
	}
	for _, d := range s.Drift {
		w.element(29, d)
	}
	for _, r := range s.Repairs {
		w.element(30, r)
	}
	w.bytes(35, encodeRobots(s.Robots))
	encodeSchedule(&w, s)
	encodeFaring(&w, s)
	return w
}

// encodeSchedule writes when a source was and will be asked. Times keep their
// nanoseconds: a schedule is compared with them.
func encodeSchedule(w *wire, s *news.State) {
	w.time(9, s.Polled)
	w.time(10, s.OK)
	w.time(11, s.New)
	w.time(12, s.Next)
	w.signed(13, int64(s.Interval))
	w.str(14, s.Because)
	w.signed(17, int64(s.Failures))
	w.time(19, s.NotUntil)
	w.time(20, s.Held)
}

// encodeFaring writes what the verdict on a source is made of, and what was added
// since.
func encodeFaring(w *wire, s *news.State) {
	for _, d := range s.Days {
		w.each(31, uint64(d))
	}
	w.bytes(38, encodeMoments(s.History))
	w.flag(32, s.Dated)
	w.flag(33, s.Empty)
	for _, c := range s.Changes {
		w.message(34, encodeChange(c))
	}
	w.str(36, s.HeldHost)
	w.time(37, s.Migrated)
}

// decodeState reads a state; the caller sets its Source.
func decodeState(b []byte) (*news.State, error) {
	s := new(news.State)
	return s, readState(b, s)
}

// again makes a state one to be read into, which keeps the room its lists have.
func again(s *news.State) *news.State {
	*s = news.State{History: s.History[:0], Days: s.Days[:0]}
	return s
}

// readState reads a state into one that is empty.
func readState(b []byte, s *news.State) error {
	return fields(b, func(f field) error {
		switch f.n {
		case 1:
			s.URL = f.s
		case 2:
			s.ETag = f.s
		case 3:
			s.LastModified = f.s
		case 4:
			copy(s.BodyHash[:], f.b)
		case 5:
			return decodeOrigin(f, &s.Feed)
		case 6:
			s.Asked = f.s
		case 7:
			s.Moved = f.s
		case 8:
			return decodeMove(f, &s.Moving)
		case 15:
			return decodeRhythm(f, &s.Rhythm)
		case 18:
			return decodeTrouble(f, &s.Trouble)
		case 21:
			s.Stopped = f.flag()
		case 22:
			return decodeReservation(f, &s.Reserved)
		case 23:
			s.Fetched = f.flag()
		case 24:
			s.Founder = f.flag()
		case 25:
			s.Notes = append(s.Notes, f.s)
		case 26:
			s.Reader = f.s
		case 27:
			return decodeChoice(f, &s.Choice)
		case 28:
			return decodeListed(f, s)
		case 29:
			s.Drift = append(s.Drift, f.s)
		case 30:
			s.Repairs = append(s.Repairs, f.s)
		case 35:
			return decodeRobots(f, &s.Robots)
		default:
			if f.n > 30 {
				return decodeFaring(f, s)
			}
			return decodeSchedule(f, s)
		}
		return nil
	})
}

// decodeSchedule reads one of the fields that encodeSchedule writes.
func decodeSchedule(f field, s *news.State) error {
	switch f.n {
	case 9:
		return f.into(&s.Polled)
	case 10:
		return f.into(&s.OK)
	case 11:
		return f.into(&s.New)
	case 12:
		return f.into(&s.Next)
	case 13:
		s.Interval = time.Duration(f.signed())
	case 14:
		s.Because = f.s
	case 16: // until the list was packed
		t, err := f.time()
		s.History = append(s.History, t)
		return err
	case 17:
		s.Failures = int(f.signed())
	case 19:
		return f.into(&s.NotUntil)
	case 20:
		return f.into(&s.Held)
	}
	return nil
}

// decodeFaring reads one of the fields that encodeFaring writes.
func decodeFaring(f field, s *news.State) error {
	switch f.n {
	case 31:
		if s.Days == nil {
			s.Days = make([]int, 0, 16) // there are mostly some
		}
		s.Days = append(s.Days, int(f.num))
	case 32:
		s.Dated = f.flag()
	case 33:
		s.Empty = f.flag()
	case 34:
		c, err := decodeChange(f)
		s.Changes = append(s.Changes, c)
		return err
	case 36:
		s.HeldHost = f.s
	case 37:
		return f.into(&s.Migrated)
	case 38:
		moments, err := decodeMoments(f.b, s.History)
		s.History = moments
		return err
	}
	return nil
}

// encodeMoments writes instants of whole seconds: the first as zigzag seconds since
// 1970, each other as how much later it is than the one before.
func encodeMoments(list []time.Time) []byte {
	b := make([]byte, 0, 4*len(list))
	last := int64(0)
	for _, t := range list {
		b = protowire.AppendVarint(b, protowire.EncodeZigZag(t.Unix()-last))
		last = t.Unix()
	}
	return b
}

// decodeMoments adds to a list what encodeMoments wrote.
func decodeMoments(b []byte, list []time.Time) ([]time.Time, error) {
	count := 0
	for _, c := range b {
		if c < 0x80 { // the last octet of a number
			count++
		}
	}
	list, last := slices.Grow(list, count), int64(0)
	for len(b) > 0 {
		v, n := protowire.ConsumeVarint(b)
		if n < 0 {
			return nil, fmt.Errorf("%w: no instant", errMalformed)
		}
		last += protowire.DecodeZigZag(v)
		list, b = append(list, time.Unix(last, 0).UTC()), b[n:]
	}
	return list, nil
}
