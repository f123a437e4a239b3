package tagger

import (
	"bytes"
	"strings"
)

// lists finds enumerations: names with nothing but commas, "und" and articles
// between them. A home name among two or more others is only a mention; beside
// one other it may be. A list that opens a title names who acts.
func (j *judgement) lists() {
	var row []*finding
	flush := func() {
		if factor, note := listed(j, row); factor < 1 {
			for _, f := range row {
				if f.role == evidence {
					f.lower(factor, "%s", note)
				}
			}
		}
		row = row[:0]
	}
	for _, f := range j.found {
		if f.out || f.role == mask {
			continue
		}
		if n := len(row); n > 0 && (row[n-1].order != f.order || !joins(f.text.fold[row[n-1].stop:max(row[n-1].stop, f.start)])) {
			flush()
		}
		row = append(row, f)
	}
	flush()
}

// listed is what is left of the home names in one row of names.
func listed(j *judgement, row []*finding) (factor float64, note string) {
	others, firms, partners := 0, 0, 0
	for _, f := range row {
		switch {
		case j.named(f, "rival"):
			others++
			firms++
		case j.named(f, "company"):
			firms++
		case j.named(f, partner):
			others++
			partners++
		case f.role == elsewhere && j.named(f, "other country", "other place", "other person"):
			others++
		}
	}
	if others == 0 || others == len(row) {
		return 1, ""
	}
	title, last := row[0].text.field == FieldTitle, row[len(row)-1]
	between := string(row[0].text.fold[row[0].start:last.stop])
	switch {
	case title && row[0].start == 0 && (others < longList || row[0].role == evidence): // who acts
	case others >= 2, firms >= 3, strings.Contains(between, " bis "):
		return listFactor, "one of a list"
	case !title && partners == 0:
		return pairFactor, "one of two"
	}
	return 1, ""
}

// longList is how many other countries make a list of a row that opens a title.
const longList = 3

// joins reports whether gap holds nothing but what joins the members of a list.
func joins(gap []byte) bool {
	if len(gap) > 24 || bytes.ContainsAny(gap, ".!?:\n") || !bytes.ContainsAny(gap, ",/·;&udonrbnvt와과및") {
		return false
	}
	for w := range bytes.FieldsFuncSeq(gap, func(r rune) bool { return r == ' ' || r == ',' || r == '/' || r == '·' || r == ';' || r == '&' }) {
		switch string(w) {
		case "und", "and", "oder", "or", "sowie", "der", "die", "den", "dem", "in", "aus", "wie", "the", "from", "as", "well", "auch", "bis", "über", "nach", "auf", "insel", "via", "to", "와", "과", "및", "등", "'s", "s":
		default:
			return false
		}
	}
	return true
}

// What a sentence needs to be an enumeration: commas, or fewer of them and an
// "and more" at its end.
const (
	manyCommas = 4
	someCommas = 2
)

// enumerated lowers the only find of an item where it is one of many things a
// sentence tells of: the topics of a podcast, a week's links.
func (j *judgement) enumerated() {
	var only *finding
	for _, f := range j.found {
		switch {
		case f.out || f.role != evidence:
		case only != nil || f.factor < 1 || !j.named(f, "country", "people", "place"):
			return
		default:
			only = f
		}
	}
	if only == nil || hangulAt(only.text.fold, only.end-1) || opensSentence(only.text.fold, only.start) {
		return
	}
	sentence := only.sentence()
	commas := bytes.Count(sentence, []byte(", "))
	if commas >= manyCommas || commas >= someCommas && andMore(sentence) {
		only.lower(asideFactor, "one of many things")
	}
}

// asideFactor is what is left of a find in an enumeration.
const asideFactor = 0.4

// andMore reports whether a sentence leaves the rest of its list open.
func andMore(sentence []byte) bool {
	for _, s := range []string{" and more", " and much more", " and lots more", " und mehr", " und vieles mehr", " u. v. m", " u.v.m", " etc", " usw"} {
		if bytes.Contains(sentence, []byte(s)) {
			return true
		}
	}
	return false
}
