package text

import (
	"strings"

	"golang.org/x/net/html"

	"koreadesk/news"
)

// Plain returns the text of r as a reader would see it: a line for each block
// and each <br>, entities decoded once, nothing invisible, NFC. The cells of a
// table's row share a line. Lines are separated by "\n"; none is empty, and
// none ends the text. Plain text is read line by line and no markup in it.
func Plain(r news.Raw) string {
	if r.Kind == news.PlainText {
		return lines(r.Markup)
	}
	var (
		out strings.Builder
		pre int
	)
	out.Grow(len(r.Markup) / 2)
	for m := read(r); ; {
		t, ok := m.next()
		if !ok {
			return lines(out.String())
		}
		switch {
		case t.Type == html.TextToken && pre > 0:
			out.WriteString(t.Data)
		case t.Type == html.TextToken:
			out.WriteString(strings.Map(unbroken, t.Data))
		case t.Data == "br" || block(t.Data):
			out.WriteByte('\n')
		case t.Data == "td" || t.Data == "th":
			out.WriteByte(' ')
		}
		if t.Data == "pre" || t.Data == "listing" || t.Data == "xmp" {
			switch t.Type {
			case html.StartTagToken:
				pre++
			case html.EndTagToken:
				pre = max(0, pre-1)
			}
		}
	}
}

// unbroken maps the line breaks of markup, which mean nothing, to blanks.
func unbroken(r rune) rune {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return ' '
	}
	return r
}

// lines makes each line of s a Line and drops the empty ones.
func lines(s string) string {
	var out []string
	for _, l := range strings.FieldsFunc(s, breaks) {
		if l = Line(l); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// breaks reports whether r ends a line of plain text.
func breaks(r rune) bool { return r != ' ' && unbroken(r) == ' ' }
