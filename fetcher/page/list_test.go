package page

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"koreadesk/news"
)

const listPage = `<!DOCTYPE html><html lang="de"><head><title>Presse  Amt</title><base href="/presse/">
<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="/tdm.json"></head><body>
<article class="news"><h3>Erste <b>Meldung</b></h3><a href="eins.html">mehr</a><time datetime="2026-11-20T10:00:00+01:00">heute</time>
 <p>Ein kurzer Text. <a href="eins.html">Weiterlesen</a></p><i>Handel</i><i>Handel</i><i>Zölle</i></article>
<article class="news" lang="en"><h3><a href="javascript:open()">x</a><a href=" /zwei.html?a=1#unten ">Second story</a></h3><time>18.11.2026</time></article>
<article class="news"><h3>Ohne Adresse</h3><a href="#anker">mehr</a></article>
<article class="news"><a href="mailto:a@example.org">Post</a><a href="drei.html;jsessionid=0A1.b2?x=y">Dritte Meldung ohne Überschrift</a></article>
<div class="pager"><a href="/presse/">1</a><a class="weiter" href="?seite=2">2</a></div></body></html>`

func TestListsAreReadBySelectors(t *testing.T) {
	l, err := Compile(Selectors{Items: "article.news", Date: "time", Summary: "p", Category: "i", Next: ".pager a"})
	if err != nil {
		t.Fatal(err)
	}
	got, err := l.Read([]byte(listPage), "https://www.amt-beispiel.de/presse/", Options{Now: monday})
	if err != nil {
		t.Fatal(err)
	}
	want := Reading{
		Title: "Presse Amt", Language: "de", Total: 4, Next: "https://www.amt-beispiel.de/presse/?seite=2",
		Reserved: news.Reservation{Reserved: true, Policy: "https://www.amt-beispiel.de/tdm.json"},
		Entries: []news.Entry{
			{
				Title: "Erste Meldung", Link: "https://www.amt-beispiel.de/presse/eins.html", Language: "de", Summary: "Ein kurzer Text.",
				Published: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), Categories: []news.Category{{Term: "Handel"}, {Term: "Zölle"}},
			},
			{
				Title: "xSecond story", Link: "https://www.amt-beispiel.de/zwei.html?a=1#unten", Language: "en",
				Published: time.Date(2026, 11, 18, 0, 0, 0, 0, time.UTC),
			},
			{Title: "Dritte Meldung ohne Überschrift", Link: "https://www.amt-beispiel.de/presse/drei.html?x=y", Language: "de"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFieldsBehindAnEntryEndAtTheNext(t *testing.T) {
	markup := `<dl><dt>20.11.2026</dt><dd><a href="/a">Erste Meldung</a></dd><dd><p>Text A</p></dd><dt>19.11.2026</dt><dd><a href="/b">Zweite</a></dd></dl><p>Text fremd</p>`
	l, err := Compile(Selectors{Items: "dt", Title: "+ a", Link: "+ dd a@href", Date: ":scope", Summary: "+ p"})
	if err != nil {
		t.Fatal(err)
	}
	got, err := l.Read([]byte(markup), "https://www.beispiel.de/", Options{Language: "de"})
	if err != nil {
		t.Fatal(err)
	}
	want := []news.Entry{
		{Title: "Erste Meldung", Link: "https://www.beispiel.de/a", Summary: "Text A", Language: "de", Published: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)},
		{Title: "Zweite", Link: "https://www.beispiel.de/b", Language: "de", Published: time.Date(2026, 11, 19, 0, 0, 0, 0, time.UTC)},
	}
	if diff := cmp.Diff(want, got.Entries); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatNoLongerFitsIsDrift(t *testing.T) {
	for _, c := range []struct {
		selectors Selectors
		want      []string
	}{
		{Selectors{Items: "article.news", Date: "time", Next: ".gone a"}, nil},
		{Selectors{Items: "div.gone", Date: "time"}, []string{`items "div.gone" matches nothing`}},
		{Selectors{Items: "article", Date: "time.gone", Category: "b.gone"}, []string{
			`date "time.gone" matches nothing in any of 4 entries`, `category "b.gone" matches nothing in any of 4 entries`,
		}},
		{Selectors{Items: "article", Date: "h3"}, []string{`date "h3" gives no date that can be read in any of 4 entries`}},
		{Selectors{Items: "article", Title: "h4", Link: "h3@href"}, []string{
			`title "h4" matches nothing in any of 4 entries`, `link "h3@href" gives no link of the web in any of 4 entries`,
		}},
		{Selectors{Items: "i"}, []string{"no title is found in any of 3 entries", "no link is found in any of 3 entries"}},
	} {
		l, err := Compile(c.selectors)
		if err != nil {
			t.Fatal(err)
		}
		r, err := l.Read([]byte(listPage), "https://www.amt-beispiel.de/presse/", Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range r.Drift {
			got = append(got, d.String())
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", c.selectors, diff)
		}
	}
}

func TestNextStaysOnTheHost(t *testing.T) {
	for next, want := range map[string]string{
		`<a class=n href="?p=2">`:                         "https://www.beispiel.de/news?p=2",
		`<div class=n><a href="/2">`:                      "https://www.beispiel.de/2",
		`<a class=n href="https://beispiel.de/2">`:        "https://beispiel.de/2",
		`<a class=n href="https://woanders.example/2">`:   "",
		`<a class=n href="javascript:go(2)">`:             "",
		`<a class=n href="https://www.beispiel.de/news">`: "",
	} {
		l, _ := Compile(Selectors{Items: "li", Next: ".n"})
		r, err := l.Read([]byte(`<ul><li><a href=/a>Eine Meldung</a></ul>`+next+`weiter</a>`), "https://www.beispiel.de/news", Options{})
		if err != nil || r.Next != want {
			t.Errorf("%s: %q %v, want %q", next, r.Next, err, want)
		}
	}
}

func TestDatesByLayout(t *testing.T) {
	for _, c := range []struct{ layout, text, want string }{
		{"01/02/06", "03/04/26", "2026-03-04"},
		{"2. January 2006, 15:04 Uhr", "4. März 2026, 14:05 Uhr", "2026-03-04T13:05:00Z"},
		{"02.01.", "04.11.", "2026-11-04"},
		{"02.01.2006", "gestern", "2026-11-22"},
		{"02.01.2006", "2026-11-04", ""},
	} {
		l, err := Compile(Selectors{Items: "p", Date: "i", Layout: c.layout, Language: "de"})
		if err != nil {
			t.Fatal(err)
		}
		r, err := l.Read([]byte(`<p><a href=/x>Eine Meldung</a> <i>`+c.text+`</i></p>`), "https://www.beispiel.de/", Options{Now: monday})
		if err != nil || len(r.Entries) != 1 || day(r.Entries[0].Published) != c.want {
			t.Errorf("%q by %q: %+v %v, want %s", c.text, c.layout, r.Entries, err, c.want)
		}
	}
}

func TestANumberIsNoTitle(t *testing.T) {
	l, err := Compile(Selectors{Items: "li"})
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Read([]byte(`<li><a href="/a#kommentare">12</a> <a href="/a">Eine Meldung</a></li>`), "https://www.beispiel.de/", Options{})
	if err != nil || len(r.Entries) != 1 || r.Entries[0].Title != "Eine Meldung" || r.Entries[0].Link != "https://www.beispiel.de/a" {
		t.Errorf("%+v %v", r.Entries, err)
	}
}

func TestWrongSelectorsAreNamedAllAtOnce(t *testing.T) {
	_, err := Compile(Selectors{Title: "h3 >", Link: "a@", Date: "time[", Summary: "+", Next: ":scope", Layout: "2006"})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"items: must be given", `title: selector "h3 >" cannot be read`, "link: ", `date: selector "time["`, "summary: ", "next: ", "layout: "} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error does not say %q: %v", want, err)
		}
	}
	for _, items := range []string{":scope", "@href", "li@id", "+ li"} {
		if _, err := Compile(Selectors{Items: items}); err == nil {
			t.Errorf("items %q is taken", items)
		}
	}
	if err := CheckSelector("div:has(a):has(b)"); err == nil {
		t.Error("two :has() are taken")
	}
	if err := CheckSelector(strings.Repeat("div ", 33)); err == nil {
		t.Error("33 parts are taken")
	}
	for _, fine := range []string{"a@href", `a[href="x y>z,@"]@title`, "h2, h3 > a", ":scope", "@id", "+ dd a@href", "td:nth-child(2)", "a:not(.x, .y)", `p\:q`, "li:has(a)"} {
		if err := CheckSelector(fine); err != nil {
			t.Errorf("%q: %v", fine, err)
		}
	}
}

func TestFeedsInOrderOfPreference(t *testing.T) {
	markup := `<head><link rel="stylesheet alternate" type="application/rss+xml" href="/x.css">
<link rel="alternate" type="application/rss+xml" href="https://techblog.example/feed">
<link rel="alternate" type="application/rss+xml" title="Kommentare" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="Alles" href="/feed/">
<link rel="alternate" type="application/atom+xml; charset=utf-8" title="Presse" href="/presse/feed.atom">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/7">
<link rel="alternate" hreflang="en" href="/en/"><link rel="alternate" type="application/json+oembed" href="/oembed?x">
<link rel="alternate" type="application/rss+xml" href="/feed/"></head>
<body><a href="/rss/alle.rss">RSS</a><a href="/service/rss-hilfe">Was ist RSS?</a></body>`
	var got []string
	for _, f := range Feeds([]byte(markup), "https://www.beispiel.de/presse/") {
		got = append(got, f.Href)
	}
	want := []string{
		"https://www.beispiel.de/presse/feed.atom", "https://www.beispiel.de/feed/", "https://www.beispiel.de/comments/feed/",
		"https://techblog.example/feed", "https://www.beispiel.de/rss/alle.rss",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What stands beside the articles is known by a feed's name and path; that a host
// or a word ends in one that means jobs says nothing.
func TestFeedsBesideArticles(t *testing.T) {
	for address, want := range map[string]bool{
		"https://www.baustellen.example/feed/":        false,
		"https://kommentar.example/rss":               false,
		"https://www.amt.example/baustellen/feed.xml": false,
		"https://www.amt.example/stellen.rss":         true,
		"https://www.amt.example/stellenangebote/rss": true,
		"https://www.amt.example/comments/feed/":      true,
		"https://www.amt.example/jobs/feed":           true,
		"https://www.amt.example/feed?type=termine":   true,
	} {
		feeds := Feeds([]byte(`<link rel="alternate" type="application/rss+xml" href="`+address+`">`), "https://www.amt.example/")
		if len(feeds) != 1 || feeds[0].Beside != want {
			t.Errorf("%s: %+v", address, feeds)
		}
	}
}

func TestFeedsOfPagesWithHardlyAnything(t *testing.T) {
	const link = `<link rel="alternate" type="application/rss+xml" href="/feed">`
	for _, markup := range []string{
		"<html><head>" + link + "</head><body>x</body></html>",
		"<html><head>" + link + "</head><body></body></html>",
		"<html><head>" + link + "<body>x",
		"<!doctype html>" + link,
		link,
	} {
		got := Feeds([]byte(markup), "https://www.beispiel.de/")
		if len(got) != 1 || got[0].Href != "https://www.beispiel.de/feed" {
			t.Errorf("%s: %+v", markup, got)
		}
		if _, _, err := Propose([]byte(markup), "https://www.beispiel.de/", Options{}); !errors.Is(err, ErrNoList) {
			t.Errorf("%s: %v", markup, err)
		}
	}
}
