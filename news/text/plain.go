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
	if r.Kind != news.XHTML {
		if plain, ok := plainly(r.Markup); ok {
			return lines(plain)
		}
	}
	return lines(tokens(r))
}

// tokens is the text of r as the tokenizer finds it.
func tokens(r news.Raw) string {
	var (
		out strings.Builder
		pre int
	)
	out.Grow(len(r.Markup) / 2)
	m := read(r)
	m.bare = true
	for {
		t, ok := m.next()
		if !ok {
			return out.String()
		}
		switch {
		case t.Type == html.TextToken && pre > 0:
			out.WriteString(t.Data)
		case t.Type == html.TextToken:
			unbreak(&out, t.Data)
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

// unbreak writes s with its line breaks, which mean nothing in markup, as blanks.
func unbreak(out *strings.Builder, s string) {
	for s != "" {
		n, size := lineBreak(s)
		out.WriteString(s[:n])
		if size > 0 {
			out.WriteByte(' ')
		}
		s = s[n+size:]
	}
}

// lines makes each line of s a Line and drops the empty ones.
func lines(s string) string {
	if n, _ := lineBreak(s); n == len(s) {
		return Line(s)
	}
	var out strings.Builder
	out.Grow(len(s))
	for s != "" {
		n, size := lineBreak(s)
		if l := Line(s[:n]); l != "" {
			if out.Len() > 0 {
				out.WriteByte('\n')
			}
			out.WriteString(l)
		}
		s = s[n+size:]
	}
	return out.String()
}

// lineBreak is where the first line of s ends, and how many octets end it, 0 at
// the end of s: ASCII's four, NEL, and Unicode's separators of lines and
// paragraphs. It looks at octets, since nearly all that it reads are letters.
func lineBreak(s string) (at, size int) {
	for n := range len(s) {
		switch c := s[n]; {
		case '\n' <= c && c <= '\r':
			return n, 1
		case c == 0xC2 && strings.HasPrefix(s[n:], "\u0085"):
			return n, len("\u0085")
		case c == 0xE2 && (strings.HasPrefix(s[n:], "\u2028") || strings.HasPrefix(s[n:], "\u2029")):
			return n, len("\u2028")
		}
	}
	return len(s), 0
}

// breaks reports whether r ends a line of plain text.
func breaks(r rune) bool {
	return '\n' <= r && r <= '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}
