package publishtest

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// addressShape is a link of a page: absolute, relative to the page, or within it.
var addressShape = regexp.MustCompile(`^(https?://[^/?#\s]+\S*|\.{1,2}/\S*|#\S+)$`)

// void are the elements that have no end tag.
const void = " meta link br img hr wbr "

// HTML holds a page or a letter against what a strict reader of HTML and people
// who cannot see it rely on: closed elements, one h1, a title, languages and
// dates of the right form, links that lead somewhere, nothing that runs.
func HTML(body []byte) []string {
	var f faults
	if !utf8.Valid(body) {
		f.add("not UTF-8")
	}
	var open []string
	count, ids, title := make(map[string]int), make(map[string]bool), ""
	z := html.NewTokenizer(strings.NewReader(string(body)))
	for z.Next() != html.ErrorToken {
		t := z.Token()
		switch t.Type {
		case html.StartTagToken:
			count[t.Data]++
			f.element(t, ids)
			if t.Data == "style" && (len(open) == 0 || open[len(open)-1] != "head") {
				f.add("a style element in what is read")
			}
			if !strings.Contains(void, " "+t.Data+" ") {
				open = append(open, t.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != t.Data {
				f.add("%s is closed within %v", t.Data, open)
				return f
			}
			open = open[:len(open)-1]
		case html.TextToken:
			f.text(t.Data)
			if len(open) > 0 && open[len(open)-1] == "title" {
				title += t.Data
			}
		}
	}
	if len(open) > 0 || count["html"] != 1 || count["body"] != 1 || count["h1"] != 1 || strings.TrimSpace(title) == "" {
		f.add("%v is left open; html, body and h1 are there %d, %d and %d times; the title is %q", open, count["html"], count["body"], count["h1"], title)
	}
	return f
}

func (f *faults) text(s string) {
	for _, r := range s {
		if !inXML(r) || r >= 0x7f && r <= 0x9f || r == utf8.RuneError {
			f.add("the character %U", r)
		}
	}
}

// element checks the attributes of a start tag; ids are those met before.
func (f *faults) element(t html.Token, ids map[string]bool) {
	if strings.Contains(" script iframe object embed form base svg math template ", " "+t.Data+" ") {
		f.add("a %s element", t.Data)
	}
	seen := make(map[string]bool)
	for _, a := range t.Attr {
		f.text(a.Val)
		switch {
		case seen[a.Key]:
			f.add("%s has %s twice", t.Data, a.Key)
		case strings.HasPrefix(a.Key, "on"):
			f.add("%s has %s", t.Data, a.Key)
		case a.Key == "lang" && !langShape.MatchString(a.Val):
			f.add("the language %q", a.Val)
		case (a.Key == "href" || a.Key == "src") && !addressShape.MatchString(a.Val):
			f.add("%s leads to %q", t.Data, a.Val)
		case a.Key == "datetime" && !stampOrDay(a.Val):
			f.add("the date %q", a.Val)
		case a.Key == "id" && ids[a.Val]:
			f.add("the id %q twice", a.Val)
		case a.Key == "aria-label" && strings.TrimSpace(a.Val) == "":
			f.add("an empty label")
		}
		seen[a.Key] = true
		ids[a.Val] = ids[a.Val] || a.Key == "id"
	}
	if t.Data == "a" && !seen["href"] {
		f.add("a link that leads nowhere")
	}
}

func stampOrDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil || atomDate.MatchString(s)
}
