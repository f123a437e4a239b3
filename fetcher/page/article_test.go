package page

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"koreadesk/news"
	"koreadesk/news/text"
)

// articleSample is the want.json beside the page of an article.
type articleSample struct {
	Shows      string   `json:"shows"`
	Base       string   `json:"base"`
	Language   string   `json:"language"`
	Title      string   `json:"title"`
	Summary    string   `json:"summary,omitempty"`
	Published  string   `json:"published,omitempty"`
	Updated    string   `json:"updated,omitempty"`
	Image      string   `json:"image,omitempty"`
	Source     string   `json:"source,omitempty"`
	Countries  []string `json:"countries,omitempty"`
	Categories []string `json:"categories,omitempty"`
	Authors    []string `json:"authors,omitempty"`
	Lang       string   `json:"lang"`
	Canonical  string   `json:"canonical,omitempty"`
	Reserved   bool     `json:"reserved,omitempty"`
	Contains   []string `json:"contains"` // words of the text
	Lacks      []string `json:"lacks"`
}

// When a page was made is not when its article was published.
func TestArticlesAreNotDatedByTheirPage(t *testing.T) {
	for _, page := range []string{`<body data-timestamp="1795219200">`, `<html data-time="2026-11-21"><body>`} {
		a, err := ReadArticle([]byte(page+`<h1>Eine Meldung mit Titel</h1><p>Der Hafen bestellt einen Kran.</p>`), somewhere, Options{Now: monday}, Meta{})
		if err != nil || !a.Published.IsZero() {
			t.Errorf("%s: %v, %v", page, a.Published, err)
		}
	}
}

func TestArticles(t *testing.T) {
	pages, _ := filepath.Glob("testdata/articles/*.html")
	if len(pages) == 0 {
		t.Fatal("no pages")
	}
	for _, path := range pages {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".html"), func(t *testing.T) {
			markup, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(strings.TrimSuffix(path, ".html") + ".want.json")
			if err != nil {
				t.Fatal(err)
			}
			var want articleSample
			if err := json.Unmarshal(b, &want); err != nil {
				t.Fatal(err)
			}
			a, err := ReadArticle(markup, want.Base, Options{Language: want.Language, Now: monday}, Meta{})
			if err != nil {
				t.Fatal(err)
			}
			got := articleSample{
				Shows: want.Shows, Base: want.Base, Language: want.Language, Contains: want.Contains, Lacks: want.Lacks,
				Title: a.Title, Summary: a.Summary, Published: day(a.Published), Updated: day(a.Updated), Image: a.Image, Source: a.Source,
				Countries: a.Countries, Lang: a.Language, Canonical: a.Canonical, Reserved: a.Reserved.Reserved,
			}
			for _, c := range a.Categories {
				got.Categories = append(got.Categories, c.Text())
			}
			for _, p := range a.Authors {
				got.Authors = append(got.Authors, p.Name)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			plain := text.Plain(a.Content)
			for _, words := range want.Contains {
				if !strings.Contains(plain, words) {
					t.Errorf("text lacks %q: %s", words, plain)
				}
			}
			for _, words := range want.Lacks {
				if strings.Contains(plain, words) {
					t.Errorf("text has %q: %s", words, plain)
				}
			}
		})
	}
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strings.TrimSuffix(t.Format(time.RFC3339), "T00:00:00Z")
}

func TestMetaIsReadWhereItIsSaid(t *testing.T) {
	markup := []byte(`<html lang="de"><title>Seite</title><body><h1>Eine Meldung von weit her</h1>
		<p class="von">Ressort Außen</p><div class="orte"><b>Korea</b><b>Japan</b></div><p>Herkunft der Meldung: Agentur Nord</p>
		<p data-tag="2026-11-05" class="am">neulich</p><p>Thema des Tages: Handel, Zölle und Verkehr</p></body>`)
	m := Meta{Source: "Herkunft der Meldung:", Author: "p.von", Category: "div.orte b", Date: "p.am@data-tag"}
	a, err := ReadArticle(markup, "https://www.beispiel.de/a", Options{}, m)
	if err != nil {
		t.Fatal(err)
	}
	want := Article{
		Title: "Eine Meldung von weit her", Language: "de", Source: "Agentur Nord", Published: time.Date(2026, 11, 5, 0, 0, 0, 0, time.UTC),
		Authors: []news.Person{{Name: "Ressort Außen"}}, Categories: []news.Category{{Term: "Korea"}, {Term: "Japan"}},
	}
	a.Content = news.Raw{}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	m = Meta{Category: "Thema des Tages:", Known: []string{"Handel, Zölle"}}
	if a, err = ReadArticle(markup, "https://www.beispiel.de/a", Options{}, m); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]news.Category{{Term: "Handel, Zölle und Verkehr"}}, a.Categories); diff != "" {
		t.Errorf("a label that only begins like a known one (-want +got):\n%s", diff)
	}
	if err := CheckMeta(Meta{Source: "p[", Date: "+ p"}); err == nil || !strings.Contains(err.Error(), "source: ") || !strings.Contains(err.Error(), "date: ") {
		t.Errorf("wrong selectors: %v", err)
	}
}

func TestArticlesFillWhatTheListLeftOut(t *testing.T) {
	listed := news.Entry{
		Title: "Land fördert …", Link: "https://www.beispiel.de/a", Summary: "Kurz.", Language: "de",
		Published: time.Date(2026, 11, 18, 0, 0, 0, 0, time.UTC), Categories: []news.Category{{Term: "Presse"}},
	}
	a := Article{
		Title: "Land fördert Tankstellen", Summary: "Acht Tankstellen entstehen.", Language: "de-DE", Image: "https://www.beispiel.de/b.jpg",
		Published: time.Date(2026, 11, 18, 9, 30, 0, 0, time.UTC), Source: "NRW.INVEST", Countries: []string{"Republik Korea (Südkorea)"},
		Categories: []news.Category{{Term: "Wirtschaft, Märkte"}}, Content: news.Raw{Markup: "<p>x</p>", Kind: news.HTML},
	}
	want := news.Entry{
		Title: a.Title, Link: listed.Link, Summary: a.Summary, Language: "de", Image: a.Image, Published: a.Published, Content: a.Content,
		Categories: []news.Category{{Term: "Presse"}, {Term: "Wirtschaft, Märkte"}, {Term: "Republik Korea (Südkorea)", Scheme: SchemeCountry}},
		Via:        news.Origin{Title: "NRW.INVEST"},
	}
	if diff := cmp.Diff(want, a.Into(listed)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	a.Published = a.Published.AddDate(0, 0, -3)
	if got := a.Into(listed).Published; !got.Equal(listed.Published) {
		t.Errorf("another day than the list says: %v", got)
	}
}
