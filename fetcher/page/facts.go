package page

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

// facts are what a page says of its article to machines: its meta elements and
// its data in JSON-LD (schema.org).
type facts struct {
	meta map[string][]string // by name or property, lower case, in document order
	data map[string]any      // the article's own object, nil when there is none
}

func (t *tree) facts() facts {
	f := facts{meta: make(map[string][]string)}
	for n := range t.elements() {
		switch n.Data {
		case "meta":
			name := strings.ToLower(firstOf(attribute(n, "property"), attribute(n, "name"), attribute(n, "itemprop")))
			if content := strings.TrimSpace(attribute(n, "content")); name != "" && content != "" && len(f.meta[name]) < 20 {
				f.meta[name] = append(f.meta[name], content)
			}
		case "link":
			if rel := strings.ToLower(attribute(n, "rel")); rel == "image_src" || rel == "canonical" {
				f.meta["link:"+rel] = append(f.meta["link:"+rel], attribute(n, "href"))
			}
		case "script":
			if f.data == nil && n.FirstChild != nil {
				f.data = articleIn(n.FirstChild.Data)
			}
		}
	}
	return f
}

// first is the content of the first of these names that the page has.
func (f facts) first(names ...string) string {
	for _, name := range names {
		if len(f.meta[name]) > 0 {
			return f.meta[name][0]
		}
	}
	return ""
}

// maxData is how much of one script is read.
const maxData = 1 << 20

// articleIn finds the object of an article in JSON-LD.
func articleIn(source string) map[string]any {
	if len(source) > maxData {
		return nil
	}
	var v any
	if json.Unmarshal([]byte(source), &v) != nil {
		return nil
	}
	return articleObject(v, 0)
}

func articleObject(v any, depth int) map[string]any {
	if depth > 4 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, one := range v[:min(len(v), 50)] {
			if o := articleObject(one, depth+1); o != nil {
				return o
			}
		}
	case map[string]any:
		if slices.ContainsFunc(stringsIn(v["@type"]), isArticle) {
			return v
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if o := articleObject(v[key], depth+1); o != nil {
				return o
			}
		}
	}
	return nil
}

func isArticle(kind string) bool {
	return strings.HasSuffix(kind, "Article") || kind == "BlogPosting" || kind == "Report" || kind == "PressRelease" ||
		kind == "SocialMediaPosting" || kind == "LiveBlogPosting"
}

// stringsIn are the strings a value of JSON-LD stands for: one, several, or
// objects with a name or an address.
func stringsIn(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, one := range v[:min(len(v), 20)] {
			if _, nested := one.([]any); !nested {
				out = append(out, stringsIn(one)...)
			}
		}
		return out
	case map[string]any:
		for _, key := range []string{"name", "url", "@id"} {
			if s, ok := v[key].(string); ok {
				return []string{s}
			}
		}
	}
	return nil
}

// datum is what the article's object says under a key, as one line.
func (f facts) datum(key string) string {
	if list := stringsIn(f.data[key]); len(list) > 0 {
		return toldLine(list[0])
	}
	return ""
}

// toldLine is a text of the page's data as a line. In a script references stand
// for nothing, but many write them there.
func toldLine(s string) string { return text.Line(html.UnescapeString(s)) }

// picture is the address of an object's image.
func (f facts) picture() string {
	v := f.data["image"]
	if list, ok := v.([]any); ok && len(list) > 0 {
		v = list[0]
	}
	if o, ok := v.(map[string]any); ok {
		v = o["url"]
	}
	s, _ := v.(string)
	return s
}

// inChrome reports whether n belongs to what surrounds every article of a site.
func inChrome(n *html.Node) bool {
	within := false
	for up := n; up != nil; up = up.Parent {
		switch {
		case named(up, "nav", "aside", "figure", "figcaption", "form", "select", "button"):
			return true
		case named(up, "article", "main"):
			within = true
		case named(up, "footer", "header") && !within:
			for over := up.Parent; over != nil; over = over.Parent {
				if named(over, "article", "main") {
					within = true
				}
			}
			if !within {
				return true
			}
		}
	}
	return false
}
