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
	type proof struct {
		class  int
		counts float64
	}
	var few [32]proof
	proofs := few[:0]
	for _, f := range j.found {
		if v := f.counts(); f.role == what && v > 0 && meant(f) {
			proofs = append(proofs, proof{f.class, v})
		}
	}
	slices.SortFunc(proofs, func(a, b proof) int { return cmp.Or(a.class-b.class, cmp.Compare(b.counts, a.counts)) })
	doubt, nth := 1.0, 0
	for n, p := range proofs {
		nth++
		if n == 0 || p.class != proofs[n-1].class {
			nth = 0
		}
		if nth < len(echo) {
			doubt *= 1 - p.counts*echo[nth]
		}
	}
	return 1 - doubt
}

// weigh makes the score.
func (j *judgement) weigh(r *reading) {
	j.score = j.sum(evidence)
	for _, p := range j.book.priors {
		s, ok := p.fits(r)
		if !ok {
			continue
		}
		if w := p.Weight * (1 - j.sum(elsewhere)); w > 0.05 {
			s.counts = w
			j.score = 1 - (1-j.score)*(1-w)
		}
		j.priors = append(j.priors, s)
	}
	j.bare = round(j.score)
	if j.book.learned != nil {
		j.taught = r.taughtBy(j.book.learned).on(j)
		j.score = 1 - (1-j.score)*(1-j.taught.counts)
	}
	j.score = round(j.score)
}

// sign speaks for a tag without being a word of the text: the item's language,
// its source, a label.
type sign struct {
	field  Field
	text   string
	note   string // of the prior that it stands in
	weight float64
	counts float64
}

// fits is what p says of the item, false when it does not apply.
func (p Prior) fits(r *reading) (sign, bool) {
	if p.Language != "" && p.Language != r.language || among(p.Except, r.subject.Source) {
		return sign{}, false
	}
	if len(p.Sources) == 0 {
		return sign{field: FieldLanguage, text: p.Language, note: p.Note, weight: p.Weight}, true
	}
	if !among(p.Sources, r.subject.Source) {
		return sign{}, false
	}
	return sign{field: FieldSource, text: r.subject.Source, note: p.Note, weight: p.Weight}, true
}

// among reports whether ids name source; an id that ends in * names every one
// that begins so.
func among(ids []string, source string) bool {
	return slices.ContainsFunc(ids, func(id string) bool {
		begins, open := strings.CutSuffix(id, "*")
		return source == id || open && strings.HasPrefix(source, begins)
	})
}

// round is to three places.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }
