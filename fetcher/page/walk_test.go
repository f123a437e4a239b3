package page

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// One walk chooses what trying each element against the whole selector does.
func TestOneWalkChoosesWhatTheLibraryChooses(t *testing.T) {
	selectors := []string{
		"p", "div p", "div > p", "div + p", "div ~ p", "div p, i", "div > p + i", "div div > i ~ b", ".a .b", ".a > .b p", "div.a ~ div i",
		"body > div", "* + *", "div:nth-child(2) p", "p:not(.a) > i", "div:has(b) i", "div ~ p ~ i", ".a.b", "i:first-child, b:last-child, .a > *",
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		root, err := html.Parse(strings.NewReader(randomPage(r, 4)))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range selectors {
			s, err := parse(text)
			if err != nil {
				t.Fatal(err)
			}
			group, err := cascadia.ParseGroup(text)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := s.matches(root), cascadia.QueryAll(root, group); !slices.Equal(got, want) {
				t.Fatalf("%q chooses %d elements, want %d", text, len(got), len(want))
			}
		}
	}
}

func randomPage(r *rand.Rand, depth int) string {
	var out strings.Builder
	for range 1 + r.IntN(4) {
		name := []string{"div", "section", "i", "b", "p"}[r.IntN(5)]
		class := []string{"", " class=a", " class=b", ` class="a b"`}[r.IntN(4)]
		out.WriteString("<" + name + class + ">")
		if depth > 0 && (name == "div" || name == "section") {
			out.WriteString(randomPage(r, depth-1))
		}
		out.WriteString("x</" + name + ">")
	}
	return out.String()
}
