package tagger

import (
	"bytes"
	"slices"
)

// What is left of a find that is only a mention.
const (
	listFactor     = 0.15
	pairFactor     = 0.4
	datelineFactor = 0.2
	venueFactor    = 0.1
	trailingFactor = 0.45
	originFactor   = 0.3
	besideFactor   = 0.7
	quotedFactor   = 0.3
	rankedFactor   = 0.25
	alsoFactor     = 0.3
	formerFactor   = 0.3
)

// mentions takes weight from finds that name Korea without being about it:
// one country in a list, the place a report was filed at, where something once
// took place, or a word in the text of an item whose title is about others.
func (j *judgement) mentions(r *reading) {
	j.lists()
	j.foreign()
	for _, f := range j.found {
		switch {
		case f.out:
		case f.role == elsewhere && origin(f):
			f.lower(originFactor, "only where it comes from")
		case f.role == elsewhere && manner(f):
			f.lower(0, "only how it is done")
		case f.role != evidence:
		case j.named(f, "place") && dateline(f) && !j.shares(f):
			f.lower(datelineFactor, "dateline")
		case j.named(f, "place", "sport") && bytes.HasSuffix(f.text.fold[:f.start], []byte("ex-")):
			f.lower(formerFactor, "a former one")
		case j.named(f, "place") && venue(f), j.named(f, "country") && since(f):
			f.lower(venueFactor, "venue of a year")
		case f.text.field != FieldTitle && continued(f, "도 ") && j.abroad():
			f.lower(alsoFactor, "also named, under a title about others")
		case j.named(f, "country", "place", "sport") && j.ranked(f):
			f.lower(rankedFactor, "far down a ranking")
		case j.named(f, "place", "site") && quoted(f), j.named(f, "place", "country", "people", "home") && work(f):
			f.lower(quotedFactor, "in the title of a work")
		case j.named(f, "place") && f.text.field != FieldTitle && j.beside(f):
			f.lower(besideFactor, "one of several places")
		}
	}
	j.compared()
	j.enumerated()
	j.trailing(r)
}

// compared lowers companies under a title about a rival: those that stand in
// the text only, whom it buys from or is measured against, and a single one
// that the title names behind the rival.
func (j *judgement) compared() {
	rival, before := false, false
	var firms []*finding
	inTitle := 0
	for _, f := range j.found {
		title := f.text.field == FieldTitle
		switch {
		case f.out:
		case f.role == evidence && !j.named(f, "company", "product"):
			return
		case f.role == evidence:
			firms = append(firms, f)
			if title {
				inTitle++
			}
		case title && j.named(f, "rival"):
			rival, before = true, before || len(firms) == 0
		}
	}
	switch {
	case rival && inTitle == 0 && len(firms) > 1: // of a single one, trailing thinks
		for _, f := range firms {
			f.lower(trailingFactor, "in the text only, under a title about others")
		}
	case before && inTitle == 1 && len(firms) == 1:
		firms[0].lower(besideFactor, "behind a rival")
	}
}

// abroad reports whether the title names somebody or something elsewhere and
// nobody of ours.
func (j *judgement) abroad() bool {
	away := false
	for _, f := range j.found {
		switch {
		case f.out || f.text.field != FieldTitle:
		case f.role == evidence && !j.named(f, "currency"):
			return false
		case f.role == elsewhere:
			away = true
		}
	}
	return away
}

// shares reports whether f stands in a dateline behind a slash and a place that
// is not another country's: two towns that have something with each other.
func (j *judgement) shares(f *finding) bool {
	place, ok := bytes.CutSuffix(f.text.fold[:f.start], []byte("/"))
	if !ok || bytes.ContainsAny(place, " /") {
		return false
	}
	return !slices.ContainsFunc(j.found, func(g *finding) bool {
		return g.order == f.order && g.start == 0 && j.named(g, "other place", "other country", "north")
	})
}

// beside reports whether another country's place stands in the sentence of f.
func (j *judgement) beside(f *finding) bool {
	for _, g := range j.found {
		if !g.out && g.order == f.order && j.named(g, "other place") && sameSentence(f.text, f.start, g.start) {
			return true
		}
	}
	return false
}

// origin reports whether a Korean country name is only the first part of a
// word that says where something comes from: 미국산 (American made), 중국발.
func origin(f *finding) bool { return continued(f, "산", "발", "제", "계", "어") }

// manner reports whether it only says how something is done: 독일식 (the German
// way), 한국형. 독일식당 is a German restaurant.
func manner(f *finding) bool {
	return continued(f, "식", "형") && !continued(f, "식당", "식품", "식량", "식물", "식민", "식탁", "형사", "형제")
}

// acts reports whether the sentence of f tells of somebody who acts: f opens
// it, who comes from there does, or it has a word for a house. Korean needs no such word: there a place
// stands beside its language.
func (j *judgement) acts(r *reading, f *finding) bool {
	start := f.start - len(article(f.text.fold[:f.start]))
	if hangulAt(f.text.fold, f.end-1) || opensSentence(f.text.fold, start) || from(f) {
		return true
	}
	for _, c := range r.cued[j.book.actors] {
		if c.order == f.order && sameSentence(f.text, c.start, f.start) {
			return true
		}
	}
	return false
}

// does reports whether a word for a deed stands right before f.
func (j *judgement) does(r *reading, f *finding) bool {
	start := f.start - len(article(f.text.fold[:f.start]))
	return j.book.deeds >= 0 && slices.ContainsFunc(r.cued[j.book.deeds], func(c find) bool {
		return c.order == f.order && c.stop+len(" ") == start
	})
}

// continued reports whether the Korean word of f goes on with one of suffixes.
func continued(f *finding, suffixes ...string) bool {
	if !hangulAt(f.text.fold, f.end-1) {
		return false
	}
	for _, s := range suffixes {
		if bytes.HasPrefix(f.text.fold[f.end:], []byte(s)) {
			return true
		}
	}
	return false
}

// named reports whether f is of one of these classes.
func (j *judgement) named(f *finding, classes ...string) bool {
	for _, c := range classes {
		if j.book.classes[f.class] == c {
			return true
		}
	}
	return false
}

// foreign lowers a find that yields, or an authority, right after another
// country's name: that country's ministry, that country's election.
func (j *judgement) foreign() {
	for i, f := range j.found {
		if f.out || f.role != elsewhere || !j.named(f, "other country", "other place", "north", partner) {
			continue
		}
		for _, g := range j.found[i+1:] {
			if g.order != f.order || g.start > f.stop+len(" ") {
				break
			}
			if g.role == evidence && !g.out && (g.yields || j.named(g, "state")) && g.start >= f.stop {
				g.lower(listFactor, "of %s", f.text.written(f.start, f.end))
			}
		}
	}
}

// trailing lowers a single word in the text of an item whose title is about
// another country, a single place under a title about another place, a single
// company after a rival, and a single word that comes late.
func (j *judgement) trailing(r *reading) {
	var home *finding
	country, place, rival, north := false, false, false, false
	others := 0 // further finds, however little is left of them
	for _, f := range j.found {
		switch {
		case f.out:
		case f.role == evidence && f.text.field == FieldTitle:
			return
		case f.role == evidence && f.factor == 1:
			if home != nil {
				return
			}
			home = f
		case f.role == evidence:
			others++
		case j.named(f, "rival"):
			rival = rival || home == nil
		case f.role == elsewhere && f.text.field == FieldTitle:
			country = country || j.named(f, "other country", "other person")
			north = north || j.named(f, "north")
			place = place || j.named(f, "other place")
		}
	}
	switch {
	case home == nil:
	case j.named(home, "company") && (j.does(r, home) || !rival && opensSentence(home.text.fold, home.start)):
	case country && j.named(home, "country", "place", "people", "company"),
		place && j.named(home, "place", "company"), rival && j.named(home, "company"):
		home.lower(trailingFactor, "named once, under a title about others")
	case north && j.named(home, "country", "place", "people"):
		home.lower(j.book.once, "named once, under a title about the North")
	case others == 0 && j.book.once < 1 && j.named(home, "country") && !opensSentence(home.text.fold, home.start):
		home.lower(j.book.once, "named once, not in the title")
	case others == 0 && j.book.actors >= 0 && j.named(home, "place", "people") && !j.acts(r, home):
		home.lower(j.book.once, "named once, not in the title, and nobody acts there")
	case home.start >= leadBytes && j.named(home, "country", "place", "people"):
		home.lower(trailingFactor, "named once, far into the text")
	}
}

// article is the one that before ends with, "" when it ends with none.
func article(before []byte) string {
	for _, a := range []string{"der ", "die ", "das ", "the "} {
		if bytes.HasSuffix(before, []byte(a)) {
			return a
		}
	}
	return ""
}

// opensTitle reports whether f is the first word of the title, an article or
// "in" left out, and no first part of another (Korea-Hainbuche).
func (f *finding) opensTitle() bool {
	before, rest := f.text.fold[:f.start], f.text.fold[f.end:]
	if len(rest) > 0 && rest[0] == '-' {
		return false
	}
	return f.text.field == FieldTitle && (len(before)-len(article(before)) == 0 || string(before) == "in ")
}
