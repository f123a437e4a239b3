package story

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"koreadesk/news/text"
)

// What a figure is, and what figures tell two texts apart.

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

// figure takes a figure from the beginning of s: "2,500", "2.500" and "2 500"
// are 2500, "1,2" is 1.2.
func figure(s string) (fig, rest string) {
	const decimals = 4 // more than are in a group of thousands
	var b strings.Builder
	group := 0 // digits since the last mark
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if isDigit(r) {
			b.WriteRune(r)
			group++
		} else if (r == '.' || r == ',') && digits(s[1:]) > 0 {
			if group = 0; digits(s[1:]) != 3 {
				b.WriteByte('.')
				group = decimals
			}
		} else if unicode.IsSpace(r) && group <= 3 && digits(s[size:]) == 3 {
			group = 0
		} else {
			break
		}
		s = s[size:]
	}
	fig = strings.TrimLeft(text.Fold(b.String()), "0")
	if fig == "" || fig[0] == '.' {
		fig = "0" + fig
	}
	return fig, s
}

// digits is how many digits s begins with.
func digits(s string) (n int) {
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
