package text

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"koreadesk/news"
)

// Safe returns the markup of r as its publisher wrote it, but for what could
// run or load a page: the form for programs, where Clean's is for our own
// pages. It keeps forms, media, drawings, formulas and simple styles, and
// repairs no nesting. Links are absolute where a base is known. Plain text is
// escaped as by Clean.
//
// Three things make the result safe in whatever context, and however often, it
// is parsed and written again: each '<' in it begins a tag from safe.txt; no
// value of an attribute could begin a tag even if its escapes were undone; and
// no element is among those whose text parsers hand on raw.
func Safe(r news.Raw) string {
	if r.Kind == news.PlainText {
		return paragraphs(r.Markup)
	}
	base, err := address(r.Base)
	if err != nil || !base.IsAbs() {
		base = nil
	}
	w := safeWriter{base: base, names: safeNames()}
	w.out.Grow(len(r.Markup))
	m := read(r)
	m.unread, m.shut = runs, true
	for {
		t, ok := m.next()
		if !ok {
			return strings.TrimSpace(w.out.String())
		}
		switch t.Type {
		case html.TextToken:
			w.text(t.Data, m.source[m.start:m.after])
		case html.StartTagToken:
			m.z.NextIsNotRawText() // what a browser takes for text is cleaned too
			w.start(t)
			if !m.xml && len(t.Attr) > 0 && len(w.foreign) == 0 {
				m.pending = "" // HTML knows no empty elements but its own; a bare <p/> is meant as one
			}
		case html.EndTagToken:
			w.end(t.Data)
		}
	}
}

// runs reports whether an element goes with all that is in it.
func runs(name string) bool { return code(name) || name == "applet" }

// safeWriter writes tokens as markup.
type safeWriter struct {
	out     strings.Builder
	base    *url.URL
	names   *safeTable
	foreign []string // "svg" and "math" that are open
}

// vocabulary is the one the writing stands in.
func (w *safeWriter) vocabulary() string {
	if len(w.foreign) > 0 {
		return w.foreign[len(w.foreign)-1]
	}
	return "html"
}

// known finds an element: in the vocabulary it stands in, else in HTML.
func (w *safeWriter) known(name string) (vocabulary, written string, ok bool) {
	for _, v := range []string{w.vocabulary(), "html"} {
		if written, ok := w.names.elements[v+" "+name]; ok {
			return v, written, true
		}
	}
	return "", "", false
}

func (w *safeWriter) start(t html.Token) {
	if t.Data == "svg" || t.Data == "math" {
		w.foreign = append(w.foreign, t.Data)
	}
	vocabulary, name, ok := w.known(t.Data)
	if !ok {
		return
	}
	w.out.WriteString("<" + name)
	for _, a := range w.attributes(vocabulary, t) {
		w.out.WriteString(" " + a.Key + `="`)
		w.out.WriteString(quoter.Replace(a.Val))
		w.out.WriteByte('"')
	}
	if empty(t.Data) {
		w.out.WriteString(" /")
	}
	w.out.WriteByte('>')
}

// empty reports whether the element is written without an end.
func empty(name string) bool { return void(name) || name == "command" || name == "keygen" }

func (w *safeWriter) end(name string) {
	if _, written, ok := w.known(name); ok && !empty(name) {
		w.out.WriteString("</" + written + ">")
	}
	if len(w.foreign) > 0 && name == w.vocabulary() {
		w.foreign = w.foreign[:len(w.foreign)-1]
	}
}

var quoter = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// attributes are those of t that its vocabulary allows, sorted, each once.
func (w *safeWriter) attributes(vocabulary string, t html.Token) []html.Attribute {
	kept := make([]html.Attribute, 0, len(t.Attr)+2)
	linked, met := false, make(map[string]bool)
	for _, a := range t.Attr {
		key, ok := w.names.attributes[vocabulary+" "+a.Key]
		if !ok || met[a.Key] {
			continue
		}
		met[a.Key] = true
		value, ok := w.value(t.Data, a.Key, unopened(norm.NFC.String(visible(a.Val, written, needed))))
		if ok {
			kept = append(kept, html.Attribute{Key: key, Val: value})
			linked = linked || strings.HasPrefix(key, "xlink:")
		}
	}
	if space := map[string]string{"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}[t.Data]; space != "" {
		kept = append(kept, html.Attribute{Key: "xmlns", Val: space})
	}
	if linked {
		kept = append(kept, html.Attribute{Key: "xmlns:xlink", Val: "http://www.w3.org/1999/xlink"})
	}
	slices.SortFunc(kept, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
	return kept
}

// value is what an attribute may say; false when it may say nothing.
func (w *safeWriter) value(element, key, value string) (string, bool) {
	switch {
	case key == "style":
		value = style(value, w.vocabulary() == "svg")
		return value, value != ""
	case w.names.links[key]:
		if value = w.link(element, key, value); value == "" {
			return "", key == "href"
		}
	case key == "attributename":
		_, ok := w.names.attributes["svg "+strings.ToLower(value)]
		return value, ok && !w.names.links[strings.ToLower(value)]
	case w.vocabulary() == "svg" && strings.Contains(value, "(") && strings.Contains(strings.ToLower(value), "url") && !strings.HasPrefix(value, "url(#"):
		return "", false
	case value == "" && w.names.switches[key]:
		value = key
	case program(value):
		return "", false
	case key == "rel" || key == "type":
		value = strings.ToLower(value)
	}
	return value, true
}

// program reports whether a value would run if something took it for an address,
// as an animation can.
func program(value string) bool {
	scheme, _, ok := strings.Cut(strings.ToLower(strings.TrimSpace(value)), ":")
	return ok && (scheme == "javascript" || scheme == "vbscript" || scheme == "data")
}

// link is a reference that runs nothing: one without a scheme, or with one from
// the list. Where the attribute is the element's address it is made absolute.
func (w *safeWriter) link(element, key, ref string) string {
	ref = strings.TrimSpace(ref)
	if strings.HasPrefix(ref, "#") && (w.base == nil || key == "xlink:href") {
		return ref
	}
	u, err := address(ref)
	if err != nil || u.IsAbs() && !w.names.schemes[u.Scheme] || !u.IsAbs() && strings.Contains(strings.SplitN(ref, "/", 2)[0], ":") {
		return ""
	}
	if u.IsAbs() || w.base == nil || !w.names.addresses[element+" "+key] {
		return ref
	}
	return w.base.ResolveReference(u).String()
}

// unopened takes out of a value every '<' that could begin markup, from the
// last to the first: what follows one may be another.
func unopened(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		return s
	}
	kept, at := make([]byte, len(s)), len(s)
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] != '<' || at == len(s) || !begins(kept[at]) {
			at--
			kept[at] = s[i]
		}
	}
	return string(kept[at:])
}

// begins reports whether c behind a '<' makes markup of both.
func begins(c byte) bool {
	return c == '/' || c == '!' || c == '?' || 'a' <= c|0x20 && c|0x20 <= 'z'
}
