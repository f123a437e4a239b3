package tagger_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"koreadesk/news"
	"koreadesk/tagger"
)

// kitchens is a labelled set in which pots and ovens are of one topic, and
// sails and masts of another.
func kitchens() io.Reader {
	var set strings.Builder
	for n := range 40 {
		fmt.Fprintf(&set, `{"id":"k%d","title":"Kochtopf oder Topf Nummer %d im Backofen","labels":{"topics":["kitchen"]}}`+"\n", n, n)
		fmt.Fprintf(&set, `{"id":"s%d","title":"Segelboot Nummer %d mit Großmast","labels":{"topics":["sailing"]}}`+"\n\n", n, n)
	}
	set.WriteString(`{"id":"no","title":"nobody labelled this"}`)
	return strings.NewReader(set.String())
}

// taught is a tagger of two topics that know one word each and what kitchens
// teaches.
func taught(t *testing.T) *tagger.Tagger {
	t.Helper()
	var words bytes.Buffer
	if err := tagger.Learn(&words, []string{"kitchen", "sailing"}, kitchens()); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"words.txt":    words.String(),
		"kitchen.yaml": "family: f\nthreshold: 0.35\nlearned: {from: words.txt, tag: kitchen}\nterms: [{class: a, weight: 0.9, words: [Suppe]}]\nmasks: [{words: [Kochtopfbande*]}]",
		"sailing.yaml": "family: f\nthreshold: 0.35\nlearned: {from: words.txt, tag: sailing}\nterms: [{class: a, weight: 0.9, words: [Regatta]}]",
		"more.yaml":    "extends: energie\nterms: [{class: a, weight: 0.9, words: [Solarkocher]}]",
	}
	tg, err := tagger.New([]news.Tag{{ID: "kitchen", Vocabulary: "kitchen.yaml"}, {ID: "boats", Vocabulary: "sailing.yaml"}, {ID: "more", Vocabulary: "more.yaml"}},
		func(name string) ([]byte, error) { return []byte(files[name]), nil })
	if err != nil {
		t.Fatal(err)
	}
	return tg
}

// What stood in labelled items gives a tag whose vocabulary does not know it,
// in compounds it never saw as well, and the words are named as the reason.
func TestLearned(t *testing.T) {
	tg := taught(t)
	for title, want := range map[string]string{
		"Backofen und Kochtopf":        "kitchen",
		"Backofen und Kochtopfdeckel":  "kitchen",
		"Segelbootverleih am Großmast": "boats",
		"Regen am Nachmittag":          "",
	} {
		got := ""
		for _, s := range tg.Tag(tagger.Subject{Title: title}) {
			got += s.Tag
			if len(s.Because) == 0 || !strings.HasPrefix(s.Because[0], "title: ") {
				t.Errorf("%s: the reasons are %q", title, s.Because)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
	for _, r := range tg.Explain(tagger.Subject{Title: "Segelbootverleih"}).Tags {
		for _, e := range r.Evidence {
			if r.Tag == "boats" && e.Text == "Segelbootverleih" && e.Role == "learned" && e.Start == 0 && e.End == 16 && e.Counts > 0 {
				return
			}
		}
	}
	t.Error("nothing tells of what was learned")
}

// What a mask covers speaks for nothing, whatever labelled items had there.
func TestLearnedBehindAMask(t *testing.T) {
	score := func(title string) float64 {
		for _, r := range taught(t).Explain(tagger.Subject{Title: title}).Tags {
			if r.Tag == "kitchen" {
				return r.Score
			}
		}
		return 0
	}
	nothing := score("Regen")
	if open, masked := score("Kochtopfdeckel"), score("Kochtopfbande"); open <= nothing || masked != nothing {
		t.Errorf("the pot counts %.3f, the band of that name %.3f, rain %.3f", open, masked, nothing)
	}
}

// A weak likeness to a topic counts beside a word of the title or two words, a
// strong one beside anything: a text that says soup once is about something else.
func TestLearnedBesideALoneWord(t *testing.T) {
	score := func(bias, title, summary string) float64 {
		files := map[string]string{
			"words.txt":    "tags\tkitchen\nbias\t" + bias + "\n",
			"kitchen.yaml": "threshold: 0.9\nlearned: {from: words.txt, tag: kitchen}\nterms: [{class: a, weight: 0.5, words: [Suppe, Topf]}]",
		}
		tg, err := tagger.New([]news.Tag{{ID: "kitchen", Vocabulary: "kitchen.yaml"}}, func(name string) ([]byte, error) { return []byte(files[name]), nil })
		if err != nil {
			t.Fatal(err)
		}
		return tg.Explain(tagger.Subject{Title: title, Summary: summary}).Tags[0].Score
	}
	for _, c := range []struct {
		bias, title, summary string
		counts               bool
	}{
		{"-1.5", "Regen", "Eine Suppe und noch eine Suppe", false},
		{"-1.5", "Regen", "Nichts davon", false},
		{"-1.5", "Regen", "Eine Suppe im Topf", true},
		{"-1.5", "Suppe", "Nichts davon", true},
		{"-0.5", "Regen", "Eine Suppe", true},
		{"-0.5", "Regen", "Nichts davon", true},
	} {
		if with, without := score(c.bias, c.title, c.summary), score("-9", c.title, c.summary); with > without != c.counts {
			t.Errorf("%v: %.3f with what was learned, %.3f without", c, with, without)
		}
	}
}

func TestLearnGivesTheSameBytes(t *testing.T) {
	var first, second bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &second} {
		if err := tagger.Learn(out, []string{"kitchen", "sailing"}, kitchens(), kitchens()); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("one set taught two things")
	}
}

func TestLearnFaults(t *testing.T) {
	for set, want := range map[string]string{
		"{}\n[]":                           "set 1: line 2: not a JSON object",
		`{"title":"a","labels":{"x":7}}`:   `label "x" is neither`,
		`{"title":"a"}`:                    "no item of the sets has labels",
		"":                                 "no item of the sets has labels",
		"\n" + strings.Repeat("x", 17<<20): "set 1: line 2 is longer than 16 MB",
	} {
		err := tagger.Learn(io.Discard, []string{"kitchen"}, strings.NewReader(set))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.80s: %v, want %q", set, err, want)
		}
	}
}

// Without topics, or with too many, nothing is learned, and the error says why.
func TestLearnWithoutTopics(t *testing.T) {
	many := make([]string, 256)
	for n := range many {
		many[n] = fmt.Sprint("tag", n)
	}
	for want, tags := range map[string][]string{
		"no topic to learn about": nil,
		"256 tags, more than":     many,
		"named twice":             {"a", "b", "a"},
	} {
		if err := tagger.Learn(io.Discard, tags, kitchens()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%d tags: %v, want %q", len(tags), err, want)
		}
	}
}

// Each fault of a learned file has its sentence.
func TestLearnedFaults(t *testing.T) {
	const head = "tags\tx y\nbias\t-1 -2\n"
	for file, want := range map[string]string{
		"":                                   "has to open with a line of tags",
		"tags\tx y\n":                        "has to open with a line of tags",
		"bias\t-1\n":                         "line 1: the tags are expected here",
		"tags\tx\nbias\t-1 -2\n":             "as many biases",
		"tags\tx x\nbias\t-1 -2\n":           `line 1: the tag "x" is named twice`,
		"tags\tx\nbias\tlow\n":               `line 2: the biases of the tags are expected here, not "low"`,
		"tags\tx\nbias\tNaN\n":               `not "NaN"`,
		"tags\tx\nword*\t0+3\n":              "the biases of the tags are expected here",
		"tags\t" + strings.Repeat("x ", 300): "line 1: 300 tags, more than the 255",
		head + "word*":                       "line 3: \"word*\" is no piece of a word",
		head + "word*\t2+3\n":                "line 3: \"2+3\" is no tag's number",
		head + "word*\t0x3\n":                "is no tag's number",
		head + "a*\t0+1\n#\na*\t0+1":         "line 5: \"a*\" stands in the file twice",
		"tags\ty\nbias\t-1\n":                `taught nothing about "x"; it knows y`,
	} {
		read := func(name string) ([]byte, error) {
			if name == "words.txt" {
				return []byte(file), nil
			}
			return []byte("learned: {from: words.txt, tag: x}\nterms: [{class: a, weight: 1, words: [a]}]"), nil
		}
		_, err := tagger.New([]news.Tag{{ID: "x", Vocabulary: "x.yaml"}}, read)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", file, err, want)
		}
	}
	for _, half := range []string{"{tag: x}", "{from: topics}"} {
		read := func(string) ([]byte, error) {
			return []byte("learned: " + half + "\nterms: [{class: a, weight: 1, words: [a]}]"), nil
		}
		_, err := tagger.New([]news.Tag{{ID: "x", Vocabulary: "x.yaml"}}, read)
		if err == nil || !strings.Contains(err.Error(), "learned: it needs from") {
			t.Errorf("%s: %v", half, err)
		}
	}
	lost := func(name string) ([]byte, error) {
		if name == "words.txt" {
			return nil, os.ErrNotExist
		}
		return []byte("learned: {from: words.txt, tag: x}\nterms: [{class: a, weight: 1, words: [a]}]"), nil
	}
	if _, err := tagger.New([]news.Tag{{ID: "x", Vocabulary: "x.yaml"}}, lost); err == nil || !strings.Contains(err.Error(), `"words.txt" is neither built in (topics) nor a file that can be read`) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// The built-in topics know the sets they were taught with: who changes those
// has to make the file anew.
func TestTopicsKnowTheirSets(t *testing.T) {
	files, err := filepath.Glob("learned/sets/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sets: %v", err)
	}
	tg := builtin(t)
	for _, file := range files {
		in, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		report, err := tagger.Evaluate(in, tg)
		in.Close() //nolint:errcheck // only read
		if err != nil {
			t.Fatal(err)
		}
		if report.Topics == nil || report.Topics.F1 < 0.8 {
			t.Errorf("%s: topics %+v", file, report.Topics)
		}
	}
}

// A vocabulary that extends another learned what that did; a source that
// labelled items had speaks as their words do, what stands far down a text does
// not; and a file that changed makes other rules.
func TestLearnedReach(t *testing.T) {
	files := map[string]string{
		"base.yaml": "extends: energie\nterms: [{class: a, weight: 0.9, words: [Solarkocher]}]",
		"own.yaml":  "threshold: 0.35\nlearned: {from: words.txt, tag: x}\nterms: [{class: a, weight: 0.9, words: [Suppe]}]",
		"words.txt": "tags\tx\nbias\t-3\nkochtopf\t0+90\n@kitchen\t0+90\n",
	}
	made := func() *tagger.Tagger {
		tg, err := tagger.New([]news.Tag{{ID: "more", Vocabulary: "base.yaml"}, {ID: "x", Vocabulary: "own.yaml"}},
			func(name string) ([]byte, error) { return []byte(files[name]), nil })
		if err != nil {
			t.Fatal(err)
		}
		return tg
	}
	tg := made()
	for name, c := range map[string]struct {
		about tagger.Subject
		want  bool
	}{
		"source":      {tagger.Subject{Title: "Neu", Source: "kitchen"}, true},
		"lead":        {tagger.Subject{Title: "Neu", Summary: "Kochtopf"}, true},
		"far down":    {tagger.Subject{Title: "Neu", Summary: strings.Repeat("an ", 200) + "Kochtopf"}, false},
		"nothing":     {tagger.Subject{Title: "Neu"}, false},
		"odd source":  {tagger.Subject{Title: "Neu", Source: "kit\tchen"}, false},
		"its label":   {tagger.Subject{Title: "Neu", Categories: []string{"Kochtopf"}}, false},
		"other words": {tagger.Subject{Title: "Neu", Summary: "Kochbuch"}, false},
	} {
		for _, r := range tg.Explain(c.about).Tags {
			if r.Tag == "x" && (r.Score > 0) != c.want {
				t.Errorf("%s: scores %.2f, heard should be %t", name, r.Score, c.want)
			}
		}
	}
	extended := tg.Explain(tagger.Subject{Title: "Batteriezellen"}).Tags[0]
	if !slices.ContainsFunc(extended.Evidence, func(e tagger.Evidence) bool { return e.Role == "learned" }) {
		t.Errorf("what energie learned is lost: %+v", extended)
	}
	was := tg.Rules()
	files["words.txt"] += "ofen\t0+5\n"
	if made().Rules() == was {
		t.Error("the rules are called the same with another file")
	}
}
