package publishtest

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// node is an element of an XML document, read without knowing its kind.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []node     `xml:",any"`
	Text    string     `xml:",chardata"`
}

const (
	nsAtom       = "http://www.w3.org/2005/Atom"
	nsHistory    = "http://purl.org/syndication/history/1.0"
	nsTombstones = "http://purl.org/atompub/tombstones/1.0"
)

func (n node) all(space, name string) []node {
	var found []node
	for _, c := range n.Nodes {
		if c.XMLName.Space == space && c.XMLName.Local == name {
			found = append(found, c)
		}
	}
	return found
}

func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// faults gathers what is wrong with a document.
type faults []string

func (f *faults) add(format string, args ...any) { *f = append(*f, fmt.Sprintf(format, args...)) }

// one is the only child of a name, or a fault.
func (f *faults) one(n node, space, name string) node {
	all := n.all(space, name)
	if len(all) != 1 {
		f.add("%s has %d %s", n.XMLName.Local, len(all), name)
		return node{}
	}
	return all[0]
}

var (
	atomDate  = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`)
	langShape = regexp.MustCompile(`^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`)
	typeShape = regexp.MustCompile(`^[^/\s]+/[^/\s]+$`)
)

func (f *faults) date(n node) time.Time {
	t, err := time.Parse(time.RFC3339, n.Text)
	if err != nil || !atomDate.MatchString(n.Text) {
		f.add("%s %q is no UTC date in whole seconds", n.XMLName.Local, n.Text)
	}
	return t
}

// The shapes of RFC 4151 and RFC 8141, as validators know them.
var (
	tagURI = regexp.MustCompile(`^tag:([a-z0-9._-]+@)?[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[^\s#]*(#\S*)?$`)
	urn    = regexp.MustCompile(`^(?i:urn):[A-Za-z0-9][A-Za-z0-9-]{1,31}:[A-Za-z0-9()+,.:=@;$_!*'%-]+$`)
)

func (f *faults) uri(what, s string) {
	u, err := url.Parse(s)
	if scheme, _, _ := strings.Cut(strings.ToLower(s), ":"); scheme == "tag" && !tagURI.MatchString(s) || scheme == "urn" && !urn.MatchString(s) {
		f.add("%s %q breaks the rules of its scheme", what, s)
	}
	if err != nil || !u.IsAbs() || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\"<>\\^`{|}", r) }) {
		f.add("%s %q is no absolute URI", what, s)
	}
}

// web is an absolute http or https address with a host.
func (f *faults) web(what, s string) {
	f.uri(what, s)
	if u, err := url.Parse(s); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		f.add("%s %q is no web address", what, s)
	}
}

func (f *faults) plain(n node) {
	if n.attr("type") != "" && n.attr("type") != "text" || len(n.Nodes) > 0 {
		f.add("%s is not plain text", n.XMLName.Local)
	}
	if strings.TrimSpace(n.Text) == "" {
		f.add("%s is empty", n.XMLName.Local)
	}
}

// markup checks that HTML is balanced and nothing in it runs.
func (f *faults) markup(s string) {
	var open []string
	z := html.NewTokenizer(strings.NewReader(s))
	for z.Next() != html.ErrorToken {
		t := z.Token()
		switch t.Data {
		case "script", "style", "iframe", "object", "embed", "form", "svg", "math", "base", "meta", "link":
			if t.Type != html.TextToken {
				f.add("the content has a %s element", t.Data)
			}
		}
		for _, a := range t.Attr {
			v := strings.ToLower(strings.TrimSpace(a.Val))
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(v, "javascript:") || strings.HasPrefix(v, "data:") {
				f.add("the content has %s=%q", a.Key, a.Val)
			}
			if (a.Key == "href" || a.Key == "src") && !strings.Contains(v, ":") {
				f.add("the content has the relative address %q", a.Val)
			}
			if t.Data == "img" && a.Key == "src" && !strings.HasPrefix(v, "https://") {
				f.add("the content has the insecure image %q", a.Val)
			}
		}
		switch t.Type {
		case html.StartTagToken:
			if !strings.Contains(" img br hr wbr col source area ", " "+t.Data+" ") {
				open = append(open, t.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != t.Data {
				f.add("the content closes %s within %v", t.Data, open)
				return
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		f.add("the content leaves %v open", open)
	}
}

// document reads a document whole: well-formed, UTF-8, only characters of XML.
func document(body []byte) (node, faults) {
	var f faults
	if !utf8.Valid(body) {
		f.add("not UTF-8")
	}
	for _, r := range string(body) {
		if !inXML(r) {
			f.add("the character %U", r)
		}
	}
	var root node
	if err := xml.Unmarshal(body, &root); err != nil {
		f.add("not well-formed: %v", err)
	}
	return root, f
}

// inXML reports whether XML 1.0 allows a character (section 2.2).
func inXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000
}
