package tagger

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// What is left of a find that is only a mention.
const (
	listFactor     = 0.15
	datelineFactor = 0.2
	venueFactor    = 0.1
	trailingFactor = 0.45
)

// mentions takes weight from finds that name Korea without being about it:
// one country in a list, the place a report was filed at, where something once
// took place, or a word in the text of an item whose title is about others.
func (j *judgement) mentions(r *reading) {
	j.lists()
	for _, f := range j.found {
		if f.out || f.role != evidence {
			continue
		}
		switch {
		case j.named(f, "place") && dateline(f):
			f.lower(datelineFactor, "dateline")
		case j.named(f, "place") && venue(f):
			f.lower(venueFactor, "venue of a year")
		}
	}
	j.trailing()
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

// lists finds enumerations: names with nothing but commas, "und" and articles
// between them. A home name among two or more others is only a mention.
func (j *judgement) lists() {
	var row []*finding
	flush := func() {
		others := 0
		for _, f := range row {
			if f.role == elsewhere {
				others++
			}
		}
		if others >= 2 && len(row) > others {
			for _, f := range row {
				if f.role == evidence {
					f.lower(listFactor, "one of a list")
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

// joins reports whether gap holds nothing but what joins the members of a list.
func joins(gap []byte) bool {
	if len(gap) > 24 || bytes.ContainsAny(gap, ".!?:\n") || !bytes.ContainsAny(gap, ",/·;&udonr와과및") {
		return false
	}
	for w := range bytes.FieldsFuncSeq(gap, func(r rune) bool { return r == ' ' || r == ',' || r == '/' || r == '·' || r == ';' || r == '&' }) {
		switch string(w) {
		case "und", "and", "oder", "or", "sowie", "der", "die", "den", "dem", "in", "aus", "wie", "the", "from", "as", "well", "auch", "와", "과", "및", "등", "'s", "s":
		default:
			return false
		}
	}
	return true
}

// dateline reports whether f is the place a report was filed at: at the very
// beginning of the text, and set off from it.
func dateline(f *finding) bool {
	if f.text.field == FieldTitle || f.text.field == FieldCategory || f.start > 12 {
		return false
	}
	rest := strings.TrimLeft(string(f.text.fold[f.stop:min(len(f.text.fold), f.stop+60)]), " ")
	if i := strings.IndexByte(rest, ','); i == 0 { // SEOUL, South Korea (AP) --
		rest = strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(rest[1:], " "), "south korea"), " ")
	}
	if strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "--") || strings.HasPrefix(rest, "/") && len(rest) > 12 && strings.Contains(rest[:20], " - ") {
		return true
	}
	written := f.text.written(f.start, f.stop)
	return f.start == 0 && !f.text.loud && utf8.RuneCountInString(written) > 3 && written == strings.ToUpper(written) && written != strings.ToLower(written)
}

// venue reports whether a year stands beside f: where something took place.
func venue(f *finding) bool {
	rest := bytes.TrimLeft(f.text.fold[f.stop:min(len(f.text.fold), f.stop+8)], " '’")
	if year(rest) {
		return true
	}
	before := bytes.TrimRight(f.text.fold[max(0, f.start-12):f.start], " ")
	before = bytes.TrimRight(bytes.TrimSuffix(before, []byte("in")), " ")
	return len(before) >= 4 && year(before[len(before)-4:])
}

// year reports whether b begins with a year that has passed for good.
func year(b []byte) bool {
	if len(b) < 4 || len(b) > 4 && '0' <= b[4] && b[4] <= '9' {
		return false
	}
	for _, c := range b[:4] {
		if c < '0' || c > '9' {
			return false
		}
	}
	y := string(b[:4])
	return "1900" <= y && y <= "2022"
}

// trailing lowers a single word in the text of an item whose title is about
// another country.
func (j *judgement) trailing() {
	var home []*finding
	title := false
	for _, f := range j.found {
		switch {
		case f.out:
		case f.role == evidence && f.factor == 1:
			if f.text.field == FieldTitle {
				return
			}
			home = append(home, f)
		case f.role == elsewhere && f.text.field == FieldTitle && !j.named(f, partner):
			title = true
		}
	}
	if !title || len(home) != 1 || !j.named(home[0], "country", "place", "people") {
		return
	}
	home[0].lower(trailingFactor, "named once, under a title about others")
}

// sameSentence reports whether no sentence ends between two places of t.
func sameSentence(t *text, a, b int) bool {
	if a > b {
		a, b = b, a
	}
	gap := t.fold[a:b]
	for i, c := range gap {
		switch c {
		case '\n':
			return false
		case '.', '!', '?':
			if i+1 < len(gap) && gap[i+1] == ' ' && i > 2 {
				return false
			}
		}
	}
	return true
}
