package tagger

import (
	"slices"
)

// reading is one Subject as found by the automaton: what every tag's judgement
// starts from.
type reading struct {
	subject  Subject
	language string
	texts    []*text
	finds    [][]find // by book
	cued     [][]find // by cue
	loans    []find   // Korean words that sound foreign
}

// find is a term at its place.
type find struct {
	*term
	text  *text
	order int // of its text
	start int // folded bytes
	end   int // of the word as the vocabulary has it
	stop  int // with its ending
}

// read folds s and finds all words of all books in it.
func (t *Tagger) read(s Subject) *reading {
	r := &reading{subject: s, finds: make([][]find, len(t.books)), cued: make([][]find, t.cues)}
	r.add(FieldTitle, 0, s.Title)
	r.add(FieldSummary, 0, s.Summary)
	r.add(FieldContent, 0, s.Content)
	for n, c := range s.Categories {
		r.add(FieldCategory, n, c)
	}
	r.language = detect(r.texts, s.Language)
	for order, x := range r.texts {
		t.finder.scan(x.fold, func(word int32, start, end int) {
			for _, m := range t.byWord[word] {
				stop, ok := m.fits(x, start, end)
				if !ok {
					continue
				}
				f := find{term: m, text: x, order: order, start: start, end: end, stop: stop}
				if m.role == cue {
					r.cued[m.cue] = append(r.cued[m.cue], f)
				} else {
					r.finds[m.book] = append(r.finds[m.book], f)
				}
			}
		})
		if r.language == "ko" {
			r.loans = append(r.loans, loans(x, order)...)
		}
	}
	return r
}

func (r *reading) add(field Field, nth int, raw string) {
	if raw == "" {
		return
	}
	r.texts = append(r.texts, prepare(field, nth, raw))
}

// sorted puts finds in the order of the text, the longest of one place first.
func sorted(finds []find) []find {
	slices.SortStableFunc(finds, func(a, b find) int {
		switch {
		case a.order != b.order:
			return a.order - b.order
		case a.start != b.start:
			return a.start - b.start
		}
		return b.end - a.end
	})
	return finds
}

// covers reports whether a stands over all of b, and is longer.
func (a find) covers(b find) bool {
	return a.order == b.order && a.start <= b.start && a.end >= b.end && a.end-a.start > b.end-b.start
}
