package tagger

import (
	"cmp"
	"slices"
	"strings"
)

// familyMost is how many tags of one family an item carries by its words: what
// an item is about is one thing or two, and the rest it mentions.
const familyMost = 2

// judgeAll decides on every tag: each by itself, then the tags of a family
// among each other.
func (r *reading) judgeAll(books []*book) []*judgement {
	all := make([]*judgement, len(books))
	families := make(map[string][]*judgement)
	for n, b := range books {
		j := r.judge(n, b)
		all[n] = j
		if b.family != "" && len(j.labels) == 0 {
			families[b.family] = append(families[b.family], j)
		}
	}
	for _, family := range families {
		compete(giveWay(oppose(lead(family))))
	}
	return all
}

// lead returns those of a family that are given. Where no tag of it is, the
// strongest is if it is strong enough to lead: most items are about something.
func lead(family []*judgement) []*judgement {
	var first *judgement
	given := make([]*judgement, 0, len(family))
	for _, j := range family {
		switch {
		case j.given:
			given = append(given, j)
		case j.score >= j.book.leads && (first == nil || j.score > first.score || j.score == first.score && j.opens() < first.opens()):
			first = j
		}
	}
	if first != nil && !slices.ContainsFunc(given, func(j *judgement) bool { return !j.book.silent }) {
		first.given = true
		given = append(given, first)
	}
	return given
}

// oppose takes the tag from all whose words are no stronger than what they
// compete against, and returns the others. What labelled items taught does not
// count here: it knows no more of daily life than that it is no topic.
func oppose(given []*judgement) []*judgement {
	n := slices.IndexFunc(given, func(j *judgement) bool { return j.book.silent })
	if n < 0 {
		return given
	}
	against := given[n]
	return slices.DeleteFunc(slices.Clone(given), func(j *judgement) bool {
		if j != against && j.bare <= against.score {
			j.given = false
			j.rival = against.book.tag + " (" + strings.Join(against.because(), ", ") + ")"
		}
		return !j.given || j == against
	})
}

// titleLeast is what words of the title must prove to name the item's matter.
const titleLeast = 0.5

// giveWay takes the tags that rest on the text where the title is about one
// they give way to: a university that studies, a mayor who receives guests.
func giveWay(given []*judgement) []*judgement {
	if len(given) < 2 {
		return given
	}
	titled := make([]bool, len(given))
	for n, j := range given {
		titled[n] = j.sumOf(evidence, func(f *finding) bool { return f.text.field == FieldTitle }) >= titleLeast
	}
	kept := make([]*judgement, 0, len(given))
	for n, j := range given {
		to := -1
		if !titled[n] {
			to = slices.IndexFunc(given, func(k *judgement) bool {
				return titled[slices.Index(given, k)] && (slices.Contains(j.book.givesWay, k.book.tag) || slices.Contains(j.book.givesWay, "*"))
			})
		}
		if to < 0 {
			kept = append(kept, j)
			continue
		}
		j.given, j.rival = false, given[to].book.tag
	}
	return kept
}

// compete keeps the strongest tags of a family, at equal strength those named
// first. What is told beside a stronger one may have to be stronger itself.
func compete(given []*judgement) {
	slices.SortStableFunc(given, func(a, b *judgement) int {
		return cmp.Or(cmp.Compare(b.score, a.score), a.opens()-b.opens())
	})
	var kept []string
	for _, j := range given {
		switch {
		case len(kept) == familyMost, len(kept) > 0 && j.score < j.book.second:
			j.given = false
			j.rival = strings.Join(kept, ", ")
		default:
			kept = append(kept, j.book.tag)
		}
	}
}

// opens is where the first word that counts stands, in bytes of all fields.
func (j *judgement) opens() int {
	for _, f := range j.found {
		if f.role == evidence && f.counts() > 0 {
			return f.order<<20 + f.start
		}
	}
	return 1 << 30
}
