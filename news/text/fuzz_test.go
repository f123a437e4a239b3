package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"koreadesk/news"
)

func FuzzClean(f *testing.F) {
	for _, c := range hostile {
		f.Add(c.in, false, "https://example.org/a/b")
		f.Add(c.in, true, "")
	}
	f.Fuzz(func(t *testing.T, in string, xhtml bool, base string) {
		r := news.Raw{Markup: in, Kind: news.HTML, Base: base}
		if xhtml {
			r.Kind = news.XHTML
		}
		clean := Clean(r)
		harmless(t, clean)
		steady(t, clean, base)
	})
}

func FuzzPlain(f *testing.F) {
	for _, c := range hostile {
		f.Add(c.in)
	}
	for _, in := range plainMarkup {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if plain, ok := plainly(in); ok {
			if slow := tokens(news.Raw{Markup: in, Kind: news.HTML}); lines(plain) != lines(slow) {
				t.Errorf("%q is plainly %q, by the tokenizer %q", in, plain, slow)
			}
		}
		for _, kind := range []news.Kind{news.HTML, news.XHTML, news.PlainText} {
			plain := Plain(news.Raw{Markup: in, Kind: kind})
			for l := range strings.SplitSeq(plain, "\n") {
				if Line(l) != l || l == "" && plain != "" {
					t.Errorf("%s: %q is not a line", kind, l)
				}
			}
			clean := Clean(news.Raw{Markup: plain, Kind: news.PlainText})
			harmless(t, clean)
			steady(t, clean, "")
		}
	})
}

func FuzzLine(f *testing.F) {
	for _, c := range foldings {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		line, fold := Line(in), Fold(in)
		if again := Line(line); again != line {
			t.Errorf("Line: %q, again %q", line, again)
		}
		if again := Fold(fold); again != fold {
			t.Errorf("Fold: %q, again %q", fold, again)
		}
		if Fold(line) != fold {
			t.Errorf("Fold of the line %q, of the text %q", Fold(line), fold)
		}
		if !norm.NFC.IsNormalString(line) || !norm.NFKC.IsNormalString(fold) || !utf8.ValidString(line+fold) {
			t.Errorf("not normal: %q, %q", line, fold)
		}
		if strings.ContainsAny(line+fold, "\u00AD\u200B\u202E\u2060\uFEFF\u00A0\x00\n") {
			t.Errorf("invisible: %q, %q", line, fold)
		}
	})
}

func FuzzCut(f *testing.F) {
	for _, c := range cuts {
		f.Add(c.in, c.max)
	}
	f.Fuzz(func(t *testing.T, in string, n int) {
		if !utf8.ValidString(in) {
			return // Cut is given plain text
		}
		got := Cut(in, n)
		if utf8.RuneCountInString(got) > max(n, 0) {
			t.Errorf("Cut(%q, %d) = %q has %d characters", in, n, got, utf8.RuneCountInString(got))
		}
		whole := strings.TrimSpace(in)
		kept := strings.TrimSuffix(got, "…")
		if !strings.HasPrefix(whole, kept) {
			t.Errorf("Cut(%q, %d) = %q is no beginning of it", in, n, got)
		}
		if n > 0 && whole != "" && got == "" {
			t.Errorf("Cut(%q, %d) is empty", in, n)
		}
		if next, size := utf8.DecodeRuneInString(whole[min(len(kept), len(whole)):]); size > 0 && kept != "" {
			if prev, _ := utf8.DecodeLastRuneInString(kept); joins(prev, next) {
				t.Errorf("Cut(%q, %d) = %q cuts a character", in, n, got)
			}
		}
	})
}

func FuzzCanonical(f *testing.F) {
	for _, c := range links {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		key := Canonical(in)
		if with := canonicalLink(in); with != key {
			t.Errorf("Canonical(%q) = %q, with care %q", in, key, with)
		}
		if key == "" {
			return
		}
		if again := Canonical(key); again != key {
			t.Errorf("Canonical(%q) = %q, again %q", in, key, again)
		}
		for i := range len(key) {
			if key[i] <= ' ' || key[i] > '~' {
				t.Errorf("Canonical(%q) = %q is not ASCII", in, key)
			}
		}
	})
}
