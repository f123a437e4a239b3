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
	values := given(t.Attr)
	kept := addresses(t.Data, values, base)
	if t.Data == "img" && (len(kept) == 0 || pixel(values)) {
		return t, false
	}
	for _, key := range []string{"alt", "width", "height", "title", "lang", "dir", "datetime", "colspan", "rowspan",
		"scope", "span", "start", "type", "reversed", "value"} {
		if value := Line(values[key]); value != "" {
			kept = append(kept, html.Attribute{Key: key, Val: value})
		}
	}
	t.Attr = kept
	return t, true
}

// given is the attributes of an element by name. Of two with one name the
// first counts; the language of XML counts where that of HTML is missing.
func given(attributes []html.Attribute) map[string]string {
	values := make(map[string]string, len(attributes))
	for _, a := range attributes {
		if _, twice := values[a.Key]; !twice {
			values[a.Key] = a.Val
		}
	}
	if values["lang"] == "" {
		values["lang"] = values["xml:lang"]
	}
	return values
}

// addresses is the attribute of the element that leads somewhere, if it does.
func addresses(name string, values map[string]string, base *url.URL) []html.Attribute {
	key, value := "", ""
	switch name {
	case "a":
		key, value = "href", absolute(values["href"], base, true)
	case "img":
		key, value = "src", picture(values, base)
	case "blockquote", "q", "ins", "del":
		key, value = "cite", absolute(values["cite"], base, false)
	}
	if value == "" {
		return nil
	}
	return []html.Attribute{{Key: key, Val: value}}
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
func picture(values map[string]string, base *url.URL) string {
	for _, key := range []string{"src", "data-src", "data-lazy-src", "data-original"} {
		if src := absolute(values[key], base, false); src != "" {
			return src
		}
	}
	return ""
}

// pixel reports whether an image is there to count readers.
func pixel(values map[string]string) bool {
	tiny := func(s string) bool {
		s = strings.TrimSuffix(strings.TrimSpace(s), "px")
		return s == "0" || s == "1"
	}
	return tiny(values["width"]) && tiny(values["height"])
}
