package text

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koreadesk/news"
)

func TestSafe(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"markup as written", `<p class=big>a<br>b &nbsp; &amp; "c"</p>`, `<p class="big">a<br />b &nbsp; &amp; "c"</p>`},
		{"bare signs", `1 < 2 & 3 &x`, `1 &lt; 2 & 3 &amp;x`},
		{"a sign that begins no reference", `a &. b &`, `a &. b &amp;`},
		{"numbers of Windows", `&#128; &#x94; &#0150; &#160;`, `&#x20ac; &#x201d; &#x2013; &#160;`},
		{"script and style go whole", `a<script>b</script><style>c</style>d`, `ad`},
		{"frames go, what they hold stays", `<iframe src="http://x.example/">a<b>c</b></iframe>`, `a<b>c</b>`},
		{"HTML knows no empty elements but its own", `<a name="x"/>b<p/>c<svg><circle r="1"/></svg>`,
			`<a name="x">b<p></p>c<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"></circle></svg>`},
		{"handlers go", `<img src="http://x.example/i" onerror="alert(1)">`, `<img src="http://x.example/i" />`},
		{"programs as addresses go", `<a href="java&#10;script:alert(1)">x</a><img src="data:text/html,x">`, `<a href="">x</a><img />`},
		{"forms stay", `<form action="/f"><input type=TEXT name=q checked></form>`, `<form action="http://a.example/f"><input checked="checked" name="q" type="text" /></form>`},
		{"media stay", `<video src="v" controls><source src=w></video>`, `<video controls="controls" src="http://a.example/b/v"><source src="http://a.example/b/w" /></video>`},
		{"simple styles stay", `<p style="color: red; position: fixed; margin: 0 auto">x</p>`, `<p style="color: red; margin: 0 auto;">x</p>`},
		{"tricks in styles go", `<p style="width: expression(alert(1)); color: red">x</p>`, `<p>x</p>`},
		{"drawings", `<svg viewbox="0 0 9 9" onload=x><lineargradient id=g /><circle r=2 fill="url(http://x.example/)" /></svg>`,
			`<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><linearGradient id="g"></linearGradient><circle r="2"></circle></svg>`},
		{"drawings that change an address", `<svg><a><set attributename="xlink:href" to="javascript:alert(1)"/>x</a></svg>`,
			`<svg xmlns="http://www.w3.org/2000/svg"><a><set></set>x</a></svg>`},
		{"formulas", `<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>`, `<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mn>1</mn><mn>2</mn></mfrac></math>`},
		{"invisible signs go", "a\u00adb&#8203;c", "abc"},
		{"comments go", `a<!-- b -->c`, `ac`},
	} {
		if got := Safe(news.Raw{Markup: c.in, Kind: news.HTML, Base: "http://a.example/b/"}); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
	if got := Safe(news.Raw{Markup: `<a href="r">x</a>`, Kind: news.HTML}); got != `<a href="r">x</a>` {
		t.Errorf("a relative address without a base became %q", got)
	}
}

var (
	safeTag  = regexp.MustCompile(`^</?([A-Za-z0-9-]+)((?: [a-zA-Z0-9:-]+="[^"<>]*")*)( /)?>`)
	safeAttr = regexp.MustCompile(` ([a-zA-Z0-9:-]+)="([^"]*)"`)
)

// inert fails the test unless s is safe in every context. It knows nothing of
// safe.txt: what is dangerous is written here a second time.
func inert(t *testing.T, s string) {
	t.Helper()
	for i := strings.IndexByte(s, '<'); i >= 0; {
		m := safeTag.FindStringSubmatch(s[i:])
		if m == nil {
			t.Fatalf("markup beyond the grammar at %q in %q", s[i:min(len(s), i+60)], s)
		}
		inertElement(t, strings.ToLower(m[1]), m[2], s)
		next := strings.IndexByte(s[i+1:], '<')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	for _, context := range []string{"body", "div", "table", "select", "textarea", "noscript", "svg", "title"} {
		mutates(t, s, context)
	}
}

// mutates parses s in a context, writes it as browsers did before they escaped
// '<' in attributes, and reads it again.
func mutates(t *testing.T, s, context string) {
	t.Helper()
	for range 3 {
		body := &html.Node{Type: html.ElementNode, Data: context, DataAtom: atom.Lookup([]byte(context))}
		nodes, err := html.ParseFragment(strings.NewReader(s), body)
		if err != nil {
			return
		}
		var sb strings.Builder
		for _, n := range nodes {
			for d := range n.Descendants() {
				inertNode(t, d, s)
			}
			inertNode(t, n, s)
			_ = html.Render(&sb, n)
		}
		s, context = strings.ReplaceAll(sb.String(), "&lt;/", "&lt; /"), "body"
	}
}

func inertNode(t *testing.T, n *html.Node, s string) {
	t.Helper()
	if n.Type != html.ElementNode {
		return
	}
	var attrs strings.Builder
	for _, a := range n.Attr {
		key := a.Key
		if a.Namespace != "" {
			key = a.Namespace + ":" + key
		}
		attrs.WriteString(" " + key + `="` + html.EscapeString(a.Val) + `"`)
	}
	inertElement(t, strings.ToLower(n.Data), attrs.String(), s)
}

func inertElement(t *testing.T, name, attrs, s string) {
	t.Helper()
	switch name {
	case "script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "link", "meta",
		"noscript", "xmp", "plaintext", "noembed", "noframes", "template", "param", "portal":
		t.Errorf("element %s in %q", name, s)
	}
	for _, m := range safeAttr.FindAllStringSubmatch(attrs, -1) {
		key, value := strings.ToLower(m[1]), html.UnescapeString(m[2])
		if strings.HasPrefix(key, "on") || key == "srcdoc" || key == "formaction" || key == "http-equiv" || key == "is" {
			t.Errorf("attribute %s in %q", key, s)
		}
		if opener.MatchString(value) {
			t.Errorf("attribute %s could begin a tag: %q in %q", key, value, s)
		}
		bare := strings.ToLower(strings.Map(func(r rune) rune {
			if r <= ' ' {
				return -1
			}
			return r
		}, value))
		switch key {
		case "href", "src", "action", "poster", "background", "cite", "longdesc", "usemap", "xlink:href", "data", "dynsrc", "lowsrc", "icon", "ping":
			if strings.HasPrefix(bare, "javascript:") || strings.HasPrefix(bare, "data:") || strings.HasPrefix(bare, "vbscript:") {
				t.Errorf("address %q in %q", value, s)
			}
		case "attributename":
			if strings.Contains(bare, "href") || strings.HasPrefix(bare, "on") {
				t.Errorf("changes %q in %q", value, s)
			}
		case "style":
			if strings.ContainsAny(value, `\@{}<>`) || strings.Contains(bare, "url(") || strings.Contains(bare, "expression") || strings.Contains(bare, "binding") {
				t.Errorf("style %q in %q", value, s)
			}
		}
	}
}

var opener = regexp.MustCompile(`<[a-zA-Z/!?]`)

// mutations are the classes of mutation XSS: text one parser reads raw and
// another does not, foreign content, attributes that come back as markup.
var mutations = []string{
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
	`<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
	`<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`,
	`<svg><title><style><img title="</style><img src=x onerror=alert(1)>">`,
	`<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>`,
	`<select><style></select><img src=x onerror=alert(1)></style>`,
	`<svg><desc><noscript></svg><img title="</noscript><script>alert(1)</script>">`,
	`<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>`,
	`<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>"></iframe></foreignObject></svg>`,
	`<a title="&lt;img src=x onerror=alert(1)&gt;">x</a>`,
	`<svg><use xlink:href="data:image/svg+xml,<svg id=x onload=alert(1)/>#x"></use></svg>`,
	`<svg><animate attributeName=href values=javascript:alert(1) /><a xlink:href="javas&#99;ript:alert(1)">`,
	`<p style="background:url(javascript:alert(1));-moz-binding:url(x)">x`,
	`<p style="color:\65xpression(alert(1))">x`,
	"<img src=`x` onerror=alert(1)>", `<img/src=x/onerror=alert(1)>`, `<a href="&#1;javascript:alert(1)">x`,
	`<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>`, `<![CDATA[<script>alert(1)</script>]]>`,
	`<scr<script>ipt>alert(1)</script>`, `<!--><img src=x onerror=alert(1)>-->`, `<a href='vbscript:x' ping='javascript:x'>y`,
	`<xmp><p title="</xmp><img src=x onerror=alert(1)>">`, `<title><p title="</title><script>alert(1)</script>">`,
}

func TestSafeAgainstMutation(t *testing.T) {
	for _, s := range mutations {
		for _, kind := range []news.Kind{news.HTML, news.XHTML} {
			inert(t, Safe(news.Raw{Markup: s, Kind: kind, Base: "https://a.example/"}))
			inert(t, Safe(news.Raw{Markup: s, Kind: kind}))
		}
	}
}

// FuzzSafe holds what Safe promises for any markup.
func FuzzSafe(f *testing.F) {
	for _, s := range mutations {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, xhtml bool) {
		kind := news.HTML
		if xhtml {
			kind = news.XHTML
		}
		inert(t, Safe(news.Raw{Markup: s, Kind: kind, Base: "https://a.example/b"}))
	})
}
