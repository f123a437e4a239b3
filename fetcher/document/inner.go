package document

import (
	"encoding/base64"
	"strings"

	"golang.org/x/net/html/atom"

	"koreadesk/news/text"
)

// inner is the markup inside n. Prefixes are gone: what is left is XHTML, or
// what its publisher took for it. Where the element did not promise XHTML,
// markup in a CDATA section beside elements is markup too.
func inner(n *node, strict bool) string {
	var sb strings.Builder
	for _, k := range n.kids {
		write(&sb, k, strict)
	}
	return strings.TrimSpace(settle(sb.String()))
}

// wrapper is the one div of n, nil when there is something beside it.
func wrapper(n *node) *node {
	var only *node
	for _, k := range n.kids {
		switch {
		case k.name == "" && strings.TrimSpace(k.text) == "":
		case k.name == "div" && only == nil:
			only = k
		default:
			return nil
		}
	}
	return only
}

// write renders an element; nesting is bounded by MaxDepth.
func write(sb *strings.Builder, n *node, strict bool) {
	switch {
	case n.name == "" && n.cdata && !strict && looksHTML(n.text):
		sb.WriteString(n.text)
		return
	case n.name == "":
		sb.WriteString(escape(n.text))
		return
	}
	name := n.raw
	if n.space != "svg" && n.space != "mathml" {
		name = n.name
	}
	sb.WriteString("<" + name)
	for _, a := range n.attrs {
		sb.WriteString(" " + strings.ReplaceAll(a.name, "xml:base", "base") + `="` + escapeQuoted(a.value) + `"`)
	}
	if len(n.kids) == 0 && (void(n) || n.name == "source" || n.name == "track") {
		sb.WriteString(" />")
		return
	}
	sb.WriteByte('>')
	for _, k := range n.kids {
		write(sb, k, strict)
	}
	sb.WriteString("</" + name + ">")
}

// escape makes text safe between tags.
func escape(s string) string {
	if !strings.ContainsAny(s, "&<>") {
		return s
	}
	return escaper.Replace(s)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func escapeQuoted(s string) string {
	return strings.ReplaceAll(escape(s), `"`, "&quot;")
}

// coded reports whether the text of n is base64: it says so, or it is of a type
// that can be nothing else (RFC 4287, section 4.1.3.3).
func coded(n *node) bool {
	if n.attr("mode") == "base64" {
		return true
	}
	t := strings.ToLower(n.attr("type"))
	return strings.Contains(t, "/") && !strings.HasPrefix(t, "text/") && !strings.HasSuffix(t, "xml")
}

// decode64 decodes base64; what is none stays as it is, and what decodes to no
// text is nothing.
func decode64(s string) string {
	compact := strings.Join(strings.Fields(s), "")
	b, err := base64.StdEncoding.DecodeString(compact)
	if err != nil {
		return s
	}
	decoded := string(b)
	if _, bad := measure(b); bad > 0 {
		if decoded = patch(b); strings.ContainsRune(decoded, 0) {
			return ""
		}
	}
	decoded, _ = tidy(decoded)
	return strings.TrimSpace(decoded)
}

// looksHTML guesses whether a text whose format does not say so is HTML: it has
// an end tag, an empty tag or a reference, and neither a tag nor a reference
// HTML does not know. What could run is HTML whatever else it is: kept as text
// it would leave the desk in titles, which some readers take for HTML again.
func looksHTML(s string) bool {
	if !strings.ContainsAny(s, "<&") {
		return false
	}
	if text.Runs(s) {
		return true
	}
	sure := false
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '<':
			known, ends, markup := tagAt(s[i:])
			if markup && !known {
				return false
			}
			sure = sure || known && ends
		case '&':
			known, reference := referenceAt(s[i:])
			if reference && !known {
				return false
			}
			sure = sure || known
		}
	}
	return sure
}

// tagAt looks at the tag s may begin with: whether HTML knows its name, and
// whether it shows that this is markup.
func tagAt(s string) (known, ends, markup bool) {
	s = s[1:]
	if rest, ok := strings.CutPrefix(s, "/"); ok {
		s, ends = rest, true
	}
	i := 0
	for i < len(s) && i < 20 && (nameByte(s[i]) && s[i] < 0x80) {
		i++
	}
	if i == 0 || !letter(s[0]) {
		return false, false, false
	}
	name := strings.ToLower(s[:i])
	a := atom.Lookup([]byte(name))
	known = a != 0 && element(a)
	switch name {
	case "br", "hr", "img", "wbr":
		ends = true
	}
	return known, ends, true
}

// element reports whether a word HTML knows is the name of an element.
func element(a atom.Atom) bool {
	switch a {
	case atom.A, atom.Abbr, atom.Acronym, atom.Address, atom.Area, atom.Article, atom.Aside, atom.Audio, atom.B,
		atom.Bdi, atom.Bdo, atom.Big, atom.Blockquote, atom.Body, atom.Br, atom.Button, atom.Canvas, atom.Caption,
		atom.Center, atom.Cite, atom.Code, atom.Col, atom.Colgroup, atom.Data, atom.Datalist, atom.Dd, atom.Del,
		atom.Details, atom.Dfn, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Em, atom.Embed,
		atom.Fieldset, atom.Figcaption, atom.Figure, atom.Font, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3,
		atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr, atom.I, atom.Iframe, atom.Img, atom.Input, atom.Ins,
		atom.Kbd, atom.Keygen, atom.Label, atom.Legend, atom.Li, atom.Main, atom.Map, atom.Mark, atom.Menu,
		atom.Meter, atom.Nav, atom.Nobr, atom.Noscript, atom.Object, atom.Ol, atom.Optgroup, atom.Option,
		atom.Output, atom.P, atom.Param, atom.Picture, atom.Pre, atom.Progress, atom.Q, atom.Rp, atom.Rt,
		atom.Ruby, atom.S, atom.Samp, atom.Script, atom.Section, atom.Select, atom.Small, atom.Source, atom.Span,
		atom.Strike, atom.Strong, atom.Style, atom.Sub, atom.Sup, atom.Table, atom.Tbody, atom.Td, atom.Textarea,
		atom.Tfoot, atom.Th, atom.Thead, atom.Time, atom.Tr, atom.Track, atom.Tt, atom.U, atom.Ul, atom.Var,
		atom.Video, atom.Wbr:
		return true
	}
	return false
}

// referenceAt looks at the character reference s may begin with.
func referenceAt(s string) (known, reference bool) {
	end := strings.IndexByte(s[:min(len(s), maxReference)], ';')
	if end < 2 || strings.ContainsAny(s[1:end], " &<\n") {
		return false, false
	}
	var e entities
	v, n := e.reference(s)
	return n > 0 && v != "", true
}
