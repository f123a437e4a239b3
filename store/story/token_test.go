package story

import (
	"slices"
	"testing"

	"koreadesk/news/text"
)

func TestTokens(t *testing.T) {
	for s, want := range map[string][]string{
		"Größe: 2,500 m² für 1,2 Mio. €":        {"groesse", "2500", "m", "fuer", "1.2", "mio"},
		"U.S. firm (DAL.N) won":                 {"u", "s", "firm", "won"},
		"21일 서울에서 80여 곳":                        {"21", "일", "서울에서", "80", "여", "곳"},
		"zwölf Kräne, 3 Kommentare":             {"12", "kraene"},
		"1 200 000 t, 12 000":                   {"1200000", "t", "12000"},
		"2026 100 Kräne":                        {"2026", "100", "kraene"},
		"30.05.2026 3.5.26 30.05. um 20.15 Uhr": {"30", "mai", "2026", "3", "mai", "2026", "30", "mai", "um", "20.15", "uhr"},
		"2026.5.30. 31.13.2026 1.2.3.4":         {"2026", "5", "30", "31.13.2026", "1.2.3.4"},
		"im Q3, drittes Quartal":                {"im", "3", "quarter", "3", "quarter"},
		"007 und 0.5":                           {"7", "und", "0.5"},
		"ÀÉÞ Ærø × ŁÓDŹ ﬁn":                     {"àéþ", "ærø", "łódź", "fin"},
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
