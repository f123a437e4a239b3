package tagger

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

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
	if strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "--") || strings.HasPrefix(rest, "/") && len(rest) > 12 && strings.Contains(rest[:min(20, len(rest))], " - ") {
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
	return len(before) == 0 || stops(before, len(before)-1)
}

// since reports whether "YEAR in" stands right before f, as it does before the
// country that games of that year were held in.
func since(f *finding) bool {
	before := bytes.TrimRight(f.text.fold[max(0, f.start-12):f.start], " ")
	before, in := bytes.CutSuffix(before, []byte(" in"))
	return in && len(before) >= 4 && year(before[len(before)-4:])
}

// venue reports whether a year stands beside f: where something took place, or
// was built.
func venue(f *finding) bool {
	rest := bytes.TrimLeft(f.text.fold[f.stop:min(len(f.text.fold), f.stop+16)], " '’")
	for _, in := range []string{"in ", "im jahr "} {
		rest = bytes.TrimPrefix(rest, []byte(in))
	}
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
