package tagger

import "testing"

// Dots of days, initials and abbreviations end no sentence.
func TestSentences(t *testing.T) {
	for text, want := range map[string]bool{
		"Das Haus steht. Der Hof ist leer":          false,
		"Das Haus steht am 3. Mai leer":             true,
		"Das Haus von Dr. Hofer, leer":              true,
		"Das Haus des J. Hofer ist leer":            true,
		"Das Haus, Baujahr 1920. Der Hof ist leer":  false,
		"Das Haus auf hof.example ist leer":         true,
		"The house is no. 5 on the left":            true,
		"The house said no. The yard is empty":      false,
		"Das Haus fällt unter Art. 14 des Gesetzes": true,
		"Ein Haus dieser Art. Der Hof ist leer":     false,
		"Ein Haus? Der Hof ist leer":                false,
		"Das Haus\nDer Hof ist leer":                false,
	} {
		x := prepare(FieldSummary, 0, text)
		if got := sameSentence(x, 5, len(x.fold)-2); got != want {
			t.Errorf("%q: one sentence %v, want %v", text, got, want)
		}
	}
}
