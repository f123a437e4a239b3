package tagger_test

import (
	"slices"
	"strings"
	"testing"

	"koreadesk/news"
	"koreadesk/tagger"
)

// A tag of a family may ask for more where a stronger one is given; what does
// not reach that leaves its place to the next.
func TestSecondOfFamily(t *testing.T) {
	files := map[string]string{
		"ships": "family: f\nterms: [{class: a, weight: 0.9, words: [ferry]}]",
		"trade": "family: f\nsecond: 0.7\nterms: [{class: b, weight: 0.6, words: [price]}, {class: c, weight: 0.8, words: [tariff]}]",
		"towns": "family: f\nterms: [{class: d, weight: 0.5, words: [harbour]}]",
	}
	read := func(name string) ([]byte, error) { return []byte(files[strings.TrimSuffix(name, ".yaml")]), nil }
	tg, err := tagger.New([]news.Tag{{ID: "ships", Vocabulary: "ships.yaml"}, {ID: "trade", Vocabulary: "trade.yaml"}, {ID: "towns", Vocabulary: "towns.yaml"}}, read)
	if err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string][]string{
		"The price":                      {"trade"},
		"Ferry at half price":            {"ships"},
		"Ferry at half price in harbour": {"ships", "towns"},
		"Ferry tariff in harbour":        {"ships", "trade"},
	} {
		var got []string
		for _, score := range tg.Tag(tagger.Subject{Title: title}) {
			got = append(got, score.Tag)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", title, got, want)
		}
	}
	low := func(string) ([]byte, error) {
		return []byte("threshold: 0.6\nsecond: 0.5\nterms: [{class: x, weight: 1, words: [y]}]"), nil
	}
	if _, err := tagger.New([]news.Tag{{ID: "x", Vocabulary: "x.yaml"}}, low); err == nil || !strings.Contains(err.Error(), "second 0.5") {
		t.Errorf("a second below the threshold: %v", err)
	}
}
