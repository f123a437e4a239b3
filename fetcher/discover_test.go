package fetcher

import (
	"fmt"
	"net/http"
	"testing"

	"koreadesk/news"
)

// What a page advertises is taken where it is a feed of articles; else the
// list on the page is, in the same poll.
func TestAPagesFeedOrItsList(t *testing.T) {
	const list = `<main><h1>Aktuelles</h1><article><h3><a href="/m/1">Die Fähre fährt wieder nach Plan</a></h3><time datetime="2026-11-20">20.11.</time></article>
<article><h3><a href="/m/2">Der Hafen bestellt zwei neue Kräne</a></h3><time datetime="2026-11-19">19.11.</time></article>
<article><h3><a href="/m/3">Ein Lotse geht nach vierzig Jahren</a></h3><time datetime="2026-11-12">12.11.</time></article></main>`
	link := func(title, to string) string {
		return fmt.Sprintf(`<link rel="alternate" type="application/rss+xml" title="%s" href="%s">`, title, to)
	}
	for name, test := range map[string]struct {
		page, chosen string
		entries      int
	}{
		"a feed":                            {link("Alles", "/feed.xml") + list, "/feed.xml", 1},
		"a feed that is not there":          {link("Alles", "/gone.xml") + list, "", 3},
		"a feed that is a page":             {link("Alles", "/page.xml") + list, "", 3},
		"a feed without entries":            {link("Alles", "/empty.xml") + list, "", 3},
		"a feed of comments":                {link("Start » Kommentar-Feed", "/feed.xml") + list, "", 3},
		"a feed of comments and no list":    {link("Start » Kommentar-Feed", "/feed.xml"), "/feed.xml", 1},
		"a link that looks like a feed":     {`<p><a href="/rss.xml">abonnieren</a></p>`, "/rss.xml", 1},
		"a list, a link that looks like it": {list + `<p><a href="/rss.xml">abonnieren</a></p>`, "", 3},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
				switch r.URL.Path {
				case "/":
					w.Header().Set("Content-Type", "text/html; charset=utf-8")
					w.Header().Set("ETag", `"page"`)
					fmt.Fprintf(w, `<html lang="de"><head><title>Hafen</title></head><body>%s</body></html>`, test.page)
				case "/feed.xml", "/rss.xml":
					w.Write([]byte(feed("Kran")))
				case "/empty.xml":
					w.Write([]byte(`<rss version="2.0"><channel><title>Leer</title></channel></rss>`))
				case "/page.xml":
					w.Write([]byte(`<html><body>Wartung</body></html>`))
				default:
					http.NotFound(w, r)
				}
			})
			s := subscribe(t, o.URL+"/")
			s.src.Page = &news.Page{Auto: true}
			d, err := s.poll()
			if err != nil || len(d.Entries) != test.entries {
				t.Fatalf("%d entries, want %d, %v", len(d.Entries), test.entries, err)
			}
			want := ""
			if test.chosen != "" {
				want = o.URL + test.chosen
			}
			if s.st.Choice.Feed != want || (want == "") != (s.st.Choice.Page.Items != "") || s.st.Failures != 0 || s.st.Stopped {
				t.Errorf("chosen %+v, %d failures", s.st.Choice, s.st.Failures)
			}
			if want == "" && s.st.ETag != `"page"` {
				t.Errorf("the page's validator is lost: %q", s.st.ETag)
			}
			if d, err = s.poll(); err != nil || d.Fresh && want == "" {
				t.Errorf("the next poll: fresh %v, %v", d.Fresh, err)
			}
		})
	}
}

// A feed that fails for now is not given up for the list.
func TestAPagesFeedThatIsBusy(t *testing.T) {
	o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<link rel="alternate" type="application/rss+xml" href="/feed.xml">`,
			`<li><a href="/1">Die Fähre fährt wieder nach Plan</a> 20.11.2026</li><li><a href="/2">Der Hafen bestellt zwei neue Kräne</a> 19.11.2026</li><li><a href="/3">Ein Lotse geht nach vierzig Jahren</a> 12.11.2026</li>`)
	})
	s := subscribe(t, o.URL+"/")
	s.src.Page = &news.Page{Auto: true}
	if d, err := s.poll(); err == nil || len(d.Entries) > 0 || s.st.Choice.Page.Items != "" {
		t.Errorf("%d entries, %v, %+v", len(d.Entries), err, s.st.Choice)
	}
}
