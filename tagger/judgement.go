package tagger

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// judgement is the decision on one tag.
type judgement struct {
	book   *book
	found  []*finding
	labels []string // reasons that need no words: categories, the source
	priors []string // the reasons priors give
	score  float64
	given  bool
	rival  string // the tags of its family that left no room for it
}

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

// judge decides on the tag of book n.
func (r *reading) judge(n int, b *book) *judgement {
	j := &judgement{book: b}
	finds := r.finds[n]
	if b.home && len(b.priors) > 0 {
		finds = append(finds, b.loans(r.loans)...)
	}
	for _, f := range sorted(finds) {
		j.found = append(j.found, &finding{find: f, factor: 1})
	}
	j.shadow()
	j.require(r)
	j.spelled(r)
	if b.home {
		j.mentions(r)
	}
	for _, rule := range b.rules {
		j.apply(r, rule)
	}
	j.yield()
	j.lonely()
	j.weigh(r)
	for _, tag := range r.subject.SourceTags {
		if tag == b.tag {
			j.labels = append(j.labels, sourceReason(tag))
		}
	}
	for _, t := range r.texts {
		if t.field == FieldCategory && b.labels[strings.TrimSpace(string(t.fold))] {
			j.labels = append(j.labels, reason(FieldCategory, t.written(0, len(t.fold))))
		}
	}
	if len(j.labels) > 0 {
		j.score = 1
	}
	j.given = j.score >= b.threshold
	return j
}

// shadow lets masks and longer finds take what they cover.
func (j *judgement) shadow() {
	for _, f := range j.found {
		if f.role == mask {
			f.out = true
		}
	}
	for i, f := range j.found {
		for k := i + 1; k < len(j.found) && j.found[k].order == f.order && j.found[k].start < f.stop; k++ {
			g := j.found[k]
			switch {
			case f.role == mask && g.role != mask && g.end <= f.stop:
				g.lower(0, "mask: %s", f.word)
			case g.role == mask && f.role != mask && f.start == g.start && f.end == g.end:
				f.lower(0, "mask: %s", g.word)
			}
		}
	}
}

// has reports whether the item holds what refs ask for.
func (j *judgement) has(r *reading, refs []ref, not *finding) bool {
	for _, x := range refs {
		if !x.class {
			for _, c := range r.cued[x.n] {
				if c.order != not.order || c.end <= not.start || c.start >= not.end {
					return true
				}
			}
			continue
		}
		for _, f := range j.found {
			if !f.out && f.class == x.n && f != not {
				return true
			}
		}
	}
	return false
}

// require drops finds whose conditions the item does not meet, then finds that
// a longer one covers.
func (j *judgement) require(r *reading) {
	var failed []*finding
	for _, f := range j.found {
		if !f.out && len(f.needs) > 0 && !j.has(r, f.needs, f) {
			failed = append(failed, f)
		}
	}
	for _, f := range failed {
		f.lower(0, "nothing beside it that makes it mean this")
	}
	for _, f := range j.found {
		if !f.out && len(f.unless) > 0 && j.has(r, f.unless, f) {
			f.lower(0, "beside words that make it mean something else")
		}
	}
	for i, f := range j.found {
		if f.out {
			continue
		}
		for k := i + 1; k < len(j.found) && j.found[k].order == f.order && j.found[k].start < f.stop; k++ {
			g := j.found[k]
			same := g.start == f.start && g.stop == f.stop && g.role == f.role
			switch {
			case g.out || g.end > f.end && g.stop > f.stop:
			case same && g.weight > f.weight:
				f.out, f.twin = true, true
			case same:
				g.out, g.twin = true, true
			case f.right && g.left && g.stop == f.stop && g.role == f.role && g.weight > f.weight:
				f.lower(0, "the word's last part says more: %s", g.word)
			default:
				g.lower(0, "part of %s", f.word)
			}
			if f.out {
				break
			}
		}
	}
}

// apply takes weight by one rule of the vocabulary.
func (j *judgement) apply(r *reading, rule rule) {
	var near []find
	for _, c := range r.cued[rule.cue] {
		if len(rule.fields) == 0 || slices.Contains(rule.fields, string(c.text.field)) {
			near = append(near, c)
		}
	}
	if len(near) == 0 {
		return
	}
	none := &finding{find: find{order: -1}}
	if len(rule.keep) > 0 && j.has(r, rule.keep, none) || len(rule.when) > 0 && !j.has(r, rule.when, none) {
		return
	}
	for _, f := range j.found {
		if f.out || f.role != evidence || rule.passing && f.text.field == FieldTitle || len(rule.classes) > 0 && !slices.Contains(rule.classes, f.class) {
			continue
		}
		for _, c := range near {
			if !rule.sentence || c.order == f.order && sameSentence(f.text, c.start, f.start) {
				f.lower(rule.factor, "%s: %s", rule.name, c.text.written(c.start, c.stop))
				break
			}
		}
	}
}

// yieldMost is how much of a find that yields goes when everything points
// elsewhere.
const yieldMost = 0.7

// yield lowers finds that another country has as well. A partner's name counts
// half: it stands beside Korean places as often as instead of them. The North
// counts nothing: the ministries of the South speak of it every day.
func (j *judgement) yield() {
	partners := j.sumOf(elsewhere, func(f *finding) bool { return j.named(f, partner) })
	away := j.sumOf(elsewhere, func(f *finding) bool { return !j.named(f, "north") }) - partners/2
	if away < 0.05 {
		return
	}
	for _, f := range j.found {
		if !f.out && f.yields {
			f.lower(1-yieldMost*away, "other countries are named")
		}
	}
}

// lonely drops finds that count only beside another class.
func (j *judgement) lonely() {
	company := func(f *finding) bool {
		for _, g := range j.found {
			if g.role == evidence && !g.out && !g.beside && g.counts() > 0.1 && g.class != f.class {
				return true
			}
		}
		return false
	}
	for _, f := range j.found {
		if f.role == evidence && !f.out && f.beside && !company(f) {
			f.lower(0, "counts only beside something else")
		}
	}
}

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
