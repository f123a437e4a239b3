package story

import "slices"

// What figures tell two texts apart.

// ranked is the first figure among words, "" without any. Figures that both
// tellings have, but not in one order, are a score or a date turned around.
func ranked(ts []token) string {
	for _, t := range ts {
		if t.figure {
			return t.s
		}
	}
	return ""
}

// rearranged reports whether the figures that two texts have in common do not
// come in one order: one that moved with its clause has not changed places with
// another.
func rearranged(al alignment) bool {
	shared := func(of, in []token) (out []string) {
		left := make(map[string]int)
		for _, t := range in {
			if t.figure {
				left[t.s]++
			}
		}
		for _, t := range of {
			if t.figure && left[t.s] > 0 {
				left[t.s]--
				out = append(out, t.s)
			}
		}
		return out
	}
	return !slices.Equal(shared(al.a, al.b), shared(al.b, al.a))
}

// fact is the first figure, day or month among words, else the first name.
func fact(ts []token) (f token) {
	for _, t := range ts {
		if dated := calendar[t.s] && (t.upper || hangul(t.s)); t.figure || dated {
			t.figure = true
			return t
		}
		if f.s == "" && named(t) {
			f = t
		}
	}
	return f
}
