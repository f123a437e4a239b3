package text

import (
	_ "embed"
	"strings"
	"sync"
)

// safeLists names what Safe lets through, a line each: the name of a list, a
// colon, its words. Names of SVG are written as SVG writes them.
//
//go:embed safe.txt
var safeLists string

// safeTable is safe.txt in the form Safe asks for. Keys are in lower case.
type safeTable struct {
	elements   map[string]string // "svg lineargradient" to "linearGradient"
	attributes map[string]string // by vocabulary too: "svg viewbox" to "viewBox"
	links      map[string]bool   // attributes that hold a reference
	addresses  map[string]bool   // "img src": the reference is relative to the base
	switches   map[string]bool   // attributes that need no value
	schemes    map[string]bool
}

var safeNames = sync.OnceValue(func() *safeTable {
	t := &safeTable{elements: make(map[string]string), attributes: make(map[string]string)}
	for line := range strings.Lines(safeLists) {
		name, list, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "//") {
			continue
		}
		words := strings.Fields(list)
		vocabulary, kind, _ := strings.Cut(name, " ")
		switch kind {
		case "elements":
			t.add(t.elements, vocabulary, words)
		case "attributes":
			t.add(t.attributes, vocabulary, words)
		case "links":
			t.links = set(words)
		case "addresses":
			t.addresses = set(words)
			for pair := range t.addresses {
				element, attribute, _ := strings.Cut(pair, "@")
				t.addresses[element+" "+attribute] = true
			}
		case "switches":
			t.switches = set(words)
		case "schemes":
			t.schemes = set(words)
		}
	}
	return t
})

func (t *safeTable) add(to map[string]string, vocabulary string, words []string) {
	for _, w := range words {
		to[vocabulary+" "+strings.ToLower(w)] = w
	}
}

func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
