package tagger

import (
	"strings"
	"testing"
)

// Parts are one vocabulary, and an error names the part and the line.
func TestParts(t *testing.T) {
	const main = "title: X\nthreshold: 0.5\nterms:\n  - {class: place, weight: 0.6, words: [Ahaus]}\n"
	compile := func(texts ...string) (*book, error) {
		var parts []part
		for n, text := range texts {
			parts = append(parts, part{name: "x/" + string(rune('a'+n)) + ".yaml", text: []byte(text)})
		}
		v, err := readVocabulary("x", []byte(main), parts...)
		if err != nil {
			return nil, err
		}
		b, c := &book{}, &compiler{cues: make(map[string]int)}
		return b, c.add(0, b, v, nil)
	}
	b, err := compile("terms:\n  - {class: firm, weight: 0.6, words: [Bolte]}\n", "rules:\n  - {name: r, words: [c], classes: [place, firm], factor: 0.5}\n")
	if err != nil || len(b.classes) != 3 || len(b.rules) != 1 {
		t.Fatalf("%+v, %v", b, err)
	}
	for text, want := range map[string]string{
		"terms:\n  - class: place\n    weight: 0.6\n    words: [Ahaus]\n":              "x/a.yaml, line 4: the word \"Ahaus\" stands on line 4 already",
		"terms:\n  - {class: firm, weight: 2, words: [Bolte]}\n":                       "x/a.yaml, line 2: terms, group 2 (firm): weight 2",
		"terms:\n  - {class: firm, weight: 0.6, words: [Bolte], needs: [\"@none\"]}\n": "x/a.yaml, line 2: no term has the class \"@none\"",
		"masks:\n  - words: [a*b]\n":                                                   "x/a.yaml, line 2: the word \"a*b\" has a * inside",
		"threshold: 0.7\n":                                                             "x/a.yaml",
		"":                                                                             "x/a.yaml",
	} {
		if _, err := compile(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// Each part of the built-in korea adds something.
func TestBuiltinParts(t *testing.T) {
	_, parts, err := stored("korea")
	if err != nil || len(parts) < 5 {
		t.Fatalf("%d parts, %v", len(parts), err)
	}
	for _, p := range parts {
		v := &Vocabulary{}
		if err := v.join(p); err != nil || len(v.Terms)+len(v.Masks)+len(v.Elsewhere)+len(v.Rules) == 0 {
			t.Errorf("%s: %v", p.name, err)
		}
	}
}
