package story

import "slices"

// What is a name, as far as letters tell it.

// otherNames says which names for certain each title has and the other telling
// lacks.
func (c *comparison) otherNames() string {
	a, b := proper(c.x.title, c.y), proper(c.y.title, c.x)
	for n := range a {
		if a[n] != "" && b[n] != "" {
			return "names differ: " + a[n] + ", " + b[n]
		}
	}
	return ""
}

// proper is two words of a title that are names for certain, and that the other
// telling lacks: one in capitals unless all are, and a city's. A city and a
// ministry do not stand for each other.
func proper(title []token, other told) (names [2]string) {
	shouted := !slices.ContainsFunc(title, func(t token) bool { return !t.figure && !t.caps })
	for _, t := range title {
		acronym := t.caps && !shouted && len(t.s) > 1 && len(t.s) <= mostAcronym && !genres[t.s]
		switch {
		case !acronym && !city(t.s) || other.says(t):
		case city(t.s):
			names[1] = t.s
		default:
			names[0] = t.s
		}
	}
	return names
}

// place is the one foreign country a title speaks of; "" when it speaks of none
// or of several.
func (t told) place() (code string) {
	for _, w := range t.title {
		if c := country(w.s); c != "" && c != "de" && c != code {
			if code != "" {
				return ""
			}
			code = c
		}
	}
	return code
}

// telling reports whether capitals tell anything in texts: not where one is
// printed in capitals, or all words of a title begin with one.
func telling(parts ...[]token) bool {
	for _, part := range parts {
		upper, words := 0, 0
		for _, t := range part {
			if !t.figure && !grammar[t.s] {
				words++
				if t.upper {
					upper++
				}
			}
		}
		if words >= leastTitle && upper == words {
			return false
		}
	}
	return true
}

// named reports whether a word may be a name: it has a capital (in German any
// noun may).
func named(t token) bool {
	return t.upper && len(t.s) > 1 && !grammar[t.s] && !calendar[t.s]
}
