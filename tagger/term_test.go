package tagger_test

import (
	"strings"
	"testing"

	"koreadesk/news"
	"koreadesk/tagger"
)

// A verb in two parts is found within a sentence, its parts whole words.
func TestWordInTwoParts(t *testing.T) {
	tg, err := tagger.New([]news.Tag{{ID: "x", Terms: []string{"stellt * aus", "lobt * preis*"}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]bool{
		"Museum stellt vierzig Bilder aus":         true,
		"Museum stellt aus":                        true,
		"Stiftung lobt drei Preisgelder":           true,
		"Museum stellt ein. Aus ist es":            false,
		"Museum stellt vierzig Bilder ausgeliehen": false,
		"Aus dem Museum stellt er":                 false,
		"Museum stellt Haushalt":                   false,
		// The longest sentence ends within the last word.
		"Museum stellt" + strings.Repeat(" und", 199) + " ausgeliehen": false,
	} {
		if got := len(tg.Tag(tagger.Subject{Title: title})) > 0; got != want {
			t.Errorf("%s: %v, want %v", title, got, want)
		}
	}
}
