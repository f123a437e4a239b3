package page

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

const somewhere = "https://www.beispiel.de/news"

// hostilePages are pages made to hurt, by what they do. At size 100 they are as
// large as a page can be.
func hostilePages(size int) map[string]string {
	var fonts, attributes strings.Builder
	for i := range 400 {
		fmt.Fprintf(&fonts, "<font color=%d>", i)
	}
	for i := range 2000 * size {
		fmt.Fprintf(&attributes, "a%d ", i)
	}
	entry := `<li><h3><a href="/a%d">Eine Meldung mit der Nummer %d</a></h3><p>20.11.2026</p></li>`
	var long strings.Builder
	for i := range 1000 * size {
		fmt.Fprintf(&long, entry, i, i)
	}
	deep := strings.Repeat("<div>", 20_000*size)
	return map[string]string{
		"nested two million deep":       deep,
		"nested links and headings":     strings.Repeat(`<div class="news"><h3><a href="/a">Eine Meldung mit Titel</a></h3>`, 500*size),
		"titles of nested spans":        strings.Repeat(`<li><h3><a href="/a">Eine Meldung`+strings.Repeat("<span>", 60)+strings.Repeat("<i></i><b>.</b>", 100)+`</a></h3>`, size),
		"emphasis that is never closed": "<p>" + fonts.String() + strings.Repeat("<p>x", 2000*size),
		"lists that are never closed":   strings.Repeat("<ul><li>x", 3000*size),
		"tables in tables":              strings.Repeat("<table><tr><td>x", 3000*size),
		"misplaced in a table":          "<table>" + strings.Repeat("<b>x<i>", 2000*size),
		"ends without starts":           strings.Repeat("</div></p></b>", 3000*size),
		"one element, many attributes":  "<p " + attributes.String() + ">x</p>",
		"links that cross":              strings.Repeat("<a href=/x><div>", 2*size) + strings.Repeat("</a>", 2000*size),
		"100,000 entries":               "<ul>" + long.String() + "</ul>",
		"100,000 empty elements":        strings.Repeat("<li></li>", 1000*size),
		"many lists":                    strings.Repeat("<ul class=x><li><a href=/a>Eine Meldung mit Titel</a><li><a href=/b>Noch eine Meldung dazu</a></ul>", 200*size),
		"twenty long lists":             strings.Repeat("<ul>"+long.String()[:4_000*size]+"</ul>", 20),
		"headings, and dates below": "<table><tr>" + strings.Repeat("<th>Datum", 500*size) +
			strings.Repeat("<tr>"+strings.Repeat("<td>20.11.2026<td><a href=/a>Eine Meldung mit Titel</a>", 250*size), 10) + "</table>",
		"one long word":           "<li><a href=/x>" + strings.Repeat("wort", 10_000*size) + "</a></li>",
		"dates and nothing else":  strings.Repeat("<div>20.11.2026<div>", 400*size),
		"days of no month":        "<ul>" + strings.Repeat("<li><b>5.</b><i>6.</i><a href=/a>Eine Meldung mit Titel</a>", 1000*size) + "</ul>",
		"days side by side":       "<p>" + strings.Repeat("<b>5.</b>", 4000*size),
		"links to a script":       strings.Repeat(`<div onclick="location.href='/a'">Eine Meldung mit Titel`, 500*size),
		"parts without scripts":   strings.Repeat("<noscript>", 2000*size),
		"comments within tags":    strings.Repeat("<<!-- -->div>", 2000*size),
		"drawings without an end": strings.Repeat("<svg><title>", 2000*size),
		"a title without an end":  "<title>" + strings.Repeat("wort ", 8000*size) + "</title>" + strings.Repeat("<h1>Meldung ohne</h1>", 400*size),
		"a title for machines":    `<meta property="og:title" content="` + strings.Repeat("wort ", 3000) + `">` + strings.Repeat("<h1>Meldung ohne</h1>", 400*size),
		"colons in one word":      "<p>Quelle: " + strings.Repeat("a:", 60_000*size),
		"labels in one line":      "<p>" + strings.Repeat("Quelle: <a href=/a>Amt</a> ", 10_000*size),
		"bytes of no text":        strings.Repeat("\x00\xFF<\x00p>", 1000*size),
	}
}

func TestHostilePagesCostLittle(t *testing.T) {
	l, err := Compile(Selectors{Items: "li", Title: "div div div h3, a", Date: "p:nth-child(2)", Summary: "div ~ div ~ div ~ i", Category: "ul > li li:has(p)"})
	if err != nil {
		t.Fatal(err)
	}
	for name, markup := range hostilePages(4) {
		t.Run(name, func(t *testing.T) {
			for what, read := range map[string]func() error{
				"list": func() error {
					r, err := l.Read([]byte(markup), somewhere, Options{Now: monday})
					if len(r.Entries) > MaxEntries {
						t.Errorf("%d entries", len(r.Entries))
					}
					return err
				},
				"proposal": func() error { _, _, err := Propose([]byte(markup), somewhere, Options{}); return err },
				"article":  func() error { _, err := ReadArticle([]byte(markup), somewhere, Options{}, Meta{}); return err },
			} {
				begin := time.Now()
				err := read()
				took := time.Since(begin)
				t.Logf("%s: %v %v", what, took.Round(time.Millisecond), err)
				if took > 10*time.Second {
					t.Errorf("%s took %v", what, took)
				}
			}
		})
	}
}

func TestCellsOverManyRowsCostLittle(t *testing.T) {
	l, err := Compile(Selectors{Items: "tr", Date: "i"})
	if err != nil {
		t.Fatal(err)
	}
	for name, markup := range map[string]string{
		"one in each row": strings.Repeat(`<tr><td rowspan="70000">Termin<td><a href="/a">Eine Meldung vom Hafen</a>`, MaxEntries),
		"many in one row": "<tr>" + strings.Repeat(`<td rowspan="70000">99.20.2026x`, 20_000) + strings.Repeat(`<tr><td><a href="/a">Eine Meldung vom Hafen</a>`, 1000),
	} {
		begin := time.Now()
		if _, err := l.Read([]byte("<table>"+markup+"</table>"), somewhere, Options{Now: monday}); err != nil {
			t.Error(err)
		}
		t.Logf("%s: %v", name, time.Since(begin))
		if took := time.Since(begin); took > 10*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func TestTooManyEntriesAreSaid(t *testing.T) {
	l, _ := Compile(Selectors{Items: "li"})
	r, err := l.Read([]byte(hostilePages(8)["100,000 entries"]), somewhere, Options{})
	if err != nil || len(r.Entries) != MaxEntries || !r.Cut || r.Total <= MaxEntries {
		t.Errorf("%d entries of %d, cut %v, %v", len(r.Entries), r.Total, r.Cut, err)
	}
}

func TestTitleOfAPageIsNoLongerThanOneOfAnEntry(t *testing.T) {
	l, _ := Compile(Selectors{Items: "li"})
	markup := []byte("<title>" + strings.Repeat("Wort ", 10_000) + "</title><li>")
	r, err := l.Read(markup, somewhere, Options{})
	if n := len([]rune(r.Title)); err != nil || n == 0 || n > titleLength {
		t.Errorf("the title of a list has %d characters, %v", n, err)
	}
}

// What is nested is no deeper and not much longer than the bounds.
func checkBounds(t *testing.T, markup string) {
	t.Helper()
	nested, _, _ := nest(markup)
	root, err := html.Parse(strings.NewReader(nested))
	if err != nil {
		t.Fatalf("the parser refuses what was nested: %v", err)
	}
	count, deepest := 0, 0
	for n := range elements(root) {
		depth := 0
		for up := n; up != nil; up = up.Parent {
			depth++
		}
		deepest = max(deepest, depth)
		count++
	}
	if tags := strings.Count(nested, "<"); count > 10*tags+10 {
		t.Errorf("%d tags become %d elements", tags, count)
	}
	if deepest > 3*maxDepth {
		t.Errorf("nested %d deep", deepest)
	}
}

func TestNestedPagesStayWithinBounds(t *testing.T) {
	for name, markup := range hostilePages(4) {
		t.Run(name, func(t *testing.T) { checkBounds(t, markup[:min(len(markup), 500_000)]) })
	}
}

func TestWhatIsNoPageIsRefused(t *testing.T) {
	l, _ := Compile(Selectors{Items: "li"})
	for _, markup := range []string{"", "nur Text", "%PDF-1.4\x00\x01", `{"error": "nein"}`, ` ["<p>nein</p>"]`, "a < b, b > c", "\x00\x01<\xff>", "eins<br>zwei"} {
		if _, err := l.Read([]byte(markup), somewhere, Options{}); err == nil {
			t.Errorf("%q is read as a page", markup)
		}
	}
	for _, base := range []string{"", "/news", "file:///etc/passwd", "javascript:x", "http:///x"} {
		if _, err := l.Read([]byte("<li>x</li>"), base, Options{}); err == nil {
			t.Errorf("base %q is taken", base)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	markup, err := os.ReadFile("testdata/lists/wordpress-archive.html")
	if err != nil {
		b.Fatal(err)
	}
	l, err := Compile(Selectors{Items: "article.post", Title: "h2", Link: "h2 a@href", Date: "time@datetime", Summary: "p"})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(markup)))
	for b.Loop() {
		if _, err := l.Read(markup, somewhere, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPropose(b *testing.B) {
	markup, err := os.ReadFile("testdata/lists/wordpress-archive.html")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(markup)))
	for b.Loop() {
		if _, _, err := Propose(markup, "https://blog.verband-beispiel.de/category/news/", Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHostile reads the largest of the pages made to hurt.
func BenchmarkHostile(b *testing.B) {
	l, err := Compile(Selectors{Items: "li", Title: "div div div h3, a", Date: "p:nth-child(2)", Summary: "div ~ div ~ div ~ i", Category: "ul > li li:has(p)"})
	if err != nil {
		b.Fatal(err)
	}
	for name, markup := range hostilePages(100) {
		b.Run(name+"/read", func(b *testing.B) {
			for b.Loop() {
				_, _ = l.Read([]byte(markup), somewhere, Options{Now: monday})
			}
		})
		b.Run(name+"/propose", func(b *testing.B) {
			for b.Loop() {
				_, _, _ = Propose([]byte(markup), somewhere, Options{})
			}
		})
		b.Run(name+"/article", func(b *testing.B) {
			for b.Loop() {
				_, _ = ReadArticle([]byte(markup), somewhere, Options{}, Meta{})
			}
		})
	}
}
