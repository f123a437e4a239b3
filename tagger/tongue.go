package tagger

// Language is the language a subject is written in, as its text shows: de, en
// or ko; what the subject claims where the text does not show it, else "".
func Language(s Subject) string {
	r := &reading{subject: s}
	r.prepare()
	return detect(r.texts, s.Language)
}
