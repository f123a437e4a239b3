package tagger

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// echo is what the second, third, ... find of one class adds.
var echo = [...]float64{1, 0.4, 0.2, 0.1}

// sum weighs all findings of a role: within a class each further one proves
// less; classes prove independently of one another.
func (j *judgement) sum(what role) float64 {
	return j.sumOf(what, func(*finding) bool { return true })
}

// sumOf is sum of those findings that are meant.
func (j *judgement) sumOf(what role, meant func(*finding) bool) float64 {
	classes := make([][]float64, len(j.book.classes))
	for _, f := range j.found {
		if v := f.counts(); f.role == what && v > 0 && meant(f) {
			classes[f.class] = append(classes[f.class], v)
		}
	}
	doubt := 1.0
	for _, values := range classes {
		slices.SortFunc(values, func(a, b float64) int { return cmp.Compare(b, a) })
		for n, v := range values[:min(len(values), len(echo))] {
			doubt *= 1 - v*echo[n]
		}
	}
	return 1 - doubt
}

// weigh makes the score.
func (j *judgement) weigh(r *reading) {
	j.score = j.sum(evidence)
	for _, p := range j.book.priors {
		why := p.fits(r)
		if why == "" {
			continue
		}
		if w := p.Weight * (1 - j.sum(elsewhere)); w > 0.05 {
			j.priors = append(j.priors, why)
			j.score = 1 - (1-j.score)*(1-w)
		}
	}
	j.score = round(j.score)
}

// fits is the reason p gives for the item, "" when it does not apply.
func (p Prior) fits(r *reading) string {
	if p.Language != "" && p.Language != r.language {
		return ""
	}
	if len(p.Sources) == 0 {
		return reason(FieldLanguage, p.Language)
	}
	for _, id := range p.Sources {
		begins, open := strings.CutSuffix(id, "*")
		if r.subject.Source == id || open && strings.HasPrefix(r.subject.Source, begins) {
			return reason(FieldSource, r.subject.Source)
		}
	}
	return ""
}

// round is to three places.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }
