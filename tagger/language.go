package tagger

import (
	"strings"
	"unicode/utf8"
)

// Language is the language a subject is written in, as its text shows: de, en
// or ko; what the subject claims where the text does not show it, else "".
func Language(s Subject) string {
	r := &reading{subject: s}
	r.prepare()
	return detect(r.texts, s.Language)
}

// german and english know the small words that tell one from the other. Words
// both have (in, an, was, die, war, so, am, will) are left out.
func german(w string) bool {
	switch w {
	case "der", "das", "und", "ist", "nicht", "ein", "eine", "einen", "einem", "einer", "des", "dem", "den", "mit",
		"auf", "für", "von", "zu", "zum", "zur", "im", "bei", "auch", "nach", "wird", "werden", "wurde", "sich",
		"als", "aus", "hat", "haben", "sind", "oder", "aber", "über", "durch", "um", "sie", "wir", "er", "es",
		"ihre", "sein", "seine", "noch", "nur", "kein", "keine", "vor", "unter", "wie", "dass", "bis", "gegen":
		return true
	}
	return false
}

func english(w string) bool {
	switch w {
	case "the", "of", "and", "is", "are", "were", "has", "have", "had", "with", "for", "from", "that", "this",
		"by", "on", "at", "be", "been", "it", "its", "his", "her", "their", "they", "he", "she", "we",
		"not", "but", "or", "which", "who", "would", "can", "after", "into", "than", "about", "more", "said", "new",
		"says":
		return true
	}
	return false
}

// stopWordBytes is how much of a field is searched for stop words: enough to
// tell the language, and the same work for a short text and a long one.
const stopWordBytes = 1200

// detect finds the language of folded text by script, then by stop words;
// claim is what is believed when the text does not show it.
func detect(texts []*text, claim string) string {
	letters, syllables, de, en := 0, 0, 0, 0
	for _, t := range texts {
		if t.field == FieldCategory {
			continue
		}
		l, s := scripts(t.fold)
		letters, syllables = letters+l, syllables+s
		for begin := t.fold[:min(len(t.fold), stopWordBytes)]; len(begin) > 0; {
			w, rest := firstWord(begin)
			begin = rest
			switch {
			case german(string(w)):
				de++
			case english(string(w)):
				en++
			}
		}
	}
	claim, _, _ = strings.Cut(strings.ToLower(claim), "-")
	switch {
	case syllables*3 >= letters && syllables > 0:
		return "ko"
	case de > en:
		return "de"
	case en > de:
		return "en"
	case claim == "ko" && syllables == 0:
		return ""
	}
	return claim
}

// firstWord cuts the first word off folded text; it is empty where none is left.
func firstWord(b []byte) (word, rest []byte) {
	from := -1
	for i := 0; i < len(b); {
		size, letter := 1, asciiLetter[b[i]]
		if b[i] >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRune(b[i:])
			letter = scriptOf(r) != other
		}
		switch {
		case letter && from < 0:
			from = i
		case !letter && from >= 0:
			return b[from:i], b[i:]
		}
		i += size
	}
	if from < 0 {
		return nil, nil
	}
	return b[from:], nil
}

// asciiLetter has the letters and digits of ASCII.
var asciiLetter = func() (set [256]bool) {
	for c := range rune(utf8.RuneSelf) {
		set[c] = scriptOf(c) != other
	}
	return set
}()

// scripts counts Latin letters and Hangul syllables in folded text. A syllable
// says about as much as two and a half letters; that is in detect's bound.
func scripts(b []byte) (letters, syllables int) {
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case 'a' <= c && c <= 'z':
			letters++
		case 0xEA <= c && c <= 0xED && i+2 < len(b):
			if r := rune(c&0x0F)<<12 | rune(b[i+1]&0x3F)<<6 | rune(b[i+2]&0x3F); 0xAC00 <= r && r <= 0xD7A3 {
				syllables++
				i += 2
			}
		case c == 0xC3:
			letters++
		}
	}
	return letters, syllables
}
