package tagger

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// What is left of a find that is only a mention.
const (
	listFactor     = 0.15
	pairFactor     = 0.4
	datelineFactor = 0.2
	venueFactor    = 0.1
	trailingFactor = 0.45
	originFactor   = 0.5
	besideFactor   = 0.7
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
		case f.role != evidence:
		case j.named(f, "place") && dateline(f):
			f.lower(datelineFactor, "dateline")
		case j.named(f, "place") && venue(f), j.named(f, "country") && since(f):
			f.lower(venueFactor, "venue of a year")
		case j.named(f, "place") && f.text.field != FieldTitle && j.beside(f):
			f.lower(besideFactor, "one of several places")
		}
	}
	j.compared()
	j.trailing()
}

// compared lowers companies that stand in the text only, under a title about a
// rival: whom it buys from, or is measured against.
func (j *judgement) compared() {
	rival := false
	var firms []*finding
	for _, f := range j.found {
		title := f.text.field == FieldTitle
		switch {
		case f.out:
		case f.role == evidence && (title || !j.named(f, "company", "product")):
			return
		case f.role == evidence:
			firms = append(firms, f)
		case title && j.named(f, "rival"):
			rival = true
		}
	}
	if !rival || len(firms) < 2 { // of a single one, trailing thinks
		return
	}
	for _, f := range firms {
		f.lower(trailingFactor, "in the text only, under a title about others")
	}
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
func origin(f *finding) bool {
	rest := f.text.fold[f.end:]
	for _, s := range []string{"산", "발", "제", "계", "어"} {
		if bytes.HasPrefix(rest, []byte(s)) && hangulAt(f.text.fold, f.end-1) {
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

// dateline reports whether f is the place a report was filed at: at the
// beginning of the text or of a sentence of it, alone or after another place
// (Wien/Seoul), and set off from what follows.
func dateline(f *finding) bool {
	if f.text.field == FieldTitle || f.text.field == FieldCategory {
		return false
	}
	rest := strings.TrimLeft(string(f.text.fold[f.stop:min(len(f.text.fold), f.stop+60)]), " ")
	if f.start > 12 {
		return opensSentence(f.text.fold, f.start) && strings.HasPrefix(rest, "- ")
	}
	if i := strings.IndexByte(rest, ','); i == 0 { // SEOUL, South Korea (AP) --
		rest = strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(rest[1:], " "), "south korea"), " ")
	}
	if strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "--") || strings.HasPrefix(rest, "/") && len(rest) > 12 && strings.Contains(rest[:20], " - ") {
		return true
	}
	written := f.text.written(f.start, f.stop)
	return f.start == 0 && !f.text.loud && utf8.RuneCountInString(written) > 3 && written == strings.ToUpper(written) && written != strings.ToLower(written)
}

// datelineBytes is how long the place and the agency of a dateline are together.
const datelineBytes = 40

// opensSentence reports whether what stands at byte at is the first word of a
// sentence, another place and a slash before it left out.
func opensSentence(fold []byte, at int) bool {
	before := fold[:at]
	if place, ok := bytes.CutSuffix(before, []byte("/")); ok {
		before = place[:bytes.LastIndexAny(place, " \n")+1]
	}
	before = bytes.TrimRight(before, " ")
	if len(before) < datelineBytes && bytes.HasSuffix(before, []byte(" -")) { // Wien - Südkorea ...
		return true
	}
	return len(before) == 0 || bytes.IndexByte([]byte(".!?\n"), before[len(before)-1]) >= 0
}

// since reports whether "YEAR in" stands right before f, as it does before the
// country that games of that year were held in.
func since(f *finding) bool {
	before := bytes.TrimRight(f.text.fold[max(0, f.start-12):f.start], " ")
	before, in := bytes.CutSuffix(before, []byte(" in"))
	return in && len(before) >= 4 && year(before[len(before)-4:])
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

// foreign lowers a find that yields, or an authority, right after another country's name: that
// country's ministry, that country's election.
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
func (j *judgement) trailing() {
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
	case country && j.named(home, "country", "place", "people", "company"),
		place && j.named(home, "place", "company"), rival && j.named(home, "company"):
		home.lower(trailingFactor, "named once, under a title about others")
	case north && j.named(home, "country", "place", "people"):
		home.lower(j.book.once, "named once, under a title about the North")
	case others == 0 && j.book.once < 1 && j.named(home, "country") && !opensSentence(home.text.fold, home.start):
		home.lower(j.book.once, "named once, not in the title")
	case home.start >= leadBytes && j.named(home, "country", "place", "people"):
		home.lower(trailingFactor, "named once, far into the text")
	}
}

// sentenceMost is the longest sentence, in bytes.
const sentenceMost = 800

// sameSentence reports whether no sentence ends between two places of t.
func sameSentence(t *text, a, b int) bool {
	if a > b {
		a, b = b, a
	}
	if b-a > sentenceMost {
		return false
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
