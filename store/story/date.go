package story

import "strconv"

// Dates in figures are written out, so that "30.05.2025" and "30. Mai 2025"
// are the same words; "2025.5.30" of Korean texts is three figures.

var months = [...]string{"januar", "februar", "maerz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"}

// date takes a date in figures from the beginning of s, as it is written in
// German or Korean; nil is none.
func date(s string) (ts []token, rest string) {
	var parts [3]string
	rest = s
	for n := range parts {
		size := digits(rest)
		parts[n], rest = rest[:size], rest[size:]
		if n < 2 && (rest == "" || rest[0] != '.') {
			return nil, s
		}
		if n < 2 {
			rest = rest[1:]
		}
	}
	a, b, c := among(parts[0], 1, 31), among(parts[1], 1, 12), among(parts[2], 1, 31)
	number := func(s string) token { s, _ = figure(s); return token{s: s, figure: true} }
	month := func(n int) token { return token{s: months[n-1], upper: true, begins: 0} }
	switch {
	case a > 0 && b > 0 && (len(parts[2]) == 4 || len(parts[2]) == 2):
		year := parts[2]
		if len(year) == 2 {
			year = "20" + year
		}
		return []token{number(parts[0]), month(b), number(year)}, rest
	case a > 0 && b > 0 && len(parts[1]) == 2 && parts[2] == "": // "30.05."
		return []token{number(parts[0]), month(b)}, rest
	case len(parts[0]) == 4 && b > 0 && c > 0:
		return []token{number(parts[0]), number(parts[1]), number(parts[2])}, rest
	}
	return nil, s
}

// among is a number of one or two digits within bounds, 0 for any other.
func among(s string, least, most int) int {
	n, err := strconv.Atoi(s)
	if err != nil || len(s) > 2 || n < least || n > most {
		return 0
	}
	return n
}
