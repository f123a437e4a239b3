package text

import (
	"strings"
	"testing"

	"koreadesk/news"
)

func TestPlain(t *testing.T) {
	for _, c := range []struct {
		name string
		kind news.Kind
		in   string
		want string
	}{
		{"blocks", news.HTML, "<p>Seoul<p>Busan", "Seoul\nBusan"},
		{"blocks touch text", news.HTML, "a<div>b</div>c<h2>d</h2>e", "a\nb\nc\nd\ne"},
		{"words stay whole", news.HTML, "Wirt<b>schaft</b> und <i>Han</i>del", "Wirtschaft und Handel"},
		{"break", news.HTML, "one<br>two<br/>three<hr>four", "one\ntwo\nthree\nfour"},
		{"list", news.HTML, "<ul><li>a<li>b</ul><dl><dt>c<dd>d</dl>", "a\nb\nc\nd"},
		{"cells", news.HTML, "<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"},
		{"white space", news.HTML, " a \n\t b&nbsp;c <p> </p>  d ", "a b c\nd"},
		{"line breaks of code", news.HTML, "<pre>a\n  b</pre>c\nd", "a\nb\nc d"},
		{"entity once", news.HTML, "&amp;lt;b&amp;gt; &auml; &#50864;&#47532; &#x1F600;", "&lt;b&gt; ä 우리 😀"},
		{"entity without end", news.HTML, "R&D AT&T &copy 2026 &nonsense;", "R&D AT&T © 2026 &nonsense;"},
		{"comparison", news.HTML, "5 < 6 and 7 > 3 <3", "5 < 6 and 7 > 3 <3"},
		{"not for readers", news.HTML, "<script>x()</script>a<style>p{}</style><template>t</template><noscript>n</noscript>" +
			"<iframe>f</iframe><svg><text>s</text></svg><select><option>o</select><!-- c -->b", "ab"},
		{"script that never ends", news.HTML, "a<script>if (x < y) { </p> }", "a"},
		{"template that never ends", news.HTML, "a<template><p>b", "a\nb"},
		{"noscript that never ends", news.HTML, "a<noscript><p>b", "a\nb"},
		{"name of an element as text", news.HTML, "<svg>svg</svg>svg <b>br</b> pre", "svg br pre"},
		{"tag cut short", news.HTML, "a <b>b</b> <a href=\"https://exa", "a b"},
		{"attributes are no text", news.HTML, `<p title="x > y" onclick='a("<p>")'>a</p>`, "a"},
		{"formula", news.HTML, "<math><mi>H</mi><mn>2</mn><annotation>H_2</annotation></math>", "H2"},
		{"invisible", news.HTML, "Wirt&shy;schaft\u200B\u202E&#8288;&zwj;", "Wirtschaft"},
		{"normal form", news.HTML, "Mu&#x308;nchen", "München"},
		{"section around the whole", news.HTML, "<![CDATA[<p>a</p><p>b</p>]]>", "a\nb"},
		{"kind unknown is HTML", "", "<p>a</p>", "a"},

		{"xhtml", news.XHTML, "<div><p>a<script src='x'/>b</p><title/>c<![CDATA[<i> &amp;]]></div>", "ab\nc<i> &amp;"},
		{"xhtml with a prefix", news.XHTML, "<h:div><h:p>a</h:p><h:style>x</h:style>b</h:div>", "a\nb"},

		{"plain text", news.PlainText, " <b>a</b> &amp;\r\n\r\n b\u00AD\tc ", "<b>a</b> &amp;\nb c"},
		{"nothing", news.HTML, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Plain(news.Raw{Markup: c.in, Kind: c.kind}); got != c.want {
				t.Errorf("Plain(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestPlainDeep(t *testing.T) {
	const depth = 100_000
	in := strings.Repeat("<div>", depth) + "a" + strings.Repeat("</div>", depth) + "b"
	if got := Plain(news.Raw{Markup: in, Kind: news.HTML}); got != "a\nb" {
		t.Errorf("Plain of %d nested elements is %q", depth, got)
	}
}

func BenchmarkPlain(b *testing.B) {
	r := news.Raw{Kind: news.HTML, Markup: strings.Repeat(`<h2 id="s1">Ein Satz &amp; mehr</h2>
<p>Das Institut <a href="https://example.org/a">meldet</a> heute, <em>was</em> es gestern
nicht meldete: 한국산업기술진흥원 und NRW.<br>Mehr dazu für alle.</p>`, 8)}
	b.SetBytes(int64(len(r.Markup)))
	b.ReportAllocs()
	for b.Loop() {
		Plain(r)
	}
}

// plainMarkup is read without the tokenizer, markup for it is not.
var (
	plainMarkup = []string{
		`<p class="a">Seoul<br/>und <a href='x>y' title="&quot;">Busan</a></p>`,
		"<table><tr><td>a</td><th scope=\"col\"\n id='b'>b</th></tr></table>",
		"R&amp;D &lt;p&gt; &uuml;ber\r\n5 > 3<hr /><img src=\"a\"  alt='b' /><h2>c</h2 >",
		"<ul><li>a<li>b</ul></b></i><em>",
		"a<pre>b\n <i>c</i></pre>d\ne</pre><pre>f",
		"a<script async src='b'>c()</script>d<style>p{}</style><script></script><iframe src='f'></iframe><button>g</button>e",
		"<input disabled><td nowrap/>",
	}
	markupForTokens = []string{
		"a < b", "a<", "a</", "a<p", "<P>", "<a href=x>", "<a href ='x'>", "<a href='x>", "<a href=\"x\"id='y'>", "<br / >",
		"<o:p>", "<!-- a -->", "<![CDATA[a]]>", "<script>a < b</script>", "<button><b>a</b></button>", "<script>a</SCRIPT>",
		"<script>a", "</script>", "<script/>a</script>", "<style>a<!-- </style>", "<title/>a",
		"<svg><a>", "<plaintext>a", "</p class='a'>", "<p\f>",
	}
)

func TestPlainly(t *testing.T) {
	for _, in := range plainMarkup {
		plain, ok := plainly(in)
		if slow := tokens(news.Raw{Markup: in, Kind: news.HTML}); !ok || lines(plain) != lines(slow) {
			t.Errorf("%q is plainly %q, %t; by the tokenizer %q", in, plain, ok, slow)
		}
	}
	for _, in := range markupForTokens {
		if plain, ok := plainly(in); ok {
			t.Errorf("%q is plainly %q: it was for the tokenizer", in, plain)
		}
	}
}
