package store

import (
	"math"

	"koreadesk/news"
)

// encodeVerdict writes tag ids with scores in thousandths, themes and whether
// the item is hidden. Reasons are not kept: they are found again when asked for.
func encodeVerdict(v news.Verdict) []byte {
	var w wire
	for _, s := range v.Tags {
		var one wire
		one.str(1, s.Tag)
		one.num(2, uint64(math.Round(max(s.Score, 0)*1000)))
		w.message(1, one)
	}
	for _, t := range v.Themes {
		w.element(2, t)
	}
	w.flag(3, v.Hidden)
	return w
}

func decodeVerdict(num uint64, b []byte) (news.Verdict, error) {
	v := news.Verdict{Item: num}
	err := fields(b, func(f field) error {
		switch f.n {
		case 1:
			var s news.Score
			err := f.inside(func(f field) error {
				switch f.n {
				case 1:
					s.Tag = f.s
				case 2:
					s.Score = float64(f.num) / 1000
				}
				return nil
			})
			v.Tags = append(v.Tags, s)
			return err
		case 2:
			v.Themes = append(v.Themes, f.s)
		case 3:
			v.Hidden = f.flag()
		}
		return nil
	})
	return v, err
}

func encodeEdit(e news.Edit) []byte {
	var w wire
	w.str(1, string(e.Act))
	w.str(2, e.Item)
	w.str(3, e.Value)
	w.str(4, e.Who)
	w.time(5, e.When)
	w.str(6, e.Why)
	return w
}

func decodeEdit(n uint64, b []byte) (news.Edit, error) {
	e := news.Edit{N: n}
	err := fields(b, func(f field) error {
		switch f.n {
		case 1:
			e.Act = news.Act(f.s)
		case 2:
			e.Item = f.s
		case 3:
			e.Value = f.s
		case 4:
			e.Who = f.s
		case 5:
			return f.into(&e.When)
		case 6:
			e.Why = f.s
		}
		return nil
	})
	return e, err
}

func encodeMark(m news.Mark) []byte {
	var w wire
	w.str(1, m.Hash)
	w.time(2, m.Changed)
	return w
}

func decodeMark(b []byte) (m news.Mark, err error) {
	err = fields(b, func(f field) error {
		switch f.n {
		case 1:
			m.Hash = f.s
		case 2:
			return f.into(&m.Changed)
		}
		return nil
	})
	return m, err
}
