package tagger

import (
	"slices"
	"strings"
)

// judgement is the decision on one tag.
type judgement struct {
	book   *book
	found  []*finding
	labels []sign  // what gives the tag without words: categories, the source
	priors []sign  // what the language and the source speak for it
	taught opinion // what labelled items taught about it
	score  float64
	bare   float64 // the score without what was learned
	given  bool
	rival  string // the tags of its family that left no room for it
}

// judge decides on the tag of book n.
func (r *reading) judge(n int, b *book) *judgement {
	j := &judgement{book: b}
	finds := r.finds[n]
	if b.home && len(b.priors) > 0 {
		finds = append(finds, b.loans(r.loans)...)
	}
	all := make([]finding, len(finds))
	j.found = make([]*finding, len(finds))
	for n, f := range sorted(finds) {
		all[n] = finding{find: f, factor: 1}
		j.found[n] = &all[n]
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
			j.labels = append(j.labels, sign{field: FieldSource, text: tag, weight: 1, counts: 1})
		}
	}
	for _, t := range r.texts {
		if t.field == FieldCategory && b.labels[strings.TrimSpace(string(t.fold))] {
			j.labels = append(j.labels, sign{field: FieldCategory, text: t.written(0, len(t.fold)), weight: 1, counts: 1})
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
			case g.role == evidence && g.start == f.start && j.named(f, foreignClass):
				f.lower(0, "begins with %s", g.word)
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
		if slices.Contains(rule.opener, f.class) && (f.opensTitle() || rule.sentence && rule.passing && opensSentence(f.text.fold, f.start)) {
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
// elsewhere; yieldAll is how much of an authority or its elections where the
// title opens with another country.
const (
	yieldMost = 0.7
	yieldAll  = 0.9
)

// yield lowers finds that another country has as well. A partner's name counts
// half: it stands beside Korean places as often as instead of them. The North
// counts nothing: the ministries of the South speak of it every day.
func (j *judgement) yield() {
	partners := j.sumOf(elsewhere, func(f *finding) bool { return j.named(f, partner) })
	away := j.sumOf(elsewhere, func(f *finding) bool { return !j.named(f, "north") }) - partners/2
	if away < 0.05 {
		return
	}
	most := yieldMost
	if slices.ContainsFunc(j.found, func(f *finding) bool {
		return !f.out && f.role == elsewhere && f.start == 0 && f.text.field == FieldTitle && j.named(f, "other country")
	}) {
		most = yieldAll
	}
	for _, f := range j.found {
		switch {
		case f.out || !f.yields:
		case j.named(f, "state", "domestic"):
			f.lower(1-most*away, "other countries are named")
		default:
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
