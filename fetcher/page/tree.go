package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// Bounds on what one page can make the reader hold.
const (
	// MaxEntries is how many entries of one list are kept.
	MaxEntries = 5000
	// MaxBytes is how much of a page is read.
	MaxBytes = 8 << 20

	maxElements = 200_000
	maxDepth    = 100
	maxSiblings = 6000 // elements in one element; counting selectors look at all of them
)

// ErrNotPage is the error of bytes that are no HTML.
var ErrNotPage = errors.New("not a page: there is no element of HTML in it")

// Options say where a page came from and how its dates are to be read. All of
// it is optional.
type Options struct {
	ContentType string         // the HTTP header as sent
	Language    string         // the source's configured language (BCP 47)
	Zone        *time.Location // for dates without a zone; nil: by language
	Now         time.Time      // what relative dates are measured from; zero: they stay unknown
}

// tree is a page that was read.
type tree struct {
	root *html.Node
	base *url.URL // what links are resolved against
	site *url.URL // the page's own address
	lang string   // of the document, "" when it does not say
	cut  bool     // not all of the page was read

	addresses map[*html.Node]string // where links lead, as far as it was asked
	dates     map[string]string     // what the page's data says (told), nil when it was not asked
}

// grow reads a page that was got from the absolute address base.
func grow(markup []byte, base string, o Options) (*tree, error) {
	site, err := url.Parse(base)
	if err != nil || !web(site) {
		return nil, fmt.Errorf("address of the page %q is not an absolute http or https address", base)
	}
	t := &tree{site: site, base: site, cut: len(markup) > MaxBytes, addresses: make(map[*html.Node]string)}
	if object(markup) {
		return nil, ErrNotPage
	}
	nested, known, cut := nest(decode(markup[:min(len(markup), MaxBytes)], o.ContentType, o.Language))
	t.cut = t.cut || cut
	if !known {
		return nil, ErrNotPage
	}
	if t.root, err = html.Parse(strings.NewReader(nested)); err != nil {
		return nil, fmt.Errorf("page cannot be read: %w", err)
	}
	t.survey()
	return t, nil
}

// object reports whether bytes are JSON, whatever markup its strings hold.
func object(b []byte) bool {
	b = bytes.TrimSpace(b)
	return len(b) > 0 && (b[0] == '{' || b[0] == '[') && json.Valid(b)
}

// survey finds base and language, and takes away what is too much.
func (t *tree) survey() {
	based := false
	for n := range t.elements() {
		switch n.Data {
		case "html":
			t.lang = tongue(attribute(n, "lang"))
		case "base":
			if u, err := t.site.Parse(strings.TrimSpace(attribute(n, "href"))); err == nil && web(u) && !based {
				t.base, based = u, true
			}
		case "meta":
			if t.lang == "" && strings.EqualFold(attribute(n, "http-equiv"), "content-language") {
				t.lang = tongue(attribute(n, "content"))
			}
		}
		t.prune(n)
	}
}

// prune takes away the elements in n that are too many.
func (t *tree) prune(n *html.Node) {
	count := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			count++
		}
		if count == maxSiblings && c.NextSibling != nil {
			for c.NextSibling != nil {
				n.RemoveChild(c.NextSibling)
			}
			t.cut = true
		}
	}
}

// elements are the elements of the page, in document order.
func (t *tree) elements() func(yield func(*html.Node) bool) {
	return elements(t.root)
}

// elements are the elements in n, itself included, in document order.
func elements(n *html.Node) func(yield func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for at := n; at != nil; at = following(at, n) {
			if at.Type == html.ElementNode && !yield(at) {
				return
			}
		}
	}
}

// following is the node after n in document order, within top.
func following(n, top *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	return past(n, top)
}

// past is the node after all that is in n, within top.
func past(n, top *html.Node) *html.Node {
	for n != nil && n != top {
		if n.NextSibling != nil {
			return n.NextSibling
		}
		n = n.Parent
	}
	return nil
}

// under reports whether n is in the element top.
func under(n, top *html.Node) bool {
	for ; n != nil && top != nil; n = n.Parent {
		if n == top {
			return true
		}
	}
	return false
}

// languageOf is the language that n, or the innermost element around it, has of
// its own; "" where it has that of the page.
func languageOf(n *html.Node) string {
	for up := n; up != nil && up.Data != "html"; up = up.Parent {
		if up.Type == html.ElementNode {
			if lang := tongue(attribute(up, "lang")); lang != "" {
				return lang
			}
		}
	}
	return ""
}

// tongue is a language tag as BCP 47 writes it, "" for what is none.
func tongue(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	if len(s) < 2 || len(s) > 35 || strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return ""
	}
	return s
}
