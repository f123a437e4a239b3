package text

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koreadesk/news"
)

// markup reads HTML or XHTML as a stream of tokens: start tags, end tags and
// text, without comments and without the elements nobody reads. It holds no
// tree, so that depth costs nothing and every byte is looked at a fixed number
// of times.
type markup struct {
	z      *html.Tokenizer
	source string
	xml    bool
	shut   bool              // an element closed by its own start tag is empty
	unread func(string) bool // elements to leave out
	bare   bool              // attributes are not asked for
	start  int               // where the current token begins, in bytes
	after  int               // and where the next one does

	skip    string // the element being left out, "" for none
	depth   int    // how often it is open
	lower   string // source in lower case, once it was needed
	ends    map[string]int
	pending string // element of XHTML closed by its own start tag
}

// read opens the markup of r.
func read(r news.Raw) *markup {
	source := unwrap(r.Markup)
	m := &markup{z: html.NewTokenizer(strings.NewReader(source)), source: source, xml: r.Kind == news.XHTML, shut: r.Kind == news.XHTML, unread: unread}
	m.z.AllowCDATA(m.xml)
	return m
}

// unwrap takes away a CDATA section around the whole: some sources mark their
// HTML twice, and read as HTML the first is a comment.
func unwrap(s string) string {
	inner, ok := strings.CutPrefix(strings.TrimSpace(s), "<![CDATA[")
	if !ok {
		return s
	}
	return strings.TrimSuffix(inner, "]]>")
}

// next returns the next token that counts, false at the end. Names are in
// lower case and without a prefix.
func (m *markup) next() (html.Token, bool) {
	if m.pending != "" {
		t := html.Token{Type: html.EndTagToken, Data: m.pending}
		m.pending = ""
		return t, true
	}
	for {
		kind := m.z.Next()
		if kind == html.ErrorToken {
			return html.Token{}, false
		}
		m.start, m.after = m.after, m.after+len(m.z.Raw())
		t, ok := m.token(kind)
		if ok && !m.left(t) {
			if t.Type == html.SelfClosingTagToken {
				t.Type = html.StartTagToken
				if m.shut && !void(t.Data) {
					m.pending = t.Data
				}
			}
			return t, true
		}
	}
}

// token is the tokenizer's current token, false for one of no interest.
func (m *markup) token(kind html.TokenType) (html.Token, bool) {
	switch kind {
	case html.TextToken:
		// The text of a CDATA section is literal, but is handed out decoded.
		if raw := m.z.Raw(); m.xml && strings.HasPrefix(string(raw[:min(len(raw), 9)]), "<![CDATA[") {
			return html.Token{Type: kind, Data: strings.TrimSuffix(string(raw[9:]), "]]>")}, true
		}
		return m.z.Token(), true
	case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
		t := m.tag(kind)
		if _, name, ok := strings.Cut(t.Data, ":"); ok && m.xml {
			t.Data = name
		}
		if kind == html.SelfClosingTagToken && m.xml {
			m.z.NextIsNotRawText()
		}
		return t, t.Data != ""
	}
	return html.Token{}, false
}

// tag is the tokenizer's current tag.
func (m *markup) tag(kind html.TokenType) html.Token {
	if !m.bare {
		return m.z.Token()
	}
	name, _ := m.z.TagName()
	if known := atom.Lookup(name); known != 0 {
		return html.Token{Type: kind, Data: known.String()}
	}
	return html.Token{Type: kind, Data: string(name)}
}

// left reports whether t belongs to an element that is left out. Such an
// element has to have an end: one that was never closed hides nothing, but for
// script and style, which are never text.
func (m *markup) left(t html.Token) bool {
	start, end := t.Type == html.StartTagToken, t.Type == html.EndTagToken
	if m.skip != "" && !code(m.skip) && (m.start > m.end(m.skip) || m.skip == "svg" && start && block(t.Data)) {
		m.skip = "" // it had no end, or HTML ended the drawing, as in a browser
	}
	switch {
	case m.skip != "":
		if start && t.Data == m.skip {
			m.depth++
		}
		if end && t.Data == m.skip {
			if m.depth--; m.depth == 0 {
				m.skip = ""
			}
		}
		return true
	case t.Type == html.TextToken || !m.unread(t.Data):
		return false
	case end || t.Type == html.SelfClosingTagToken && (m.xml || t.Data == "svg"):
		return true
	}
	if m.start < m.end(t.Data) || code(t.Data) {
		m.skip, m.depth = t.Data, 1
	} else {
		m.z.NextIsNotRawText()
	}
	return true
}

// end is where the last end tag of the named element stands, -1 for nowhere.
func (m *markup) end(name string) int {
	if at, ok := m.ends[name]; ok {
		return at
	}
	if m.ends == nil {
		m.ends = make(map[string]int)
		m.lower = lowerASCII(m.source)
	}
	at := strings.LastIndex(m.lower, "</"+name)
	if i := strings.LastIndex(m.lower, ":"+name); m.xml && i > at {
		at = i
	}
	m.ends[name] = at
	return at
}

func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// unread reports whether the content of the element is not text for a reader.
func unread(name string) bool {
	switch name {
	case "script", "style", "template", "noscript", "title", "iframe", "noembed", "noframes", "textarea",
		"select", "datalist", "button", "svg", "annotation", "annotation-xml", "object", "applet", "audio",
		"video", "canvas":
		return true
	}
	return false
}

// code reports whether the content of the element is never text.
func code(name string) bool { return name == "script" || name == "style" }

// void reports whether the element never has content (HTML, 13.1.2).
func void(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
		"wbr":
		return true
	}
	return false
}

// block reports whether the element stands on lines of its own.
func block(name string) bool {
	switch name {
	case "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
		"dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
		"h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol",
		"p", "plaintext", "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
		"xmp":
		return true
	}
	return false
}
