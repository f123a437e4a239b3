package tagger

import (
	"cmp"
	"slices"
)

// reasonsMost is how many reasons a tag is given with.
const reasonsMost = 6

func reason(f Field, words string) string { return string(f) + ": " + words }

// because is the reasons for a judgement, the strongest first, each once.
func (j *judgement) because() []string {
	var list []string
	for _, s := range j.labels {
		list = append(list, reason(s.field, s.text))
	}
	best := make([]*finding, 0, len(j.found))
	for _, f := range j.found {
		if f.role == evidence && f.counts() >= 0.05 {
			best = append(best, f)
		}
	}
	slices.SortStableFunc(best, func(a, b *finding) int { return cmp.Compare(b.counts(), a.counts()) })
	for _, f := range best {
		if len(list) >= reasonsMost {
			break
		}
		s := reason(f.text.field, f.text.written(f.start, f.stop))
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	if len(list) < reasonsMost {
		for _, s := range j.taught.spokes() {
			if why := reason(s.text.field, s.text.written(s.start, s.end)); s.counts >= opinionLeast && len(list) < reasonsMost && !slices.Contains(list, why) {
				list = append(list, why)
			}
		}
	}
	for _, s := range j.priors {
		if why := reason(s.field, s.text); s.counts > 0 && len(list) < reasonsMost && !slices.Contains(list, why) {
			list = append(list, why)
		}
	}
	return list
}

// Explain tells everything that was found in s, and what became of it, for
// every tag there is.
func (t *Tagger) Explain(s Subject) Explanation {
	r := t.read(s)
	e := Explanation{Rules: t.rules, Language: r.language, Tags: make([]Reasoning, 0, len(t.books))}
	for _, j := range r.judgeAll(t.books) {
		if !j.book.silent {
			e.Tags = append(e.Tags, j.explain())
		}
	}
	return e
}

func (j *judgement) explain() Reasoning {
	r := Reasoning{Tag: j.book.tag, Given: j.given, Score: j.score, Threshold: j.book.threshold, Because: j.because(), Behind: j.rival}
	for _, s := range j.labels {
		r.Evidence = append(r.Evidence, s.explain(roleLabel))
	}
	for _, f := range j.found {
		if f.twin {
			continue
		}
		start, end := f.text.span(f.start, f.stop)
		r.Evidence = append(r.Evidence, Evidence{
			Text: f.text.written(f.start, f.stop), Term: f.word, Role: f.role.String(), Class: j.book.classes[f.class],
			Field: f.text.field, Nth: f.text.nth, Start: start, End: end,
			Weight: f.weight, Counts: round(f.counts()), Rules: f.notes,
		})
	}
	for _, s := range j.priors {
		r.Evidence = append(r.Evidence, s.explain(rolePrior))
	}
	for _, s := range j.taught.spokes() {
		r.Evidence = append(r.Evidence, s.explain())
	}
	return r
}

// explain tells of a word that speaks for the tag by what was learned: its
// weight is its share of the evidence.
func (s spoke) explain() Evidence {
	start, end := s.text.span(s.start, s.end)
	return Evidence{
		Text: s.text.written(s.start, s.end), Term: "as in labelled items", Role: roleLearned, Class: roleLearned,
		Field: s.text.field, Nth: s.text.nth, Start: start, End: end, Weight: round(s.counts), Counts: round(s.counts),
	}
}

// The roles of evidence that is no word of the text.
const (
	roleLabel   = "label"
	rolePrior   = "prior"
	roleLearned = "learned"
)

func (s sign) explain(role string) Evidence {
	e := Evidence{Text: s.text, Term: s.note, Role: role, Class: role, Field: s.field, Weight: s.weight, Counts: round(s.counts)}
	if s.counts < s.weight {
		e.Rules = []string{"something points elsewhere"}
	}
	return e
}
