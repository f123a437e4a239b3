package page

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"koreadesk/news"
)

// seed gives a target short pages: the samples' beginnings, where their lists
// are as well as what stands around them, and those made to hurt.
func seed(f *testing.F) {
	f.Helper()
	pages, _ := filepath.Glob("testdata/*/*.html")
	for _, path := range pages {
		if b, err := os.ReadFile(path); err == nil {
			f.Add(string(b[:min(len(b), 2500)]), "de", "text/html")
		}
	}
	for _, markup := range hostilePages(1) {
		f.Add(markup[:min(len(markup), 300)], "ko", "text/html; charset=euc-kr")
	}
	f.Add(listPage, "en", "text/html; charset=utf-16")
}

const longest = 1 << 14 // of a page while fuzzing

func FuzzRead(f *testing.F) {
	seed(f)
	l, err := Compile(Selectors{Items: "li, tr, div", Title: "h3, a", Date: "td, time, span", Summary: "+ p", Next: "a"})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, markup, language, kind string) {
		if len(markup) > longest {
			return
		}
		checkBounds(t, markup)
		if r, err := l.Read([]byte(markup), somewhere, Options{Language: language, ContentType: kind, Now: monday}); err == nil {
			checkReading(t, r)
		}
		for _, feed := range Feeds([]byte(markup), somewhere) {
			if !strings.HasPrefix(feed.Href, "http") {
				t.Errorf("feed %q", feed.Href)
			}
		}
	})
}

func FuzzPropose(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, markup, language, kind string) {
		if len(markup) > longest {
			return
		}
		o := Options{Language: language, ContentType: kind, Now: monday}
		s, _, err := Propose([]byte(markup), somewhere, o)
		if err != nil {
			return
		}
		l, err := Compile(s)
		if err != nil {
			t.Fatalf("proposal cannot be compiled: %v", err)
		}
		r, err := l.Read([]byte(markup), somewhere, o)
		if err != nil || len(r.Entries) == 0 {
			t.Errorf("proposal %+v reads nothing: %v", s, err)
		}
		checkReading(t, r)
	})
}

func FuzzReadArticle(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, markup, language, kind string) {
		if len(markup) > longest {
			return
		}
		a, err := ReadArticle([]byte(markup), somewhere, Options{Language: language, ContentType: kind, Now: monday}, Meta{})
		if err != nil {
			return
		}
		if a.Image != "" && !strings.HasPrefix(a.Image, "http") {
			t.Errorf("image %q", a.Image)
		}
		if len(a.Content.Markup) > news.MaxRaw {
			t.Errorf("%d bytes of text", len(a.Content.Markup))
		}
	})
}

func checkReading(t *testing.T, r Reading) {
	t.Helper()
	for _, e := range r.Entries {
		if e.Title == "" || !strings.HasPrefix(e.Link, "http://") && !strings.HasPrefix(e.Link, "https://") {
			t.Errorf("entry %q %q", e.Title, e.Link)
		}
		if y := e.Published.Year(); !e.Published.IsZero() && (y < 1900 || y > 2100) {
			t.Errorf("date %v", e.Published)
		}
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"27. März 2015, 14:30 Uhr", "2015년 3월 27일(금) 오후 2시 5분", "vor 2 Stunden", "3시간 전", "2026-11-20T08:15:00.000Z", "03/04/2026", "Mar. 27, 2015 2:05 p.m."} {
		f.Add(s, "de", "02.01.2006")
		f.Add(s, "ko", "")
	}
	f.Fuzz(func(t *testing.T, s, language, layout string) {
		at, ok := dateReader{language: language, layout: layout, now: monday}.read(s)
		if ok && (at.Year() < 1 || at.Year() > 2100 || at.Location() != time.UTC) {
			t.Errorf("%q is %v", s, at)
		}
	})
}

func FuzzSelector(f *testing.F) {
	for _, s := range []string{"div > p + i ~ b, a@href", `a[title="x\"]y"]`, "+ dd:not(.a > b)", ":scope@id", "a:contains('x, y')"} {
		f.Add(s)
	}
	root, err := html.Parse(strings.NewReader(listPage))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if one, err := parse(s); err == nil {
			one.matches(root)
		}
	})
}
