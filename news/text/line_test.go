package text

import (
	"strings"
	"sync"
	"testing"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// foldings is text, as a line and in the form for comparing.
var foldings = []struct{ name, in, line, fold string }{
	{"nothing", "", "", ""},
	{"blanks only", " \t\u00A0\u3164 ", "", ""},
	{"tidy", "koreadesk 2026", "koreadesk 2026", "koreadesk 2026"},
	{"capitals", "Korea DESK", "Korea DESK", "korea desk"},
	{"blanks", "  a \t\r\n b\u00A0\u2003c\u3000d\u2028e ", "a b c d e", "a b c d e"},
	{"sharp s", "Straße GROẞ", "Straße GROẞ", "strasse gross"},
	{"umlauts", "ÄÖÜ äöü", "ÄÖÜ äöü", "äöü äöü"},
	{"decomposed", "Mu\u0308nchen 한국", "München 한국", "münchen 한국"},
	{"soft hyphen", "Wirt\u00ADschaft", "Wirtschaft", "wirtschaft"},
	{"zero width", "a\u200Bb\u2060c\uFEFFd\u200Ee\u034F", "abcde", "abcde"},
	{"direction", "\u202Ea\u202C\u2066b\u2069", "ab", "ab"},
	{"controls", "a\x00b\x1b[1mc\u0085d\x7F", "ab[1mc d", "ab[1mc d"},
	{"full width", "ＫＯＲＥＡ１２", "ＫＯＲＥＡ１２", "korea12"},
	{"ligature", "ﬁnanz", "ﬁnanz", "finanz"},
	{"final sigma", "ΟΔΟΣ οδος", "ΟΔΟΣ οδος", "οδοσ οδοσ"},
	{"Turkish capital", "İ", "İ", "i\u0307"},
	{"emoji family", "👩\u200D👩\u200D👧 ✈\uFE0F", "👩\u200D👩\u200D👧 ✈\uFE0F", "👩👩👧 ✈"},
	{"keycap", "1\uFE0F\u20E3", "1\uFE0F\u20E3", "1\u20E3"},
	{"flag of a region", "🏴\U000E0067\U000E0062\U000E007F a", "🏴\U000E0067\U000E0062\U000E007F a", "🏴 a"},
	{"hidden tags", "a\U000E0067\U000E0062", "a", "a"},
	{"joiner nobody needs", "a\u200Db\u200Cc한\u200D국", "abc한국", "abc한국"},
	{"Persian joiner", "می\u200Cخواهم", "می\u200Cخواهم", "میخواهم"},
	{"variant of a character", "葛\U000E0100a\U000E0100", "葛\U000E0100a", "葛a"},
	{"broken bytes", "a\xffb", "a\uFFFDb", "a\uFFFDb"},
	{"noncharacter", "a\uFFFE\uFDD0b\uFFFC", "ab", "ab"},
	{"markup is text", "<b>1 &amp; 2</b>", "<b>1 &amp; 2</b>", "<b>1 &amp; 2</b>"},
	{"compatible jamo", "ㅋㅋ", "ㅋㅋ", "ᄏᄏ"},
}

func TestLineAndFold(t *testing.T) {
	for _, c := range foldings {
		t.Run(c.name, func(t *testing.T) {
			if got := Line(c.in); got != c.line {
				t.Errorf("Line(%q) = %q, want %q", c.in, got, c.line)
			}
			if got := Fold(c.in); got != c.fold {
				t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.fold)
			}
		})
	}
}

func TestFoldConcurrently(t *testing.T) {
	in := strings.Repeat("Straße ΟΔΟΣ Ｋorea 한국 ", 50)
	want := Fold(in)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if got := Fold(in); got != want {
					t.Errorf("Fold differs: %q", got)
					return
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkFold(b *testing.B) {
	for name, in := range map[string]string{
		"folded":  strings.Repeat("the desk reads the news of the day ", 28)[:979],
		"english": strings.Repeat("The Desk reads the News of the Day ", 28),
		"german":  strings.Repeat("Die Straße führt über Köln nach Süden ", 26),
		"korean":  strings.Repeat("한국 경제가 올해 크게 성장했다고 밝혔다. ", 20),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				Fold(in)
			}
		})
	}
}

func BenchmarkLine(b *testing.B) {
	in := strings.Repeat("한국 경제가 Köln ", 50)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		Line(in)
	}
}

// TestEasy holds the short way of folding against the long one, for every
// character the short one takes.
func TestEasy(t *testing.T) {
	for r := rune(0); r <= 0xFFFF; r++ {
		s := "a" + string(r) + "b"
		if easy(r) && (blank(r) || invisible(r) || unicode.Is(unicode.M, r) || !norm.NFKC.IsNormalString(s) || Line(s) != s) {
			t.Errorf("%U is not easy", r)
		}
		short, ok := foldEasy(s)
		if long := norm.NFKC.String(cases.Fold().String(norm.NFKC.String(s))); ok && !blank(r) && short != long {
			t.Errorf("%U: %q the short way, %q the long way", r, short, long)
		}
	}
}
