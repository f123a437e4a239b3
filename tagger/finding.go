package tagger

import "fmt"

// finding is a find and what is left of it.
type finding struct {
	find
	factor float64
	notes  []string // the rules that took weight
	twin   bool     // another find of the same word at the same place counts instead
	out    bool     // a mask, a longer find or a missing condition took all
}

// lower takes weight from f.
func (f *finding) lower(factor float64, format string, args ...any) {
	f.factor *= factor
	f.notes = append(f.notes, fmt.Sprintf(format, args...))
	if f.factor == 0 {
		f.out = true
	}
}

// counts is what f proves: its weight, by field and rules.
func (f *finding) counts() float64 {
	if f.out {
		return 0
	}
	return f.weight * f.factor * f.reach()
}

// The lead is where a text says what it is about; what is first named far
// behind it is an aside.
const (
	leadBytes  = 320
	asideBytes = 1500
)

// reach is what a find's place is worth.
func (f *finding) reach() float64 {
	switch f.text.field {
	case FieldTitle:
		return 1
	case FieldSummary:
		switch {
		case f.start < leadBytes:
			return 0.9
		case f.start < asideBytes:
			return 0.75
		}
		return 0.2
	case FieldCategory:
		return 0.9
	}
	switch {
	case f.order <= 1 && f.start < leadBytes:
		return 0.9
	case f.start < asideBytes:
		return 0.6
	}
	return 0.2
}
