package store

import (
	"time"

	"koreadesk/news"
)

// What a source's server said of how it wants to be asked.

func encodeRobots(r news.RobotsText) []byte {
	var w wire
	w.str(1, r.Site)
	w.time(2, r.Until)
	for _, line := range r.Lines {
		w.element(3, line)
	}
	return w
}

func decodeRobots(f field, r *news.RobotsText) error {
	return f.inside(func(f field) error {
		switch f.n {
		case 1:
			r.Site = f.s
		case 2:
			return f.into(&r.Until)
		case 3:
			r.Lines = append(r.Lines, f.s)
		}
		return nil
	})
}

func encodeRhythm(r news.Rhythm) []byte {
	var w wire
	w.signed(1, int64(r.Every))
	w.str(4, r.By)
	for _, h := range r.SkipHours {
		w.each(2, uint64(h))
	}
	for _, d := range r.SkipDays {
		w.each(3, uint64(d))
	}
	return w
}

func decodeRhythm(f field, r *news.Rhythm) error {
	return f.inside(func(f field) error {
		switch f.n {
		case 1:
			r.Every = time.Duration(f.signed())
		case 2:
			r.SkipHours = append(r.SkipHours, int(f.num))
		case 3:
			r.SkipDays = append(r.SkipDays, time.Weekday(f.num))
		case 4:
			r.By = f.s
		}
		return nil
	})
}

func encodeMove(m news.Move) []byte {
	var w wire
	w.str(1, m.To)
	w.time(2, m.Since)
	return w
}

func decodeMove(f field, m *news.Move) error {
	return f.inside(func(f field) error {
		switch f.n {
		case 1:
			m.To = f.s
		case 2:
			return f.into(&m.Since)
		}
		return nil
	})
}

func encodeReservation(r news.Reservation) []byte {
	var w wire
	w.flag(1, r.Reserved)
	w.str(2, r.Policy)
	return w
}

func decodeReservation(f field, r *news.Reservation) error {
	return f.inside(func(f field) error {
		switch f.n {
		case 1:
			r.Reserved = f.flag()
		case 2:
			r.Policy = f.s
		}
		return nil
	})
}
