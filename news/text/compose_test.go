package text

import (
	"math/rand/v2"
	"strings"
	"testing"

	"koreadesk/news"
)

// compose returns markup put together at random from whole tags, ends of tags
// and pieces of text: what a fuzzer of bytes seldom reaches.
func compose(r *rand.Rand) string {
	names := strings.Fields(`p div h1 h2 ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr td th a a
		span b i em ruby rt rp blockquote pre figure figcaption br hr img code s sub del ins q bdo svg math title style
		script template select option textarea form input button noscript object video plaintext xmp frame frameset
		nostyle iframe noembed noframes body html head center section font nobr marquee image menu details isindex`)
	texts := []string{"x", " ", "\n", "&lt;", "<!--", "-->", "<![CDATA[", "]]>", "e\u0301", "\u0301", "\u200d", "👩",
		"&amp;amp;", "&nbsp;", "<", "</", ">", "\"", "'", "&#0;", "&#13;", "한"}
	attributes := []string{"", " href=x", " href='javascript:a'", " src=p.png", " lang=ko", " title='a\"<b>'", " dir=rtl",
		" colspan=2", " onclick=a", " cite=y", " href", " href=\"mailto:a@b.example\"", " xml:lang=de", " / "}
	var out strings.Builder
	for range 1 + r.IntN(25) {
		name := names[r.IntN(len(names))]
		switch r.IntN(5) {
		case 0, 1:
			out.WriteString("<" + name + attributes[r.IntN(len(attributes))] + ">")
		case 2:
			out.WriteString("</" + name + ">")
		case 3:
			out.WriteString(texts[r.IntN(len(texts))])
		case 4:
			out.WriteString("<" + name + "/>")
		}
	}
	return out.String()
}

// TestCleanComposed holds Clean to its promises on markup nobody would write:
// it is harmless, steady, and shows the text that Plain reads, no more and no
// less.
func TestCleanComposed(t *testing.T) {
	r := rand.New(rand.NewPCG(1948, 8))
	letters := func(s string) string { return strings.Join(strings.Fields(Fold(s)), "") }
	for i := range 3000 {
		raw := news.Raw{Markup: compose(r), Kind: news.HTML, Base: "https://example.org/"}
		if i%3 == 0 {
			raw.Kind = news.XHTML
		}
		clean := Clean(raw)
		harmless(t, clean)
		steady(t, clean, raw.Base)
		if a, b := letters(Plain(raw)), letters(Plain(news.Raw{Markup: clean, Kind: news.HTML})); a != b {
			t.Errorf("text %q, after Clean %q", a, b)
		}
		if t.Failed() {
			t.Fatalf("markup of kind %s: %q\ncleaned: %q", raw.Kind, raw.Markup, clean)
		}
	}
}
