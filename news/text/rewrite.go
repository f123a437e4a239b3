package text

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"
)

// rewrite gives a token the names and attributes in which the policy is
// written: a box is a div whatever it was called, links are absolute, and only
// attributes of a known meaning are left, each once. It is false for a token
// that has nothing to show.
func rewrite(t html.Token, base *url.URL) (html.Token, bool) {
	if t.Type == html.TextToken {
		t.Data = norm.NFC.String(visible(t.Data, narrow, needed))
		return t, t.Data != ""
	}
	t.Data = modern(t.Data)
	if t.Type != html.StartTagToken {
		return t, true
	}
	given := make(map[string]string, len(t.Attr))
	for _, a := range t.Attr {
		key := a.Key
		if a.Namespace == "xml" || a.Namespace == "" && key == "xml:lang" {
			key = "xml:" + strings.TrimPrefix(key, "xml:")
		}
		if _, twice := given[key]; !twice {
			given[key] = a.Val
		}
	}
	t.Attr = nil
	set := func(key, value string) {
		if value != "" {
			t.Attr = append(t.Attr, html.Attribute{Key: key, Val: value})
		}
	}
	switch t.Data {
	case "a":
		set("href", absolute(given["href"], base, true))
	case "img":
		src := picture(given, base)
		if src == "" || pixel(given) {
			return t, false
		}
		set("src", src)
		for _, key := range []string{"alt", "width", "height"} {
			set(key, Line(given[key]))
		}
	case "blockquote", "q", "ins", "del":
		set("cite", absolute(given["cite"], base, false))
	}
	for _, key := range []string{"title", "datetime", "dir", "colspan", "rowspan", "scope", "abbr", "headers", "span", "start", "type", "reversed", "value"} {
		set(key, Line(given[key]))
	}
	if lang := Line(given["lang"]); lang != "" {
		set("lang", lang)
	} else {
		set("lang", Line(given["xml:lang"]))
	}
	return t, true
}

// narrow keeps the white space that HTML tells apart.
func narrow(r rune) rune {
	switch r {
	case '\n', '\t', '\u00A0', '\u202F':
		return r
	case '\r', '\u2028', '\u2029', '\u0085', '\v', '\f':
		return '\n'
	}
	return ' '
}

// modern is today's name of an element, or of one that does the same without
// clashing with the page around it.
func modern(name string) string {
	switch name {
	case "address", "article", "aside", "body", "center", "details", "dialog", "fieldset", "footer", "form",
		"header", "hgroup", "html", "legend", "main", "nav", "search", "section", "summary":
		return "div"
	case "dir", "menu":
		return "ul"
	case "listing", "plaintext", "xmp":
		return "pre"
	case "acronym":
		return "abbr"
	case "strike":
		return "s"
	case "tt":
		return "code"
	case "image":
		return "img"
	}
	return name
}

// absolute is ref as an absolute address, resolved against base (RFC 3986,
// section 5.2); "" where it cannot be, or leads out of the web. Mail addresses
// count where mail is set.
func absolute(ref string, base *url.URL, mail bool) string {
	if strings.TrimSpace(ref) == "" {
		return ""
	}
	u, err := address(ref)
	if err != nil {
		return ""
	}
	if mail && u.Scheme == "mailto" && u.Opaque != "" {
		return u.String()
	}
	if !u.IsAbs() && base != nil {
		u = base.ResolveReference(u)
	}
	if !web(u) {
		return ""
	}
	return u.String()
}

// picture is the address of an image. Pages that load images late carry a
// stand-in in src and the address beside it.
func picture(given map[string]string, base *url.URL) string {
	for _, key := range []string{"src", "data-src", "data-lazy-src", "data-original"} {
		if src := absolute(given[key], base, false); src != "" {
			return src
		}
	}
	return ""
}

// pixel reports whether an image is there to count readers.
func pixel(given map[string]string) bool {
	tiny := func(s string) bool {
		s = strings.TrimSuffix(strings.TrimSpace(s), "px")
		return s == "0" || s == "1"
	}
	return tiny(given["width"]) && tiny(given["height"])
}
