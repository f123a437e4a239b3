package story

import "testing"

// What is told twice repeats itself; another story under the same few words
// does not.
func TestRepeats(t *testing.T) {
	const long = "Die Werft in Mokpo baut im Auftrag einer Reederei aus Emden drei Schiffe, die im Frühjahr fahren sollen."
	for _, c := range []struct {
		a, b Telling
		want bool
	}{
		{Telling{Title: "Werft in Mokpo baut Schiffe", Text: long}, Telling{Title: "Drei Neubauten für Emden", Text: long}, true},
		{Telling{Title: "Werft in Mokpo baut Schiffe", Text: "Weiterlesen"}, Telling{Title: "Werft in Mokpo baut Schiffe", Text: "Weiterlesen"}, true},
		{Telling{Title: "Werft in Mokpo baut Schiffe"}, Telling{Title: "Werft in Mokpo baut Schiffe"}, true},
		{Telling{Title: "Werft in Mokpo baut Schiffe", Text: "Weiterlesen"}, Telling{Title: "Museum in Bonn zeigt Keramik", Text: "Weiterlesen"}, false},
		{Telling{Title: "Werft in Mokpo baut Schiffe", Text: "Zum ganzen Artikel"}, Telling{Title: "Museum in Bonn zeigt Keramik", Text: "Zum ganzen Artikel"}, false},
		{Telling{Title: "Werft in Mokpo baut Schiffe", Text: long}, Telling{Title: "Museum in Bonn zeigt Keramik", Text: "Ein Haus am Rhein zeigt bis zum Sommer Gefäße aus sieben Jahrhunderten und viele Gäste kommen."}, false},
	} {
		if got := c.a.Sign().Repeats(c.b.Sign()); got != c.want {
			t.Errorf("%q, %q: %t", c.a.Title, c.b.Title, got)
		}
	}
}
