package tagger

import (
	"slices"
	"strings"
	"unicode/utf8"
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
	taught   []*taught
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

// What is read of one item: an article's subject shows early, and a text made
// to be long must not cost more than an article.
const (
	fieldMost    = 24 << 10 // bytes of a field
	categoryMost = 64       // labels
	findMost     = 400      // finds of one book or one cue
)

// Reads reports whether any tag is looked for in the text of items: of a desk
// without words, labels and source tags alone count.
func (t *Tagger) Reads() bool { return len(t.byWord) > 0 }

// read folds s and finds all words of all books in it.
func (t *Tagger) read(s Subject) *reading {
	r := &reading{subject: s, finds: make([][]find, len(t.books)), cued: make([][]find, t.cues)}
	if t.Reads() {
		r.prepare()
	}
	for n, c := range s.Categories[:min(len(s.Categories), categoryMost)] {
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
				list := &r.finds
				at := m.book
				if m.role == cue {
					list, at = &r.cued, m.cue
				}
				if len((*list)[at]) < findMost {
					(*list)[at] = append((*list)[at], f)
				}
			}
		})
		if r.language == "ko" && len(r.loans) < findMost {
			r.loans = append(r.loans, loans(x, order)...)
		}
	}
	return r
}

// prepare folds the texts of the subject.
func (r *reading) prepare() {
	s := r.subject
	r.add(FieldTitle, 0, s.Title)
	same := strings.TrimSpace(s.Content) == strings.TrimSpace(s.Summary)
	if same || !repeats(s.Content, s.Summary) {
		r.add(FieldSummary, 0, s.Summary)
	}
	if !same {
		r.add(FieldContent, 0, s.Content)
	}
}

// repeats reports whether content begins with summary: what is said once is not
// said twice.
func repeats(content, summary string) bool {
	return len(summary) > 0 && strings.HasPrefix(strings.TrimSpace(content), strings.TrimRight(strings.TrimSpace(summary), ".… "))
}

func (r *reading) add(field Field, nth int, raw string) {
	if raw == "" {
		return
	}
	if len(raw) > fieldMost {
		cut := fieldMost
		for cut > 0 && !utf8.RuneStart(raw[cut]) {
			cut--
		}
		raw = raw[:cut]
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
