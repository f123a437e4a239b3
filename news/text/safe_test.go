package text

import (
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"koreadesk/news"
)

// harmless fails the test unless clean, as another parser reads it, holds
// nothing but the elements and attributes of an article. It knows nothing of
// the policy: the list of what is allowed is written a second time here.
func harmless(t *testing.T, clean string) {
	t.Helper()
	if !utf8.ValidString(clean) {
		t.Errorf("not UTF-8: %q", clean)
	}
	doc, err := html.Parse(strings.NewReader("<!DOCTYPE html><body>" + clean))
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	for n := range doc.Descendants() {
		switch n.Type {
		case html.CommentNode:
			t.Errorf("comment %q in %q", n.Data, clean)
		case html.ElementNode:
			harmlessElement(t, n, clean)
		}
	}
	wellFormed(t, clean)
}

func harmlessElement(t *testing.T, n *html.Node, clean string) {
	t.Helper()
	elements := strings.Fields(`html head body p div h1 h2 h3 h4 h5 h6 hr br wbr blockquote pre figure figcaption
		ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td a img span abbr b bdi bdo cite code
		data del dfn em i ins kbd mark q rp rt ruby s samp small strong sub sup time u var`)
	attributes := strings.Fields(`href src cite alt title width height lang dir datetime colspan rowspan scope span
		start value type reversed`)
	if n.Namespace != "" || !slices.Contains(elements, n.Data) {
		t.Errorf("element %s:%s in %q", n.Namespace, n.Data, clean)
	}
	seen := make(map[string]bool)
	for _, a := range n.Attr {
		if a.Namespace != "" || !slices.Contains(attributes, a.Key) || seen[a.Key] {
			t.Errorf("attribute %s of %s in %q", a.Key, n.Data, clean)
		}
		seen[a.Key] = true
		if a.Key != "href" && a.Key != "src" && a.Key != "cite" {
			continue
		}
		u, err := url.Parse(a.Val)
		if err != nil || !slices.Contains([]string{"http", "https", "mailto"}, u.Scheme) || u.Scheme != "mailto" && u.Host == "" {
			t.Errorf("address %q in %q", a.Val, clean)
		}
	}
}

// wellFormed fails the test unless clean can be read as XML.
func wellFormed(t *testing.T, clean string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<div>" + clean + "</div>"))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("not well-formed: %v: %q", err, clean)
		}
	}
}

// steady fails the test unless cleaning clean again changes nothing.
func steady(t *testing.T, clean, base string) {
	t.Helper()
	if again := Clean(news.Raw{Markup: clean, Kind: news.HTML, Base: base}); again != clean {
		t.Errorf("cleaned again:\n%q\nis\n%q", clean, again)
	}
}

func TestNoValueBeginsMarkup(t *testing.T) {
	for in, want := range map[string]string{
		"":              "",
		"a < b":         "a < b",
		"<b":            "b",
		"1 <2 <":        "1 <2 <",
		"<<<b":          "b",
		"<<</b":         "/b",
		"<<1<b":         "<<1b",
		"x<!--<?y<":     "x!--?y<",
		"Ä<ö <\u00a0<x": "Ä<ö <\u00a0x",
	} {
		if got := unopened(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// It would not end within the time a test has, were each '<' to cost a copy.
func TestManyBeginningsCostNoCopyEach(t *testing.T) {
	got := Safe(news.Raw{Kind: news.HTML, Markup: `<a title="` + strings.Repeat("<a", 1<<20) + `">x</a>`})
	if strings.Contains(got, "&lt;") || len(got) < 1<<20 {
		t.Errorf("%d bytes are left", len(got))
	}
}
