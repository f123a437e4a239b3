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

// A tag that gives way leaves the item to one in the title where it stands in
// the text only, however strong it is there; beside others it stays.
func TestGivesWay(t *testing.T) {
	files := map[string]string{
		"school": "family: f\ngives_way: [stars]\nterms: [{class: a, weight: 0.9, words: [professor]}]",
		"stars":  "family: f\nterms: [{class: b, weight: 0.6, words: [comet]}]",
		"trains": "family: f\nterms: [{class: c, weight: 0.6, words: [tram]}]",
	}
	read := func(name string) ([]byte, error) { return []byte(files[strings.TrimSuffix(name, ".yaml")]), nil }
	tg, err := tagger.New([]news.Tag{{ID: "school", Vocabulary: "school.yaml"}, {ID: "stars", Vocabulary: "stars.yaml"}, {ID: "trains", Vocabulary: "trains.yaml"}}, read)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		title, summary string
		want           []string
	}{
		{"A comet", "A professor saw it.", []string{"stars"}},
		{"A professor and a comet", "", []string{"school", "stars"}},
		{"A find", "A professor saw a comet.", []string{"school", "stars"}},
		{"A tram", "A professor drives it.", []string{"school", "trains"}},
	} {
		s := tagger.Subject{Title: c.title, Summary: c.summary}
		var got []string
		for _, score := range tg.Tag(s) {
			got = append(got, score.Tag)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s, %s: %v, want %v", c.title, c.summary, got, c.want)
		}
	}
	for _, r := range tg.Explain(tagger.Subject{Title: "A comet", Summary: "A professor saw it."}).Tags {
		if r.Tag == "school" && r.Behind != "stars" {
			t.Errorf("behind %q, want stars", r.Behind)
		}
	}
	alone := func(string) ([]byte, error) {
		return []byte("gives_way: ['*']\nterms: [{class: x, weight: 1, words: [y]}]"), nil
	}
	if _, err := tagger.New([]news.Tag{{ID: "x", Vocabulary: "x.yaml"}}, alone); err == nil || !strings.Contains(err.Error(), "family") {
		t.Errorf("a tag of no family gives way: %v", err)
	}
}
