package story

import (
	"slices"
	"testing"

	"koreadesk/news/text"
)

func TestTokens(t *testing.T) {
	for s, want := range map[string][]string{
		"Größe: 2,500 m² für 1,2 Mio. €": {"groesse", "2500", "m", "fuer", "1.2", "mio"},
		"U.S. firm (DAL.N) won":          {"u", "s", "firm", "won"},
		"21일 서울에서 80여 곳":                 {"21", "일", "서울에서", "80", "여", "곳"},
		"zwölf Kräne, 3 Kommentare":      {"12", "kraene"},
		"007 und 0.5":                    {"7", "und", "0.5"},
		"ÀÉÞ Ærø × ŁÓDŹ ﬁn":              {"àéþ", "ærø", "łódź", "fin"},
	} {
		var got []string
		for _, w := range tokens(s) {
			got = append(got, w.s)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// The short way of folding a word is the long one.
func FuzzSpell(f *testing.F) {
	f.Add("Größe")
	f.Add("ŁÓDŹ")
	f.Add("µªº")
	f.Fuzz(func(t *testing.T, word string) {
		for _, w := range tokens(word) {
			if w.s == "" {
				t.Errorf("%q has an empty word", word)
			}
		}
		if end := wordEnd(word); end > 0 {
			if got, want := new(arena).spell(word[:end]), umlauts.Replace(text.Fold(word[:end])); got != want {
				t.Errorf("%q is spelled %q, not %q", word[:end], got, want)
			}
		}
	})
}
