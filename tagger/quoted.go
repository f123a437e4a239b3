package tagger

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quotedMost is the longest title of a song, film or book, in bytes.
const quotedMost = 40

// quoted reports whether f stands in a few quoted words, as the title of a song
// or a film does; what people say is longer, and Korean titles quote it.
func quoted(f *finding) bool {
	t := f.text.fold
	if hangulAt(t, f.end-1) {
		return false
	}
	open, shut, ok := quotation(t, f, quoteMarks)
	if !ok || bytes.ContainsAny(t[open:shut], ",:;.") {
		return false
	}
	// An even number of marks before it: the last one closed a quotation.
	return countMarks(t[:f.start])%2 == 1
}

// work reports whether f stands in quoted words beside what says that they are
// the title of a work: 영화 '...', album "...".
func work(f *finding) bool {
	t := f.text.fold
	open, shut, ok := quotation(t, f, quoteMarks+"'‘’")
	if !ok {
		return false
	}
	before := strings.TrimRightFunc(string(t[max(0, open-quotedMost):open]), notLetter)
	after := strings.TrimLeftFunc(string(t[shut:min(len(t), shut+quotedMost)]), notLetter)
	for _, noun := range strings.Fields(works) {
		if head, found := strings.CutSuffix(before, noun); found && (head == "" || notLetter(lastRune(head))) {
			return true
		}
		if rest, found := strings.CutPrefix(after, noun); found && open == 0 && (rest == "" || notLetter(firstRune(rest))) {
			return true
		}
	}
	return false
}

// works are the words, folded, for what bears a title.
const works = "film spielfilm roman krimi thriller album lied song single serie musical stück theaterstück hörspiel gedichtband zeigt spielt dvd " +
	"movie novel series sitcom play drama book mystery poetry poem now " +
	"영화 소설 드라마 뮤지컬 앨범 노래 연극 시트콤 웹툰 다큐 다큐멘터리 시집 동화 애니메이션"

// quotation is where the marks around f stand, few words apart: that behind
// which it begins and that before which it ends.
func quotation(t []byte, f *finding, marks string) (open, shut int, ok bool) {
	begin := max(0, f.start-quotedMost)
	open = bytes.LastIndexAny(t[begin:f.start], marks)
	shut = bytes.IndexAny(t[f.stop:min(len(t), f.stop+quotedMost)], marks)
	if open < 0 || shut < 0 || f.stop+shut-begin-open > quotedMost {
		return 0, 0, false
	}
	return begin + open, f.stop + shut, true
}

const quoteMarks = "\"„“”«»"

func countMarks(b []byte) (n int) {
	for _, r := range string(b) {
		if strings.ContainsRune(quoteMarks, r) {
			n++
		}
	}
	return n
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

func lastRune(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }
