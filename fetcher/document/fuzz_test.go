package document

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"koreadesk/news"
)

// FuzzParse holds what no document may break: the reader returns, refuses with
// a kind, or hands on text that is UTF-8 and links that are of the web.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".want.json") {
			continue
		}
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, "application/xml")
	}
	for _, s := range []string{
		`<rss version="2.0"><channel><item><title>a <b c</title><link>?x</link><![CDATA[`,
		`<!DOCTYPE x [<!ENTITY a "b">]><feed><entry><title type="xhtml"><div>&a;</div></title>`,
		`{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"tags":"x","authors":{"name":2}}]}`,
		"\xff\xfe<\x00r\x00s\x00s\x00/\x00>\x00", "\x00\x00\x00<", "<?xml encoding='hz'?><rss>~{", "<html><rss>",
	} {
		f.Add([]byte(s), "text/xml; charset=euc-kr")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		d, err := Parse(body, Options{URL: "https://a.example/b/c", ContentType: contentType})
		if err != nil {
			if refusal, ok := err.(*Error); !ok || refusal.Kind == "" || refusal.Reason == "" {
				t.Fatalf("refused without a reason: %#v", err)
			}
			return
		}
		if d.Version == "" || d.Kept != len(d.List) || d.Kept > d.Total {
			t.Errorf("version %q, kept %d of %d, %d held", d.Version, d.Kept, d.Total, len(d.List))
		}
		for _, e := range d.Entries() {
			sound(t, e)
		}
		out, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(out) {
			t.Error("machine form is not UTF-8")
		}
	})
}

func sound(t *testing.T, e news.Entry) {
	t.Helper()
	for _, s := range []string{e.GUID, e.Title, e.Summary, e.Content.Markup, e.Link, e.Image} {
		if !utf8.ValidString(s) {
			t.Errorf("%q is not UTF-8", s)
		}
	}
	for _, l := range []string{e.Link, e.Image} {
		if l != "" && !web(l) {
			t.Errorf("link %q", l)
		}
	}
	if len(e.Content.Markup) > news.MaxRaw {
		t.Errorf("content of %d bytes", len(e.Content.Markup))
	}
	if strings.ContainsAny(e.Title, "\n\x00") {
		t.Errorf("title %q", e.Title)
	}
}
