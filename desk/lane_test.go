package desk

import (
	"slices"
	"strings"
	"testing"

	"koreadesk/fetcher"
	"koreadesk/news"
)

// Sources of one domain share a lane, in the order in which they were claimed;
// those that are followed to their articles keep nobody waiting.
func TestLanes(t *testing.T) {
	all := sources{
		"a":       {ID: "a", URL: "https://www.one.example/a"},
		"b":       {ID: "b", URL: "https://two.example/b"},
		"c":       {ID: "c", URL: "https://feeds.one.example/c"},
		"d":       {ID: "d", URL: "https://one.example/d"},
		"list":    {ID: "list", URL: "https://one.example/", Page: &news.Page{}},
		"article": {ID: "article", URL: "https://one.example/e", Article: true},
		"moved":   {ID: "moved", URL: "https://one.example/f"},
		"broken":  {ID: "broken", URL: "http://%zz/"},
	}
	claimed := make(map[string]news.State)
	order := []string{"a", "list", "b", "broken", "c", "article", "moved", "d"}
	for _, id := range order {
		st := news.State{Source: id}
		if id == "moved" {
			st.Moved = "https://two.example/f"
		}
		claimed[id] = st
	}
	for _, test := range []struct {
		perHost int
		want    []string
	}{
		{1, []string{"a c d", "list", "b moved", "broken", "article"}},
		{2, []string{"a d", "list", "b", "broken", "c", "article", "moved"}},
	} {
		l := newLanes(test.perHost)
		for _, id := range order {
			l.add(id, fetcher.Line(all.of(id), claimed[id]))
		}
		var got []string
		for _, lane := range l.all {
			got = append(got, strings.Join(lane, " "))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("with %d a host the lanes are %q, want %q", test.perHost, got, test.want)
		}
	}
}
