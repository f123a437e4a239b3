package tagger_test

import (
	"os"
	"path/filepath"
	"testing"

	"koreadesk/tagger"
)

// The labelled set is not part of the project; where KOREADESK_CORPUS points
// at it, the built-in vocabularies must hold their bar.
func TestLabelledSet(t *testing.T) {
	dir := os.Getenv("KOREADESK_CORPUS")
	if dir == "" {
		t.Skip("KOREADESK_CORPUS is not set")
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join("..", dir) // as seen from the top of the checkout
	}
	f, err := os.Open(filepath.Join(dir, "items_dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := tagger.Evaluate(f, builtin(t))
	if err != nil {
		t.Fatal(err)
	}
	bar := map[string]float64{"korea": 0.95, "north-korea": 0.92}
	for _, tally := range r.Tags {
		if want, ok := bar[tally.Tag]; ok && tally.F1 < want {
			t.Errorf("%s: F1 %.3f is below %.2f\n%s", tally.Tag, tally.F1, want, r)
		}
	}
	if r.Topics == nil || r.Topics.F1 < 0.80 {
		t.Errorf("topics: below 0.80\n%s", r)
	}
}

func builtin(t testing.TB) *tagger.Tagger {
	t.Helper()
	tg, err := tagger.New(tagger.Builtin(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return tg
}
