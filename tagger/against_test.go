package tagger_test

import (
	"slices"
	"strings"
	"testing"

	"koreadesk/news"
	"koreadesk/tagger"
)

// What is stronger at being nobody's topic carries none, and the reasoning
// says so; the vocabulary it stood against is no tag.
func TestAgainst(t *testing.T) {
	tg := builtin(t)
	s := tagger.Subject{Title: "Einbrecher stiehlt Smartphones", Summary: "Die Polizei sucht Zeugen."}
	for _, score := range tg.Tag(s) {
		t.Errorf("given: %v", score)
	}
	behind := ""
	for _, r := range tg.Explain(s).Tags {
		if r.Tag == "everyday" {
			t.Error("everyday is listed as a tag")
		}
		if r.Tag == "information-kommunikation" {
			behind = r.Behind
		}
	}
	if !strings.HasPrefix(behind, "everyday (title: Einbrecher") {
		t.Errorf("behind %q, want everyday and its words", behind)
	}
}

const sourced = `
threshold: 0.5
priors:
  - {sources: [trade-*], weight: 0.55}
  - {sources: [ministry], language: de, weight: 0.6}
terms:
  - {class: firm, weight: 0.6, opens: true, words: [Acme]}
  - {class: firm, weight: 0.2, words: [Acme]}
`

// A source may prove something by itself, or with a language; a word may prove
// more where it opens the title.
func TestPriorsOfSources(t *testing.T) {
	read := func(string) ([]byte, error) { return []byte(sourced), nil }
	tg, err := tagger.New([]news.Tag{{ID: "economy", Vocabulary: "economy.yaml"}}, read)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		subject tagger.Subject
		because []string
	}{
		{tagger.Subject{Title: "Ein Tag wie jeder", Source: "trade-journal"}, []string{"source: trade-journal"}},
		{tagger.Subject{Title: "Die Lage in der Welt", Source: "ministry"}, []string{"source: ministry"}},
		{tagger.Subject{Title: "The state of the world", Source: "ministry"}, nil},
		{tagger.Subject{Title: "Ein Tag wie jeder", Source: "journal"}, nil},
		{tagger.Subject{Title: "Acme baut um"}, []string{"title: Acme"}},
		{tagger.Subject{Title: "Umbau bei Acme"}, nil},
	} {
		var got []string
		for _, score := range tg.Tag(c.subject) {
			got = score.Because
		}
		if !slices.Equal(got, c.because) {
			t.Errorf("%+v: because %q, want %q", c.subject, got, c.because)
		}
	}
	bad := func(string) ([]byte, error) {
		return []byte("priors: [{weight: 0.5}]\nterms: [{class: x, weight: 1, words: [y]}]"), nil
	}
	if _, err := tagger.New([]news.Tag{{ID: "x", Vocabulary: "x.yaml"}}, bad); err == nil || !strings.Contains(err.Error(), "language or sources") {
		t.Errorf("a prior of nothing: %v", err)
	}
}
