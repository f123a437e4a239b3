package store

import "koreadesk/news"

// How a source fares.

func encodeTrouble(t news.Trouble) []byte {
	var w wire
	w.str(1, t.Kind)
	w.signed(2, int64(t.Status))
	w.str(3, t.Reason)
	w.time(4, t.Since)
	w.signed(5, int64(t.Times))
	w.str(6, t.Found)
	return w
}

func decodeTrouble(f field, t *news.Trouble) error {
	return f.inside(func(f field) error {
		switch f.n {
		case 1:
			t.Kind = f.s
		case 2:
			t.Status = int(f.signed())
		case 3:
			t.Reason = f.s
		case 4:
			return f.into(&t.Since)
		case 5:
			t.Times = int(f.signed())
		case 6:
			t.Found = f.s
		}
		return nil
	})
}

func encodeChange(c news.Change) []byte {
	var w wire
	w.time(1, c.At)
	w.str(2, string(c.Was))
	w.str(3, string(c.Now))
	w.str(4, c.Why)
	w.str(5, c.Next)
	return w
}

func decodeChange(record field) (c news.Change, err error) {
	err = record.inside(func(f field) error {
		switch f.n {
		case 1:
			return f.into(&c.At)
		case 2:
			c.Was = news.Health(f.s)
		case 3:
			c.Now = news.Health(f.s)
		case 4:
			c.Why = f.s
		case 5:
			c.Next = f.s
		}
		return nil
	})
	return c, err
}
