package tagger_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"koreadesk/tagger"
)

// The pages of testdata are the vocabulary's examples. A page's first lines
// tell the rule; then come items:
//
//	-- korea, not north-korea: why this is so --
//	The item's title
//	and its text.
//	category: a label of the source
//
// Before the colon stand the tags the item must carry and, after "not", those
// it must not carry.
func TestPages(t *testing.T) {
	tg := builtin(t)
	pages, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages of examples: %v", err)
	}
	known := make(map[string]bool)
	for _, tag := range tagger.Builtin() {
		known[tag.ID] = true
	}
	for _, page := range pages {
		ar, err := txtar.ParseFile(page)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(page), ".txt"), func(t *testing.T) {
			if len(ar.Files) == 0 || strings.TrimSpace(string(ar.Comment)) == "" {
				t.Fatal("a page needs a rule on top and items below")
			}
			for _, f := range ar.Files {
				example(t, tg, known, f)
			}
		})
	}
}

func example(t *testing.T, tg *tagger.Tagger, known map[string]bool, f txtar.File) {
	t.Helper()
	s := tagger.Subject{}
	title, rest, _ := strings.Cut(string(f.Data), "\n")
	s.Title = title
	for line := range strings.Lines(rest) {
		if label, ok := strings.CutPrefix(line, "category: "); ok {
			s.Categories = append(s.Categories, strings.TrimSpace(label))
			continue
		}
		if id, ok := strings.CutPrefix(line, "source: "); ok {
			s.Source = strings.TrimSpace(id)
			continue
		}
		s.Summary += line
	}
	e := tg.Explain(s)
	tags, _, ok := strings.Cut(f.Name, ":")
	if !ok {
		t.Errorf("%s: the line needs a colon and a reason", f.Name)
	}
	for want := range strings.SplitSeq(tags, ",") {
		want = strings.TrimSpace(want)
		tag, not := strings.CutPrefix(want, "not ")
		if !known[tag] {
			t.Errorf("%s: there is no tag %q", f.Name, tag)
		}
		for _, r := range e.Tags {
			if r.Tag == tag && r.Given == not {
				t.Errorf("%s\n  %s\n  score %.3f\n  %+v", f.Name, s.Title, r.Score, r.Evidence)
			}
		}
	}
}
