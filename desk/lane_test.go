package desk

import (
	"slices"
	"strings"
	"testing"

	"koreadesk/desk/config"
	"koreadesk/news"
)

// Sources of one domain share a lane, in the order in which they were claimed;
// those that are followed to their articles keep nobody waiting.
func TestLanes(t *testing.T) {
	e := &edition{config: &config.Config{}, sources: sources{
		"a":       {ID: "a", URL: "https://www.one.example/a"},
		"b":       {ID: "b", URL: "https://two.example/b"},
		"c":       {ID: "c", URL: "https://feeds.one.example/c"},
		"d":       {ID: "d", URL: "https://one.example/d"},
		"list":    {ID: "list", URL: "https://one.example/", Page: &news.Page{}},
		"article": {ID: "article", URL: "https://one.example/e", Article: true},
		"moved":   {ID: "moved", URL: "https://one.example/f"},
		"broken":  {ID: "broken", URL: "http://%zz/"},
	}}
	var claimed []news.State
	for _, id := range []string{"a", "list", "b", "broken", "c", "article", "moved", "d"} {
		st := news.State{Source: id}
		if id == "moved" {
			st.Moved = "https://two.example/f"
		}
		claimed = append(claimed, st)
	}
	for _, test := range []struct {
		perHost int
		want    []string
	}{
		{1, []string{"a c d", "list", "b moved", "broken", "article"}},
		{2, []string{"a d", "list", "b", "broken", "c", "article", "moved"}},
	} {
		e.config.Poll.PerHost = test.perHost
		var got []string
		for _, lane := range e.lanes(claimed) {
			got = append(got, strings.Join(lane, " "))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("with %d a host the lanes are %q, want %q", test.perHost, got, test.want)
		}
	}
}
