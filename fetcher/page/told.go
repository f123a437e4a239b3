package page

import (
	"encoding/json"
	"slices"
	"time"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

// What a list page tells machines of the articles it lists, in JSON-LD, says
// when each was published where no reader can see it.

// Bounds on the data of one page.
const (
	maxToldDepth = 8
	maxTold      = 2000 // objects
)

// told is the date, as written, that the page's data gives of the article at
// each address.
func (t *tree) told() map[string]string {
	if t.dates != nil {
		return t.dates
	}
	t.dates = make(map[string]string)
	left := maxTold
	for n := range t.elements() {
		if n.Data == "script" {
			t.tell(t.data(n), 0, &left)
		}
	}
	t.cut = t.cut || left < 0
	return t.dates
}

// data is what a script holds, nil where it is no JSON or too long.
func (t *tree) data(script *html.Node) (v any) {
	switch in := script.FirstChild; {
	case in == nil:
	case len(in.Data) <= maxData:
		_ = json.Unmarshal([]byte(in.Data), &v) // most are no data
	case attribute(script, "type") == "application/ld+json":
		t.cut = true
	}
	return v
}

// tell notes the dates of the articles in a value of JSON-LD.
func (t *tree) tell(v any, depth int, left *int) {
	if *left--; *left < 0 || depth > maxToldDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			t.tell(one, depth+1, left)
		}
	case map[string]any:
		if slices.ContainsFunc(stringsIn(v["@type"]), isArticle) {
			t.tellOf(v)
			return
		}
		for _, key := range []string{"@graph", "mainEntity", "itemListElement", "item", "blogPost", "hasPart"} {
			if inner, ok := v[key]; ok {
				t.tell(inner, depth+1, left)
			}
		}
	}
}

func (t *tree) tellOf(article map[string]any) {
	date, _ := article[publishedMark].(string)
	if date == "" {
		return
	}
	for _, key := range []string{"url", "mainEntityOfPage", "@id"} {
		for _, address := range stringsIn(article[key]) {
			if to := t.absolute(address); to != "" {
				t.dates[text.Canonical(to)] = date
			}
		}
	}
}

// toldOf is when the article at an address was published, as the page's data
// has it; zero where it does not say.
func (t *tree) toldOf(link string, d dateReader) time.Time {
	s, ok := t.told()[text.Canonical(link)]
	if !ok {
		return time.Time{}
	}
	d.layout = "" // that is of what readers see
	at, _ := d.counted(s)
	return at
}
