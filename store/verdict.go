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
