package tagger

import (
	"strings"
	"testing"
)

// Words of vocabularies are folded on a short way of their own; it must fold
// them as texts are.
func TestWordsFoldAsTexts(t *testing.T) {
	words := []string{"Straße", "ÄÖÜ", "×÷ÿ", "T&S", " zwei  Wörter ", "가 나", "Start‑up", "é", "ẞ", "ｎ", "a\u00a0b", "a\tb", "&amp;", "<b>", "\u00adx", ""}
	for _, name := range Vocabularies() {
		v, _, err := load(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range append(v.Terms, v.Masks...) {
			for _, w := range g.Words {
				words = append(words, w.Text)
			}
		}
	}
	for _, w := range words {
		if got, want := foldWord(w), strings.TrimSpace(string(prepare("", 0, w).fold)); got != want {
			t.Errorf("%q folds to %q as a word, to %q as a text", w, got, want)
		}
	}
}
