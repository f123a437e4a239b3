package tagger

// Language is the language a subject is written in, as its text shows: de, en
// or ko; what the subject claims where the text does not show it, else "".
func (t *Tagger) Language(s Subject) string { return t.read(s).language }
