package text

import (
	"strings"
	"testing"
	"time"

	"koreadesk/news"
)

// hostile is markup that wants to become something else once it was cleaned,
// and what of it is to be shown.
var hostile = []struct{ name, in, want string }{
	// what runs
	{"script", `a<script>alert(1)</script>b`, "ab"},
	{"script in capitals", `a<ScRiPt src=//evil.example/x.js></sCrIpT >b`, "ab"},
	{"script that never ends", `a<script>alert(1)`, "a"},
	{"script with a slash", `a<script/x>alert(1)</script/y>b`, "ab"},
	{"script in script", `<scr<script>ipt>alert(1)</scr</script>ipt>`, "ipt&gt;alert(1)ipt&gt;"},
	{"script behind a null", "<scr\x00ipt>alert(1)</scr\x00ipt>b", "alert(1)b"},
	{"handler", `<p onclick=alert(1)>a</p>`, "<p>a</p>"},
	{"handler without blank", `<img/src="p.png"/onerror=alert(1)>`, `<img src="https://example.org/a/p.png"/>`},
	{"handler in quotes", `<img src="p.png" alt="x" onerror="alert(1)" title='" onload=alert(1) y="'>`,
		`<img src="https://example.org/a/p.png" alt="x" title="&#34; onload=alert(1) y=&#34;"/>`},
	{"handler behind a broken quote", `<img alt="<img src=x onerror=alert(1)//">b`, "b"},
	{"attribute that is a tag", `<p title="</p><script>alert(1)</script>">a</p>`, "<p>a</p>"},
	{"attribute cut short", `<a href="https://example.org/`, ""},

	// what leads out of the web
	{"javascript", `<a href="javascript:alert(1)">a</a>`, "a"},
	{"javascript in mixed case", `<a href=" JaVaScRiPt:alert(1)">a</a>`, "a"},
	{"javascript with line breaks", "<a href=\"java\n\tscr\ript:alert(1)\">a</a>", "a"},
	{"javascript in entities", `<a href="&#106;&#x61;vascript&colon;alert&lpar;1&rpar;">a</a>`, "a"},
	{"javascript in entities without end", `<a href="&#0000106&#0000097vascript:alert(1)">a</a>`, "a"},
	{"javascript behind a control", "<a href=\"\x01javascript:alert(1)\">a</a>", "a"},
	{"javascript behind a zero-width blank", "<a href=\"\u200Bjavascript:alert(1)\">a</a>", "a"},
	{"vbscript", `<a href="vbscript:x">a</a>`, "a"},
	{"data", `<a href="data:text/html;base64,PHNjcmlwdD4=">a</a><img src="data:image/svg+xml,<svg onload=alert(1)>">`, "a"},
	{"blob and file", `<a href="blob:https://example.org/x">a</a><a href="file:///etc/passwd">b</a>`, "ab"},
	{"javascript in cite", `<blockquote cite="javascript:alert(1)">a</blockquote>`, "<blockquote>a</blockquote>"},
	{"javascript in an image", `<img src="javascript:alert(1)">a`, "a"},
	{"javascript beside", `<img src="p.png" dynsrc="javascript:a" lowsrc="javascript:b" srcset="javascript:c 1x" longdesc="javascript:d">`,
		`<img src="https://example.org/a/p.png"/>`},
	{"password in a link", `<a href="https://bank.example@evil.example/">a</a>`, `<a href="https://evil.example/">a</a>`},
	{"backslashes", `<a href="\\evil.example\x">a</a>`, `<a href="https://evil.example/x">a</a>`},
	{"quote in a link", `<a href='https://example.org/"onmouseover="alert(1)'>a</a>`,
		`<a href="https://example.org/%22onmouseover=%22alert(1)">a</a>`},
	{"base element", `<base href="https://evil.example/"><a href="x">a</a>`, `<a href="https://example.org/a/x">a</a>`},
	{"refresh", `<meta http-equiv=refresh content="0;url=https://evil.example/">a`, "a"},

	// what is read twice in two ways
	{"noscript", `<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>b`,
		`<img src="https://example.org/a/x"/>&#34;&gt;b`},
	{"style in a drawing", `<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">`, `<img src="https://example.org/a/1"/>&#34;&gt;`},
	{"drawing in a formula", `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`, "<table></table>"},
	{"comment in a drawing", `<svg><!--</svg><img src=x onerror=alert(1)>-->a`, "a"},
	{"drawing with a handler", `<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x></svg>a`, "a"},
	{"drawing with a link", `<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>a`, "a"},
	{"drawing with HTML in it", `<svg><foreignObject><p>a<iframe src=//evil.example></iframe></p></foreignObject></svg>b`, "<p>a</p>b"},
	{"annotation", `<math><semantics><mi>x</mi><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></semantics></math>`, "x"},
	{"template", `<template><script>alert(1)</script><img src=x></template>a`, "a"},
	{"template in template", `<template><template></template><b>x</b></template>a`, "a"},
	{"title", `<title><img src=x onerror=alert(1)></title>a`, "a"},
	{"textarea", `<textarea><script>alert(1)</script></textarea>a`, "a"},
	{"textarea that never ends", `<textarea><p>a`, "<p>a</p>"},
	{"select", `<select><option><style></select><img src=x onerror=alert(1)></style></select>a`, "a"},
	{"plaintext", `a<plaintext><script>alert(1)</script>`, "a<pre>&lt;script&gt;alert(1)&lt;/script&gt;</pre>"},
	{"xmp", `<xmp><script>alert(1)</script></xmp>a`, "<pre>&lt;script&gt;alert(1)&lt;/script&gt;</pre>a"},
	{"noembed", `<noembed><img src=x onerror=alert(1)></noembed>a`, "a"},
	{"noframes", `<noframes><script>alert(1)</script></noframes>a`, "a"},

	// what frames, sends, styles
	{"frame", `<iframe srcdoc="<script>alert(1)</script>"></iframe>a<frameset><frame src=x>b`, "ab"},
	{"objects", `<object data=x><param name=y><embed src=z></object>a<embed src=x><applet code=y></applet>`, "a"},
	{"form", `<form action="https://evil.example"><input name=q><button formaction=javascript:alert(1)>x</button>a</form>`, "<div>a</div>"},
	{"form in form", `<form><div></form><form id=x><p>a`, "<div><div></div><div><p>a</p></div></div>"},
	{"style", `<p style="background:url(javascript:x);position:fixed" class=x id=y>a</p><link rel=stylesheet href=x>`, "<p>a</p>"},
	{"video", `<video autoplay onplay=alert(1)><source src=x></video>a`, "a"},

	// comments and declarations
	{"comment", `a<!-- <script>alert(1)</script> -->b`, "ab"},
	{"comment that ends early", `a<!--><script>alert(1)</script>-->b`, "a--&gt;b"},
	{"comment that ends with an exclamation", `a<!-- --!><img src=x onerror=alert(1)>b`, `a<img src="https://example.org/a/x"/>b`},
	{"condition", `a<!--[if gte IE 4]><script>alert(1)</script><![endif]-->b`, "ab"},
	{"declaration", `<!DOCTYPE x [<!ENTITY y "z">]>a`, "]&gt;a"},
	{"instruction", `<?xml version="1.0"?><?php echo 1 ?>a`, "a"},
	{"escaped markup stays text", `&lt;script&gt;alert(1)&lt;/script&gt;`, "&lt;script&gt;alert(1)&lt;/script&gt;"},
	{"section around the whole", `<![CDATA[<p>a</p>]]>`, "<p>a</p>"},
	{"pixel", `a<img src="https://count.example/1.gif" width="1" height="1">`, "a"},
	{"override of direction", "a\u202Eb\u2066c", "abc"},
	{"controls", "a\x00\x08\x1b\uFFFEb&#x1b;&#8;c", "abc"},
}

func TestCleanHostile(t *testing.T) {
	const base = "https://example.org/a/b"
	for _, c := range hostile {
		t.Run(c.name, func(t *testing.T) {
			got := Clean(news.Raw{Markup: c.in, Kind: news.HTML, Base: base})
			if got != c.want {
				t.Errorf("Clean(%q)\n got %q\nwant %q", c.in, got, c.want)
			}
			harmless(t, got)
			steady(t, got, base)
		})
	}
}

func TestCleanArticle(t *testing.T) {
	const base = "https://example.org/a/b?c#d"
	for _, c := range []struct{ name, in, want string }{
		{"paragraphs left open", "<p>a<p>b", "<p>a</p><p>b</p>"},
		{"misnested", "<b><i>a</b>b</i>", "<b><i>a</i></b>b"},
		{"block in paragraph", "<p>a<div>b</div>c</p>", "<p>a</p><div>b</div>c"},
		{"headings left open", "<h2>a<h3>b", "<h2>a</h2><h3>b</h3>"},
		{"list", "<ul><li>a<li>b<ol start=3 type=i><li value=4>c</ol></ul>",
			`<ul><li>a</li><li>b<ol start="3" type="i"><li value="4">c</li></ol></li></ul>`},
		{"terms", "<dl><dt>a<dd>b<dt>c<dd>d</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>"},
		{"table", "<table><caption>t<tr><th scope=col colspan=2>a<tr><td>b<td>c</table>",
			`<table><caption>t</caption><tbody><tr><th colspan="2" scope="col">a</th></tr><tr><td>b</td><td>c</td></tr></tbody></table>`},
		{"text between cells", "<table>x<tr>y<td>z</table>",
			"<table><tbody><tr><td>x</td></tr><tr><td>y</td><td>z</td></tr></tbody></table>"},
		{"cells without table", "<td>a</td><tr>b", "ab"},
		{"columns", "<table><colgroup><col span=2><tr><td>a</table>",
			`<table><colgroup><col span="2"/></colgroup><tbody><tr><td>a</td></tr></tbody></table>`},
		{"link in link", "<a href=x>a<a href=y>b</a></a>",
			`<a href="https://example.org/a/x">a</a><a href="https://example.org/a/y">b</a>`},
		{"link in link in table", "<a href=x><table><tr><td><a href=y>b",
			`<a href="https://example.org/a/x"><table><tbody><tr><td>b</td></tr></tbody></table></a>`},
		{"links", `<a href="../c">a</a><a href="?q">b</a><a href="#f">c</a><a href="//h.example">d</a><a href="mailto:desk@example.org">e</a>`,
			`<a href="https://example.org/c">a</a><a href="https://example.org/a/b?q">b</a>` +
				`<a href="https://example.org/a/b?c#f">c</a><a href="https://h.example">d</a><a href="mailto:desk@example.org">e</a>`},
		{"host of another script", `<a href="https://한국.example/뉴스">a</a>`,
			`<a href="https://xn--3e0b707e.example/%EB%89%B4%EC%8A%A4">a</a>`},
		{"image that comes late", `<img src="data:image/gif;base64,R0" data-src="/p.jpg" alt="Bild" width="640" height="50%">`,
			`<img src="https://example.org/p.jpg" alt="Bild" width="640"/>`},
		{"figure", `<figure><picture><source srcset=x><img src=p.jpg></picture><figcaption>c</figcaption></figure>`,
			`<figure><img src="https://example.org/a/p.jpg"/><figcaption>c</figcaption></figure>`},
		{"boxes", "<article><section><h1>a</h1></section><footer>b</footer></article>",
			"<div><div><h1>a</h1></div><div>b</div></div>"},
		{"language", `<p lang="ko" dir="ltr">한국</p><span lang="x y">a</span><span>b<span lang="de">c</span>d</span>`,
			`<p lang="ko" dir="ltr">한국</p>ab<span lang="de">c</span>d`},
		{"old names", "<strike>a</strike><tt>b</tt><acronym title='c'>d</acronym><center>e</center><font color=red>f</font>",
			`<s>a</s><code>b</code><abbr title="c">d</abbr><div>e</div>f`},
		{"reading aid", "<ruby>漢<rp>(</rp><rt>한</rt><rp>)</rp></ruby><rt>x", "<ruby>漢<rp>(</rp><rt>한</rt><rp>)</rp></ruby>x"},
		{"white space", "<pre>\n\n a\n  b</pre>a&nbsp;b", "<pre>\n\n a\n  b</pre>a\u00A0b"},
		{"attribute twice", `<a href="x" href="y" title="t" TITLE="u">a</a>`, `<a href="https://example.org/a/x" title="t">a</a>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Clean(news.Raw{Markup: c.in, Kind: news.HTML, Base: base})
			if got != c.want {
				t.Errorf("Clean(%q)\n got %q\nwant %q", c.in, got, c.want)
			}
			harmless(t, got)
			steady(t, got, base)
		})
	}
}

func TestCleanKinds(t *testing.T) {
	for _, c := range []struct {
		name string
		in   news.Raw
		want string
	}{
		{"plain text", news.Raw{Markup: "a <b> & c\nd\n\n \ne\r\n", Kind: news.PlainText}, "<p>a &lt;b&gt; &amp; c<br/>d</p>\n<p>e</p>"},
		{"nothing", news.Raw{}, ""},
		{"no base", news.Raw{Markup: `<a href="x">a</a><img src="p.png"><a href="https://h.example/">b</a>`, Kind: news.HTML},
			`a<a href="https://h.example/">b</a>`},
		{"base that is none", news.Raw{Markup: `<a href="x">a</a>`, Kind: news.HTML, Base: "javascript:x"}, "a"},
		{"kind unknown is HTML", news.Raw{Markup: "<p>a<script>x</script>"}, "<p>a</p>"},
		{"xhtml", news.Raw{Kind: news.XHTML, Markup: `<div xmlns="http://www.w3.org/1999/xhtml"><a id="x"/><p xml:lang="ko">a<br/>b<script src="x"/>c</p><![CDATA[<b> &amp;]]></div>`},
			`<div><p lang="ko">a<br/>bc</p>&lt;b&gt; &amp;amp;</div>`},
		{"xhtml with a prefix", news.Raw{Kind: news.XHTML, Markup: `<h:div><h:p>a</h:p><h:script>x</h:script><h:em/>b</h:div>`},
			`<div><p>a</p><em></em>b</div>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Clean(c.in)
			if got != c.want {
				t.Errorf("Clean(%q)\n got %q\nwant %q", c.in.Markup, got, c.want)
			}
			harmless(t, got)
			steady(t, got, c.in.Base)
		})
	}
}

// TestCleanBound feeds markup that makes parsers nest, repair or look back, in
// three cases of the largest size the desk keeps. Time is bounded generously:
// what is guarded against takes minutes.
func TestCleanBound(t *testing.T) {
	fill := func(s string) string { return strings.Repeat(s, news.MaxRaw/8/len(s)) }
	for name, in := range map[string]string{
		"nested boxes":       strings.Repeat("<div>", 100_000) + "a" + strings.Repeat("</div>", 100_000),
		"nested emphasis":    fill("<b><i>"),
		"formats reopened":   strings.Repeat("<b lang=a><b lang=b><i lang=c><em lang=d>", 1000) + strings.Repeat("<p>a", 50_000),
		"tables in tables":   fill("<table><tr><td>"),
		"tables in captions": fill("<table><caption>"),
		"lists in lists":     strings.Repeat("<ul><li>", news.MaxRaw/8),
		"links":              fill("<a href=x>"),
		"ends alone":         fill("</b></p></table>"),
		"depth then ends":    strings.Repeat("<div>", 20_000) + fill("</p></b>"),
		"lost then found":    strings.Repeat("<div>", 300) + fill("<b></div>"),
		"attributes":         "<p " + fill("a=b ") + ">x",
		"same attribute":     fill("<p a a a a a a a a a a a a>"),
		"open tags":          fill("<"),
		"open comments":      fill("<!--"),
		"open sections":      fill("<![CDATA["),
		"entities":           fill("&amp"),
		"templates":          fill("<template>"),
		"drawings":           fill("<svg><p>"),
		"drawings with ends": fill("<svg></svg><p>"),
		"objects":            fill("<object>") + "</object>",
		"names":              fill("<script></script ><style></style>"),
		"cells":              fill("<td>"),
		"marks":              fill("\u0301"),
		"base":               fill("<a href=../../../x>a</a>"),
	} {
		t.Run(name, func(t *testing.T) {
			for _, kind := range []news.Kind{news.HTML, news.XHTML} {
				if kind == news.XHTML && len(in) > news.MaxRaw/8 {
					continue
				}
				start := time.Now()
				got := Clean(news.Raw{Markup: in, Kind: kind, Base: "https://example.org/"})
				plain := Plain(news.Raw{Markup: in, Kind: kind})
				if took := time.Since(start); took > 20*time.Second {
					t.Errorf("%s took %v", kind, took)
				}
				if len(got) > 20*len(in) || len(plain) > len(in) {
					t.Errorf("%d bytes became %d and %d", len(in), len(got), len(plain))
				}
				wellFormed(t, got)
			}
		})
	}
}

func BenchmarkClean(b *testing.B) {
	r := news.Raw{Kind: news.HTML, Base: "https://example.org/", Markup: strings.Repeat(
		`<p class="x">Die Regierung in <a href="/seoul" target="_blank">Seoul</a> plant &quot;mehr&quot;.<br>한국 경제<img src="p.jpg" alt="Bild"></p>`, 40)}
	for name, f := range map[string]func(news.Raw) string{"clean": Clean, "plain": Plain} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(r.Markup)))
			b.ReportAllocs()
			for b.Loop() {
				f(r)
			}
		})
	}
}
