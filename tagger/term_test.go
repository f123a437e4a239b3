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

// A family name that is a word otherwise is found before a given name only.
func TestGivenName(t *testing.T) {
	read := func(string) ([]byte, error) {
		return []byte("terms:\n  - {class: name, weight: 0.6, case: exact, words: [Park, Lee, Song], before: [Aa-aa]}\n"), nil
	}
	tg, err := tagger.New([]news.Tag{{ID: "x", Vocabulary: "x.yaml"}}, read)
	if err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]bool{
		"Park Hye-ran leitet die Stiftung": true,
		"Park Hye-Ran leitet die Stiftung": true,
		"Der Dekan, Lee Gyun Min, sagt ab": true,
		"Lee Kyeong-hyeon":                 true,
		"Park bekommt neue Bänke":          false,
		"Park Smith-Jones tritt zurück":    false,
		"Lee Anna-Lena singt":              false,
		"park hye-ran":                     false,
		"Song so long":                     false,
		"Park Hye-":                        false,
		"Park ":                            false,
		"Park":                             false,
	} {
		if got := len(tg.Tag(tagger.Subject{Title: title})) > 0; got != want {
			t.Errorf("%q: %v, want %v", title, got, want)
		}
	}
}

// A prior of a language leaves out the sources in except.
func TestPriorExcept(t *testing.T) {
	read := func(string) ([]byte, error) {
		return []byte("terms:\n  - {class: x, weight: 0.6, words: [zzz]}\npriors:\n  - {language: ko, weight: 0.6, except: [tips, north*]}\n"), nil
	}
	tg, err := tagger.New([]news.Tag{{ID: "x", Vocabulary: "x.yaml"}}, read)
	if err != nil {
		t.Fatal(err)
	}
	for source, want := range map[string]bool{"daily": true, "": true, "tips": false, "tips-2": true, "north-2": false} {
		if got := len(tg.Tag(tagger.Subject{Title: "오늘 소식을 모았다", Source: source})) > 0; got != want {
			t.Errorf("%q: %v, want %v", source, got, want)
		}
	}
}

// Where a vocabulary says so, a word of enough letters that takes any ending is
// found as the last part of a compound too; shorter ones, and those that take
// no ending, are not.
func TestCompounds(t *testing.T) {
	vocabulary := "compounds: 7\nterms: [{class: a, weight: 1, words: [turbine*, tram*, factory, 반도체산업단지*]}]"
	for _, c := range []struct {
		vocabulary, title string
		want              bool
	}{
		{vocabulary, "Gasturbinen für Aachen", true},
		{vocabulary, "Turbinen für Aachen", true},
		{vocabulary, "Supertrams in Aachen", false},
		{vocabulary, "A megafactory", false},
		{vocabulary, "신반도체산업단지", false},
		{strings.Replace(vocabulary, "compounds: 7\n", "", 1), "Gasturbinen für Aachen", false},
	} {
		read := func(string) ([]byte, error) { return []byte(c.vocabulary), nil }
		tg, err := tagger.New([]news.Tag{{ID: "x", Vocabulary: "x.yaml"}}, read)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(tg.Tag(tagger.Subject{Title: c.title})) > 0; got != c.want {
			t.Errorf("%q: %v, want %v", c.title, got, c.want)
		}
	}
}
