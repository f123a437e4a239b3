package page

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// A page that shows readers nothing tells machines what it lists.
func TestListsThatAreDataAlone(t *testing.T) {
	article := func(n int, kind string) string {
		return fmt.Sprintf(`{"@type":%q,"headline":"Der Hafen meldet: Kran %d fährt","url":"/m/%d","datePublished":"2026-11-%02dT09:00:00+01:00","description":"Ein Satz."}`, kind, n, n, 20-n)
	}
	three := func(kind string) string { return article(1, kind) + "," + article(2, kind) + "," + article(3, kind) }
	item := func(inner string) string { return `{"@type":"ListItem","position":1,"item":` + inner + `}` }
	for name, test := range map[string]struct {
		data  string
		found int
	}{
		"a list of items":       {`{"@type":"ItemList","itemListElement":[` + item(article(1, "NewsArticle")) + "," + item(article(2, "NewsArticle")) + "," + item(article(3, "NewsArticle")) + `]}`, 3},
		"a blog":                {`{"@type":"Blog","blogPost":[` + three("BlogPosting") + `]}`, 3},
		"a graph":               {`{"@graph":[{"@type":"WebSite","name":"Hafen"},` + three("Article") + `]}`, 3},
		"names and addresses":   {`{"@type":"ItemList","itemListElement":[{"@type":"ListItem","name":"Erste Meldung","url":"/1"},{"@type":"ListItem","name":"Zweite Meldung","url":"/2"},{"@type":"ListItem","name":"Dritte Meldung","url":"/3"}]}`, 3},
		"breadcrumbs":           {`{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"Start","item":"/"},{"@type":"ListItem","name":"Presse","item":"/p"},{"@type":"ListItem","name":"Archiv","item":"/p/a"}]}`, 0},
		"products":              {`{"@type":"ItemList","itemListElement":[` + item(article(1, "Product")) + "," + item(article(2, "Product")) + "," + item(article(3, "Product")) + `]}`, 0},
		"one article":           {article(1, "NewsArticle"), 0},
		"articles of elsewhere": {strings.ReplaceAll(`[`+three("NewsArticle")+`]`, `"/m/`, `"https://other.example/m/`), 0},
	} {
		t.Run(name, func(t *testing.T) {
			markup := []byte(`<html lang="de"><head><script type="application/ld+json">` + test.data + `</script></head><body><div id="root"></div></body></html>`)
			o := Options{Language: "de", Now: monday}
			s, e, err := Propose(markup, "https://hafen.example/presse", o)
			if test.found == 0 {
				if !errors.Is(err, ErrNoList) {
					t.Fatalf("%+v was proposed", s)
				}
				return
			}
			if err != nil || e.Entries != test.found {
				t.Fatalf("%v, %v", e, err)
			}
			l, err := Compile(s)
			if err != nil {
				t.Fatal(err)
			}
			r, err := l.Read(markup, "https://hafen.example/presse", o)
			if err != nil || len(r.Entries) != test.found || len(r.Drift) > 0 {
				t.Fatalf("%d entries, drift %v, %v", len(r.Entries), r.Drift, err)
			}
			if first := r.Entries[0]; !strings.HasPrefix(first.Link, "https://hafen.example/") || first.Published.IsZero() != (name == "names and addresses") {
				t.Errorf("%+v", first)
			}
			r, err = l.Read([]byte(`<script type="application/ld+json">{"@type":"WebSite"}</script>`), "https://hafen.example/presse", o)
			if err != nil || len(r.Drift) != 1 {
				t.Errorf("data without a list is no drift: %v, %v", r.Drift, err)
			}
		})
	}
}

// What data tells may be written as if it were HTML.
func TestReferencesInData(t *testing.T) {
	const data = `<script type="application/ld+json">[{"@type":"NewsArticle","url":"/m/1?a=1&copy=2","headline":"Kran &amp; Hafen &#8211; neu","description":"Q&A zum &quot;Kran&quot;"}]</script>`
	l, err := Compile(Selectors{Items: toldItems})
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Read([]byte(data), "https://hafen.example/presse", Options{})
	if err != nil || len(r.Entries) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	if e := r.Entries[0]; e.Title != "Kran & Hafen – neu" || e.Summary != `Q&A zum "Kran"` || e.Link != "https://hafen.example/m/1?a=1&copy=2" {
		t.Errorf("%q, %q, %q", e.Title, e.Summary, e.Link)
	}
	if a, err := ReadArticle([]byte(data+"<p>x</p>"), "https://hafen.example/m/1", Options{}, Meta{}); err != nil || a.Title != "Kran & Hafen – neu" {
		t.Errorf("%q, %v", a.Title, err)
	}
}

// Data that lists more than is read of it says so, as a long page does.
func TestTooMuchDataIsSaid(t *testing.T) {
	script := func(articles int) string {
		var b strings.Builder
		b.WriteString(`<script type="application/ld+json">[`)
		for n := range articles {
			fmt.Fprintf(&b, `{"@type":"NewsArticle","url":"/m/%d","headline":"Kran %d","datePublished":"2026-11-02"},`, n, n)
		}
		b.WriteString(`{}]</script>`)
		return b.String()
	}
	const list = `<ul><li><a href="/m/1">Kran im Hafen</a></ul>`
	for _, c := range []struct {
		name, items, markup string
		cut                 bool
	}{
		{"a list", toldItems, script(1900), false},
		{"a long list", toldItems, script(2100), true},
		{"a script beyond reading", toldItems, script(2) + script(20_000), true},
		{"dates", "li", script(1900) + list, false},
		{"too many dates", "li", script(2100) + list, true},
	} {
		l, err := Compile(Selectors{Items: c.items})
		if err != nil {
			t.Fatal(err)
		}
		r, err := l.Read([]byte(c.markup), somewhere, Options{})
		if err != nil || r.Cut != c.cut || len(r.Entries) == 0 {
			t.Errorf("%s: %d entries, cut %v, want %v, %v", c.name, len(r.Entries), r.Cut, c.cut, err)
		}
	}
}
