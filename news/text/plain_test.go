package text

import (
	"testing"

	"koreadesk/news"
)

func TestPlain(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"blocks", "<p>Seoul<p>Busan", "Seoul\nBusan"},
		{"break", "one<br>two<br/>three", "one\ntwo\nthree"},
		{"cells", "<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"},
		{"entity once", "&amp;lt;b&amp;gt; &auml;", "&lt;b&gt; ä"},
		{"no script", "<script>x()</script>Text<style>p{}</style>", "Text"},
		{"soft hyphen", "Wirt&shy;schaft", "Wirtschaft"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Plain(news.Raw{Markup: c.in, Kind: news.HTML}); got != c.want {
				t.Errorf("Plain(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}
