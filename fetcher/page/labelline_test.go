package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"koreadesk/news/text"
)

// What stands in labelled lines below an article comes out the same however
// its page is made.
func TestLabelledLines(t *testing.T) {
	for make, footer := range map[string]string{
		"paragraphs":                `<p>Quelle: NRW.INVEST</p><p>Redaktion: 27.03.2015 von Eva Muster, Amt</p><p>Länder / Organisationen: Republik Korea (Südkorea)</p><p>Themen: Wirtschaft, Märkte</p>`,
		"breaks, strong labels":     `<p><strong>Quelle:</strong> NRW.INVEST<br><strong>Redaktion:</strong> 27.03.2015 von Eva Muster, Amt<br><strong>Länder / Organisationen:</strong> Republik Korea (Südkorea)<br><strong>Themen:</strong> Wirtschaft, Märkte</p>`,
		"one line, bold labels":     `<p><b>Quelle:</b> NRW.INVEST <b>Redaktion:</b> 27.03.2015 von Eva Muster, Amt <b>Länder / Organisationen:</b> Republik Korea (Südkorea) <b>Themen:</b> Wirtschaft, Märkte</p>`,
		"one line, bars":            `<p>Quelle: NRW.INVEST | Redaktion: 27.03.2015 von Eva Muster, Amt | Länder / Organisationen: Republik Korea (Südkorea) | Themen: Wirtschaft, Märkte</p>`,
		"spans in a footer":         `<footer><span>Quelle:</span> <span>NRW.INVEST</span> <span>Redaktion:</span> <span>27.03.2015 von Eva Muster, Amt</span> <span>Länder / Organisationen:</span> <span>Republik Korea (Südkorea)</span> <span>Themen:</span> <span>Wirtschaft, Märkte</span></footer>`,
		"definitions":               `<dl><dt>Quelle</dt><dd>NRW.INVEST</dd><dt>Redaktion</dt><dd>27.03.2015 von Eva Muster, Amt</dd><dt>Länder / Organisationen</dt><dd>Republik Korea (Südkorea)</dd><dt>Themen</dt><dd>Wirtschaft, Märkte</dd></dl>`,
		"a table without headings":  `<table><tr><td><b>Quelle</b></td><td>NRW.INVEST</td></tr><tr><td><b>Redaktion</b></td><td>27.03.2015 von Eva Muster, Amt</td></tr><tr><td><b>Länder / Organisationen</b></td><td>Republik Korea (Südkorea)</td></tr><tr><td><b>Themen</b></td><td>Wirtschaft, Märkte</td></tr></table>`,
		"headings":                  `<h4>Quelle</h4><p>NRW.INVEST</p><h4>Redaktion</h4><p>27.03.2015 von Eva Muster, Amt</p><h4>Länder / Organisationen</h4><ul><li><a href="/korea/">Republik Korea (Südkorea)</a></li></ul><h4>Themen</h4><ul><li><a href="/wm/">Wirtschaft, Märkte</a></li></ul>`,
		"fields":                    `<div><div class="field__label">Quelle</div><div>NRW.INVEST</div></div><div><div class="field__label">Redaktion</div><div>27.03.2015 von Eva Muster, Amt</div></div><div><div class="field__label">Länder / Organisationen</div><div>Republik Korea (Südkorea)</div></div><div><div class="field__label">Themen</div><div>Wirtschaft, Märkte</div></div>`,
		"a box beside it":           `<aside class="article-meta"><p>Quelle: NRW.INVEST</p><p>Redaktion: 27.03.2015 von Eva Muster, Amt</p><p>Länder / Organisationen: Republik Korea (Südkorea)</p><p>Themen: Wirtschaft, Märkte</p></aside>`,
		"links for countries, tags": `<p>Quelle: NRW.INVEST</p><p>Redaktion: 27.03.2015 von Eva Muster, Amt</p><p>Länder / Organisationen: <a href="/k/">Republik Korea (Südkorea)</a></p><p>Themen: <a href="/w/">Wirtschaft, Märkte</a></p>`,
	} {
		t.Run(make, func(t *testing.T) {
			body := `<p>Beide Häuser wollen die Ansiedlung koreanischer Firmen fördern und haben dazu eine Absichtserklärung unterzeichnet.</p><p>` +
				strings.Repeat("Achtzig Firmen haben schon eine Niederlassung im Land, darunter Hersteller von Baggern. ", 4) + `</p>`
			menu := `<div class="menu"><h4>Themen</h4><ul><li><a href="/e/">Energie</a></li></ul><h4>Länder</h4><ul><li><a href="/j/">Japan</a></li></ul></div>`
			a, err := ReadArticle([]byte(`<html lang="de"><body>`+menu+`<main><article><h1>Zwei Häuser bauen ihre Partnerschaft aus</h1>`+body+footer+
				`<p><a href="/">[Zurück]</a></p></article></main></body></html>`), "https://agency.example/info/zwei", Options{Now: monday}, Meta{})
			if err != nil {
				t.Fatal(err)
			}
			var themes []string
			for _, c := range a.Categories {
				themes = append(themes, c.Term)
			}
			got := []any{a.Source, a.Published.Format("2006-01-02"), a.Countries, themes, len(a.Authors) == 1 && a.Authors[0].Name == "Eva Muster"}
			want := []any{"NRW.INVEST", "2015-03-27", []string{"Republik Korea (Südkorea)"}, []string{"Wirtschaft, Märkte"}, true}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if plain := text.Plain(a.Content); strings.Contains(plain, "Redaktion") || strings.Contains(plain, "Märkte") || !strings.HasSuffix(plain, "Baggern.") {
				t.Errorf("text: %s", plain)
			}
		})
	}
}

// A line of text that only begins like a label, and a menu, are left alone.
func TestLabelledLinesInText(t *testing.T) {
	for _, body := range []string{
		`<p>Themen: So nannte der Verein 2014 sein Heft: es kostete drei Mark.</p>`,
		`<h4>Themen</h4><p>Wasserstoff und Häfen waren das Hauptgespräch des Abends.</p>`,
	} {
		a, err := ReadArticle([]byte(`<html lang="de"><body><main><article><h1>Der Verein und sein Heft im Wandel</h1>`+body+`<p>`+
			strings.Repeat("Das Heft erschien viermal im Jahr und wurde gern gelesen. ", 6)+`</p></article></main></body></html>`),
			"https://agency.example/info/heft", Options{Now: monday}, Meta{})
		if err != nil {
			t.Fatal(err)
		}
		if a.Source != "" || !strings.Contains(text.Plain(a.Content), "viermal im Jahr") {
			t.Errorf("%q: source %q, text %s", body, a.Source, text.Plain(a.Content))
		}
		if strings.Contains(body, "<h4>") && len(a.Categories) > 0 {
			t.Errorf("a heading of the text made categories: %v", a.Categories)
		}
	}
}

// What stands in one block with a value, or around it, is text and stays.
func TestLabelsTakeNoTextAlong(t *testing.T) {
	const more = "Zum Schluss dankte die Leiterin allen."
	body := "<p>" + strings.Repeat("Der Hafen bestellt zwei neue Kräne. ", 12) + "</p>"
	for _, parts := range []string{
		`<h3>Quelle</h3><p>NRW.INVEST<br>` + more + `</p><p>Redaktion: Mia Moor</p>` + body,
		`<h3>Quelle</h3>NRW.INVEST<p>Redaktion: Mia Moor</p>` + body + "<p>" + more + "</p>",
		`<dl><dt>Quelle</dt><dd>NRW.INVEST<p>` + more + `</p></dd><dt>Redaktion</dt><dd>Mia Moor</dd></dl>` + body,
	} {
		a, err := ReadArticle([]byte(`<html lang="de"><body><article><h1>Neue Kräne für den Hafen</h1>`+body+parts+`</article></body></html>`),
			"https://agency.example/info/kran", Options{Now: monday}, Meta{})
		if err != nil {
			t.Fatal(err)
		}
		if plain := text.Plain(a.Content); a.Source != "NRW.INVEST" || !strings.Contains(plain, more) || !strings.Contains(plain, "zwei neue Kräne") {
			t.Errorf("%s: source %q, text %s", parts, a.Source, plain)
		}
	}
}
