package story_test

import (
	"testing"

	"koreadesk/store/story"
)

// Titles share phrases; that alone brings two texts together only where one of
// them has no text to tell by.
func TestPhrasesOfTitles(t *testing.T) {
	const phrase = "Neue Wege in der Zusammenarbeit zwischen"
	first := story.Telling{Title: phrase + " Essen und Busan", Text: "Die Hafengesellschaften tauschen ab Mai ihre Lotsen aus."}
	other := story.Telling{Title: phrase + " Bonn und Daejeon", Text: "Zwei Institute rechnen gemeinsam an einem Modell des Klimas."}
	retold := story.Telling{Title: "Lotsen wechseln den Hafen", Text: first.Text}
	bare := story.Telling{Title: phrase + " Essen und Ulsan"}

	var x story.Index
	x.Add(1, 1, first.Sign())
	for _, c := range []struct {
		name    string
		telling story.Telling
		met     bool
	}{
		{"another text under a title of the same phrase", other, false},
		{"the same text under another title", retold, true},
		{"a title of the same phrase without a text", bare, true},
	} {
		if met := len(x.Find(c.telling.Sign(), 0, 4)) > 0; met != c.met {
			t.Errorf("%s: met %v, want %v", c.name, met, c.met)
		}
	}
}
