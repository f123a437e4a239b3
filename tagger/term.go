package tagger

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// role is what a find of a term does.
type role uint8

const (
	evidence  role = iota // speaks for the tag
	mask                  // takes away what it covers
	elsewhere             // tells that the item is about something else
	cue                   // decides whether other finds count
)

func (r role) String() string {
	return [...]string{"evidence", "mask", "elsewhere", "cue"}[r]
}

// term is one word of one vocabulary, ready to be matched.
type term struct {
	book   int // which vocabulary; cues belong to all
	role   role
	word   string // as the vocabulary has it
	fold   string
	class  int // number of its class
	weight float64

	exact       bool
	noun        bool // has a capital, and is found only in words that begin with one
	bare        bool // no endings
	acronym     bool // exact and in capitals: it takes no ending but s
	left, right bool // any beginning, any ending
	yields      bool // loses weight by what points elsewhere
	beside      bool // counts only beside a find of another class
	opens       bool // counts only where it opens the title

	needs, unless   []ref
	before, after   []affix
	nBefore, nAfter []affix
	later           affix // what must stand later in the sentence; none when empty

	cue int // of a cue: its number
}

// ref is something an item may hold: a cue or a class of finds.
type ref struct {
	class bool
	n     int
}

// affix is a neighbouring word.
type affix struct {
	fold   string
	open   bool // with any ending (before) or beginning (after)
	number bool
	given  bool // a given name of two syllables
}

func newAffixes(words []Word) []affix {
	var list []affix
	for _, w := range words {
		if w.Text == "#" {
			list = append(list, affix{number: true})
			continue
		}
		if w.Text == givenSign {
			list = append(list, affix{given: true})
			continue
		}
		list = append(list, affix{fold: foldWord(strings.Trim(w.Text, "*")), open: strings.Contains(w.Text, "*")})
	}
	return list
}

// gap stands between two words, the second of them later in the sentence:
// German parts its verbs, "schreibt Stipendien aus".
const gap = " * "

// in reports whether a stands behind from in the same sentence.
func (a affix) in(t *text, from int) bool {
	rest := t.fold[from:min(len(t.fold), from+sentenceMost)]
	for i := 0; ; i++ {
		next := bytes.Index(rest[i:], []byte(a.fold))
		if next < 0 || !sameSentence(t, from, from+i+next) {
			return false
		}
		i += next
		if at := from + i; boundary(t.fold, at) && (a.open || boundary(t.fold, at+len(a.fold))) {
			return true
		}
	}
}

// spell sets everything that follows from how the word is written.
func (m *term) spell(word string, exact, bare bool) {
	m.word = word
	if first, second, two := strings.Cut(word, gap); two {
		m.later = newAffixes([]Word{{Text: second}})[0]
		word = first
	}
	m.left, m.right = strings.HasPrefix(word, "*"), len(word) > 1 && strings.HasSuffix(word, "*")
	plain := strings.Trim(word, "*")
	m.fold = foldWord(plain)
	// A single syllable of Korean is a word of its own or nothing.
	single := utf8.RuneCountInString(plain) == 1 && hangulAt([]byte(m.fold), len(m.fold)-1)
	m.exact, m.bare = exact, bare || single
	m.acronym = exact && plain == strings.ToUpper(plain) && plain != strings.ToLower(plain)
}

// compounds reports whether m may be the last part of a compound: one word of
// least Latin letters or more that takes any ending. Korean words are written
// together with what stands before them so often by chance that they never are.
func (m *term) compounds(least int) bool {
	return least > 0 && m.right && !m.left && !m.opens && !m.exact && m.later.fold == "" &&
		utf8.RuneCountInString(m.fold) >= least && !strings.Contains(m.fold, " ") && !hangulAt([]byte(m.fold), len(m.fold)-1)
}

// fits reports whether m may stand at t.fold[start:end], and where the word
// ends with its ending.
func (m *term) fits(t *text, start, end int) (stop int, ok bool) {
	if !m.left && !boundary(t.fold, start) || m.opens && (start > 0 || t.field != FieldTitle) {
		return 0, false
	}
	stop = end
	if rest := run(t.fold, end); rest > 0 {
		stop += rest
		switch {
		case m.acronym && m.right && t.capital(end): // AI* is not AIRBUS
			return 0, false
		case m.right:
		case m.bare, m.acronym && string(t.fold[end:stop]) != "s":
			return 0, false
		case !ends(t.fold[end:stop]):
			return 0, false
		}
	}
	if m.exact && !m.cased(t, start, end) || m.noun && !t.capital(m.begin(t, start)) {
		return 0, false
	}
	if hangulAt(t.fold, end-1) {
		stop = end
	}
	return stop, m.neighbours(t, start, end, stop)
}

// begin is where the word begins that holds start.
func (m *term) begin(t *text, start int) int {
	if !m.left {
		return start
	}
	at := start
	for at > 0 && start-at < longestWord && !boundary(t.fold, at) {
		_, size := utf8.DecodeLastRune(t.fold[:at])
		at -= size
	}
	return at
}

// cased reports whether the original is written as the vocabulary writes it.
// In a line of capitals only, long words pass and acronyms do not.
func (m *term) cased(t *text, start, end int) bool {
	if t.loud {
		return !m.acronym || len(m.fold) > 5
	}
	word, _, _ := strings.Cut(m.word, gap)
	return t.written(start, end) == strings.TrimSpace(strings.Trim(word, "*"))
}

func (m *term) neighbours(t *text, start, end, stop int) bool {
	if len(m.before) > 0 && !followed(t, end, stop, m.before) {
		return false
	}
	if len(m.nBefore) > 0 && followed(t, end, stop, m.nBefore) {
		return false
	}
	if len(m.after) > 0 && !preceded(t, start, m.after) {
		return false
	}
	if m.later.fold != "" && !m.later.in(t, stop) {
		return false
	}
	return len(m.nAfter) == 0 || !preceded(t, start, m.nAfter)
}

// followed reports whether one of list comes next, directly (Hangul) or after
// a space, a hyphen or a bracket.
func followed(t *text, end, stop int, list []affix) bool {
	tail := string(t.fold[end:min(len(t.fold), end+64)])
	next := strings.TrimLeft(string(t.fold[stop:min(len(t.fold), stop+64)]), " -'\"(„“")
	for _, a := range list {
		if a.given {
			if stop < len(t.fold) && givenName(t, stop) {
				return true
			}
			continue
		}
		if a.number {
			if next != "" && '0' <= next[0] && next[0] <= '9' {
				return true
			}
			continue
		}
		for _, s := range []string{next, tail} {
			if strings.HasPrefix(s, a.fold) && (a.open || hangulAt([]byte(a.fold), len(a.fold)-1) || boundary([]byte(s), len(a.fold))) {
				return true
			}
		}
	}
	return false
}

// preceded reports whether one of list stands right before start.
func preceded(t *text, start int, list []affix) bool {
	from := max(0, start-64)
	prev := strings.TrimRight(string(t.fold[from:start]), " -'\"(„“")
	for _, a := range list {
		if a.given {
			continue
		}
		if a.number {
			if n := len(prev); n > 0 && '0' <= prev[n-1] && prev[n-1] <= '9' {
				return true
			}
			continue
		}
		if strings.HasSuffix(prev, a.fold) && (a.open || boundary([]byte(prev), len(prev)-len(a.fold))) {
			return true
		}
	}
	return false
}
