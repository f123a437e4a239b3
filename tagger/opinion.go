package tagger

import (
	"cmp"
	"math"
	"slices"
)

// surest is what a chance of one is worth as evidence: the words of a
// vocabulary were chosen, what was learned was only counted.
const surest = 0.8

// opinion is what a learned says of one item about one tag.
type opinion struct {
	of     *taught
	column int    // of the tag
	spots  []spot // but those that a mask of the tag covers
	counts float64
}

// opinionLeast is evidence too weak to be told, loneLeast such as is too weak
// where at most one word of the vocabulary stands in the text and none in the
// title: what resembles a topic a little and names it in passing is mostly
// about something else.
const (
	opinionLeast = 0.05
	loneLeast    = 0.2
)

// on is what t says about the tag of j, whose masks are known: what one covers
// speaks for nothing.
func (t *taught) on(j *judgement) opinion {
	o := opinion{of: t, column: j.book.column, spots: t.spots}
	odds := t.odds[o.column]
	for _, f := range j.found {
		if f.role != mask {
			continue
		}
		o.spots = slices.DeleteFunc(slices.Clone(o.spots), func(s spot) bool {
			covered := s.text == f.text && s.start < f.stop && f.start < s.end
			if covered {
				odds -= max(0, t.says(o.column, s))
			}
			return covered
		})
	}
	w := surest / (1 + math.Exp(-odds))
	if w >= loneLeast || w >= opinionLeast && j.backed() {
		o.counts = w
	}
	return o
}

// backed reports whether a word of the title speaks for the tag, or two
// different ones do.
func (j *judgement) backed() bool {
	var first *finding
	for _, f := range j.found {
		switch {
		case f.role != evidence || f.counts() < opinionLeast:
		case f.text.field == FieldTitle:
			return true
		case first == nil:
			first = f
		case f.word != first.word:
			return true
		}
	}
	return false
}

// spokesMost is how many words are named as the reason for what was learned.
const spokesMost = 3

// spoke is a word that speaks for a tag by what was learned.
type spoke struct {
	spot
	says   float64 // log odds
	counts float64 // its share of the evidence
}

// spokes are the words that say most for the tag, the strongest first.
func (o opinion) spokes() []spoke {
	if o.counts == 0 {
		return nil
	}
	list, total := make([]spoke, 0, len(o.spots)), 0.0
	for _, s := range o.spots {
		if says := o.of.says(o.column, s); says > 0 {
			list = append(list, spoke{spot: s, says: says})
			total += says
		}
	}
	slices.SortStableFunc(list, func(a, b spoke) int { return cmp.Compare(b.says, a.says) })
	list = list[:min(len(list), spokesMost)]
	for n := range list {
		list[n].counts = o.counts * list[n].says / total
	}
	return list
}

// says is what the word at s says of a tag, in log odds.
func (t *taught) says(tag int, s spot) float64 {
	sum := 0.0
	for _, x := range t.traits[s.from:s.to] {
		for _, w := range t.of.leans[x.row] {
			if int(w.tag) == tag {
				sum += float64(w.weight) * x.worth * t.scale
			}
		}
	}
	return sum
}
