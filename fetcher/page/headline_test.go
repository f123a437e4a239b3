package page

import "testing"

// A title is what it says without the section over it and the signs beside it; a
// year is no number of comments.
func TestHeadlines(t *testing.T) {
	l, err := Compile(Selectors{Items: "li"})
	if err != nil {
		t.Fatal(err)
	}
	for markup, want := range map[string]string{
		`Jahresbericht der Häfen <span>(2025)</span>`:                       "Jahresbericht der Häfen (2025)",
		`Haushalt der Werft steht <b>[1998]</b>`:                            "Haushalt der Werft steht [1998]",
		`Die Fähre fährt wieder nach Plan <span>(12)</span>`:                "Die Fähre fährt wieder nach Plan",
		`Die Fähre fährt wieder nach Plan <span>[+3]</span>`:                "Die Fähre fährt wieder nach Plan",
		`<span class="kicker">Häfen</span> Die Fähre fährt wieder`:          "Die Fähre fährt wieder",
		`항만 새 크레인 도입 계획을 발표 <em>새글</em>`:                                    "항만 새 크레인 도입 계획을 발표",
		`Die Fähre fährt wieder <span class="badge-new">neu</span>`:         "Die Fähre fährt wieder",
		`<em>Hot</em> heißt ein Schiff, das am Montag kommt`:                "Hot heißt ein Schiff, das am Montag kommt",
		`<span class="kicker">Der ganze Titel steht in dieser Zeile</span>`: "Der ganze Titel steht in dieser Zeile",
	} {
		r, err := l.Read([]byte(`<ul><li><a href="/1">`+markup+`</a></li></ul>`), somewhere, Options{Now: monday})
		if err != nil || len(r.Entries) != 1 || r.Entries[0].Title != want {
			t.Errorf("%s: %+v, %v", markup, r.Entries, err)
		}
	}
}
