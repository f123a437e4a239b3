package page

import (
	"os"
	"strings"
	"testing"

	"koreadesk/news/text"
)

// What a page says about its article in lines of their own is taken as such,
// and neither begins nor ends the text.
func TestLinesAboutAnArticleAreNotItsText(t *testing.T) {
	markup, err := os.ReadFile("testdata/articles/founding-item.html")
	if err != nil {
		t.Fatal(err)
	}
	a, err := ReadArticle(markup, "https://agency.example/info/founding", Options{Language: "de"}, Meta{})
	if err != nil {
		t.Fatal(err)
	}
	got := text.Plain(a.Content)
	for _, line := range []string{"Quelle:", "Redaktion:", "Länder / Organisationen:", "Themen:", "Zurück"} {
		if strings.Contains(got, line) {
			t.Errorf("the text still has the line %q:\n%s", line, got)
		}
	}
	if strings.HasPrefix(got, "27.03.2015") {
		t.Errorf("the text begins with its date: %.60s", got)
	}
	if !strings.Contains(got, "Doosan Infracore") || a.Source != "NRW.INVEST" || a.Published.IsZero() {
		t.Errorf("what was to be kept is lost: source %q, published %s\n%s", a.Source, a.Published, got)
	}
}
