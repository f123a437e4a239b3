package tagger

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// The automaton finds what a search word by word finds.
func TestAutomatonAgainstPlainSearch(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	letters := []string{"a", "b", "ä", "한", "국", "c", "d", "e", "f", "g"}
	random := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(letters[rnd.IntN(len(letters))])
		}
		return b.String()
	}
	for range 300 {
		var words []string
		for range 1 + rnd.IntN(40) {
			if w := random(1 + rnd.IntN(4)); !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
		text := random(60)
		type at struct{ word, start, end int }
		var got, want []at
		newAutomaton(words).scan([]byte(text), func(w int32, start, end int) { got = append(got, at{int(w), start, end}) })
		for n, w := range words {
			for i := range len(text) - len(w) + 1 {
				if text[i:i+len(w)] == w {
					want = append(want, at{n, i, i + len(w)})
				}
			}
		}
		order := func(a, b at) int { return slices.Compare([]int{a.word, a.start}, []int{b.word, b.start}) }
		slices.SortFunc(got, order)
		slices.SortFunc(want, order)
		if !slices.Equal(got, want) {
			t.Fatalf("words %q in %q:\n got %v\nwant %v", words, text, got, want)
		}
	}
}

// BenchmarkAutomaton is one pass over 2 KB of folded text with all built-in
// words.
func BenchmarkAutomaton(b *testing.B) {
	tg, err := New(Builtin(), nil)
	if err != nil {
		b.Fatal(err)
	}
	text := prepare(FieldSummary, 0, strings.Repeat("In den kommenden Monaten wollen die Partner in Südkorea prüfen, welche Prüfstände sie gemeinsam nutzen. ", 19)).fold
	b.SetBytes(int64(len(text)))
	b.ReportMetric(float64(len(tg.byWord)), "words")
	for b.Loop() {
		n := 0
		tg.finder.scan(text, func(int32, int, int) { n++ })
	}
}

// BenchmarkFold is the folding of 2 KB alone.
func BenchmarkFold(b *testing.B) {
	text := strings.Repeat("In den kommenden Monaten wollen die Partner in Südkorea prüfen, welche Prüfstände sie gemeinsam nutzen. ", 19)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		prepare(FieldSummary, 0, text)
	}
}
