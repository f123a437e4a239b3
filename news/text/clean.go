package text

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koreadesk/news"
)

// Clean returns r as a fragment of HTML that is safe to show: balanced, also
// well-formed as XHTML, every link absolute, nothing that runs, loads a frame,
// sends a form, sets a style or could clash with the page around it. Relative
// links without a base are dropped, as is what the policy does not name; text
// stays. Plain text is escaped, its paragraphs told by empty lines.
//
// Cleaning what is clean changes nothing. Markup that would not come to rest
// is shown as its text.
func Clean(r news.Raw) string {
	if r.Kind == news.PlainText {
		return paragraphs(r.Markup)
	}
	base, err := address(r.Base)
	if err != nil || !web(base) {
		base = nil
	}
	out := cleanOnce(r, base)
	for range 5 {
		again := cleanOnce(news.Raw{Markup: out, Kind: news.HTML}, base)
		if again == out {
			return out
		}
		out = again
	}
	return paragraphs(strings.ReplaceAll(Plain(r), "\n", "\n\n"))
}

// cleanOnce is one turn of the steps that the package comment names.
func cleanOnce(r news.Raw, base *url.URL) string {
	var rewritten strings.Builder
	for m := read(r); ; {
		t, ok := m.next()
		if !ok {
			break
		}
		if t, ok = rewrite(t, base); ok {
			rewritten.WriteString(t.String())
		}
	}
	safe := balance(policy().Sanitize(rewritten.String()))
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(safe), body)
	if err != nil {
		return paragraphs(Plain(news.Raw{Markup: safe, Kind: news.HTML}))
	}
	var out bytes.Buffer
	for _, n := range nodes {
		if err := html.Render(&out, n); err != nil {
			return paragraphs(Plain(news.Raw{Markup: safe, Kind: news.HTML}))
		}
	}
	return out.String()
}

// paragraphs is plain text as HTML.
func paragraphs(s string) string {
	var out, paragraph []string
	flush := func() {
		if len(paragraph) > 0 {
			out = append(out, "<p>"+strings.Join(paragraph, "<br/>")+"</p>")
			paragraph = nil
		}
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	for l := range strings.SplitSeq(strings.Map(newline, s), "\n") {
		if l = Line(l); l == "" {
			flush()
			continue
		}
		paragraph = append(paragraph, html.EscapeString(l))
	}
	flush()
	return strings.Join(out, "\n")
}

// newline maps every kind of line break to one.
func newline(r rune) rune {
	if breaks(r) {
		return '\n'
	}
	return r
}
