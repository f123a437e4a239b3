package story

import (
	"slices"
	"strings"
	"time"
)

// Telling is what one source says of a story, as far as Compare looks at it.
type Telling struct {
	Title     string
	Text      string    // plain text of the summary, else of the body; "" where there is none
	Link      string    // as Address gives it; "" where it is shared in its document or is a bare host
	Published time.Time // zero is unknown
	Source    string    // whose telling it is; "" is unknown
	Seen      time.Time // when it was first seen: stands for a date that is unknown, where the day counts
}

// told is a telling made ready: its words without labels, datelines and notes
// of where it was taken from.
type told struct {
	title, text []token
	cut         bool   // the title ends with dots: something was left out
	corrects    bool   // it is labelled as taking the place of a faulty one
	plans       bool   // it says that something is still to come
	reports     bool   // it says that something has been
	link        string // as in Telling

	titleLetters, textLetters string // without what stands between the words
}

func tell(t Telling) told {
	title, text := mend(t.Title), mend(t.Text)
	labelled := tokens(title)
	out := told{
		title: unlabel(labelled),
		text:  uncredit(undate(tokens(text))),
		cut:   dotted(title),
	}
	out.text = heading(out.title, out.text)
	out.corrects = corrected(labelled) && !corrected(out.title)
	out.plans = planned(out.title) || planned(out.text)
	out.reports = reported(out.title) || reported(out.text)
	out.link = t.Link
	out.titleLetters, out.textLetters = letters(out.title), letters(out.text)
	return out
}

func corrected(ts []token) bool {
	return slices.ContainsFunc(ts, func(t token) bool { return corrections[t.s] })
}

// dotted reports whether a text ends as texts do that were cut.
func dotted(s string) bool {
	s = strings.TrimRight(s, " \t\n\u00a0")
	for _, end := range []string{"…", "...", "···", "[…]", "[...]"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

const (
	mostLabel = 5 // words in a label that says who sends a text
	mostPlace = 8 // words in a dateline
)

// unlabel takes off a title what says who sends it and what kind of text it
// is: "Pressemitteilung: ...", "UPDATE 1-...", "... (dpa)". A title that is
// nothing else stays.
func unlabel(ts []token) []token {
	for {
		n := label(ts)
		if n == 0 || n >= len(ts) {
			break
		}
		ts = ts[n:]
	}
	for from := len(ts) - 1; from > 0 && from >= len(ts)-mostLabel; from-- {
		switch ts[from-1].breaks {
		case '-', '|', '(', '[', ':':
			if genres[ts[from].s] || genres[ts[len(ts)-1].s] {
				return unlabel(ts[:from])
			}
		}
	}
	return ts
}

// label is how many words at the beginning are a label of a known kind.
func label(ts []token) int {
	if len(ts) > 1 && ts[0].figure && ts[1].s == "보" && (ts[1].breaks == ']' || ts[1].breaks == ')') {
		return 2 // "[1보]", the first telling of several
	}
	for n, t := range ts[:min(len(ts), 3)] {
		if t.s == "ld" && t.caps && t.breaks == ')' {
			return n + 1 // "(LD)", "(2nd LD)", the same of English agencies
		}
	}
	if len(ts) == 0 || !genres[ts[0].s] {
		return 0
	}
	for n, t := range ts[:min(len(ts), mostLabel)] {
		switch t.breaks {
		case ':', ']', ')', '|', '-':
			return n + 1
		case '~':
			if t.figure { // "UPDATE 1-..."
				return n + 1
			}
		}
	}
	return 0
}

// undate takes off a text the place and agency it begins with, and the writer
// that an agency names: "(서울=연합뉴스) 아무개 기자 =".
func undate(ts []token) []token {
	cut, shouted, sent, named := 0, true, false, -2
	for n, t := range ts[:min(len(ts), mostPlace)] {
		shouted = shouted && t.caps
		if agencies[t.s] {
			named = n
		}
		sent = sent || n-named < 2 && t.breaks != 0 // "(dpa)", "(dpa/lni)"
		if t.breaks == '-' && (sent || shouted && n < 4) {
			cut = n + 1
		}
	}
	if cut == len(ts) {
		return ts
	}
	return ts[cut:]
}

// uncredit takes off a text the note of where it was taken from, with all that
// follows it.
func uncredit(ts []token) []token {
	for n, t := range ts {
		if n == 0 || t.breaks != ':' || !credits[t.s] {
			continue
		}
		if ts[n-1].breaks != 0 {
			return ts[:n]
		}
		if n > 1 && ts[n-2].breaks != 0 { // "Media Contact:"
			return ts[:n-1]
		}
	}
	if n := len(ts); n > 0 && ts[n-1].inner && ends[ts[n-1].s] {
		return ts[:n-1]
	}
	return ts
}

// heading takes the title off a text that begins with it.
func heading(title, ts []token) []token {
	if len(title) < 3 || len(ts) <= len(title) {
		return ts
	}
	for n, t := range title {
		if ts[n].s != t.s {
			return ts
		}
	}
	return ts[len(title):]
}

// Own is the telling with strings of its own: what they were cut out of may go.
func (t Telling) Own() Telling {
	for _, s := range []*string{&t.Title, &t.Text, &t.Link, &t.Source} {
		*s = strings.Clone(*s)
	}
	return t
}
