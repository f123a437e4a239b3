package page

import "testing"

func TestDatesInAttributes(t *testing.T) {
	for _, c := range []struct{ layout, value, want string }{
		{"", "1795219200", "2026-11-21"},
		{"", "1795219200000", "2026-11-21"},
		{"", "21.11.2026", "2026-11-21"},
		{"", "9999999999", ""}, // a number of something else
		{"", "0000000000", ""},
		{"20060102", "20261121", "2026-11-21"},
		{"2006010215", "2026112100", "2026-11-20T23:00:00Z"},
		{"20060102", "1795219200", "2026-11-21"},
	} {
		l, err := Compile(Selectors{Items: "p", Date: "i@data-date", Layout: c.layout, Language: "de"})
		if err != nil {
			t.Fatal(err)
		}
		r, err := l.Read([]byte(`<p><a href=/x>Eine Meldung</a> <i data-date="`+c.value+`"></i></p>`), "https://www.beispiel.de/", Options{Now: monday})
		if err != nil || len(r.Entries) != 1 || day(r.Entries[0].Published) != c.want {
			t.Errorf("%q by %q: %+v %v, want %s", c.value, c.layout, r.Entries, err, c.want)
		}
	}
}

// How days are written on a page is told by what readers see, not by its data.
func TestSlashedDaysAreReadAsReadersSeeThem(t *testing.T) {
	markup := `<html lang="en"><head><script type="application/ld+json">{"@type":"Event","startDate":"25/11/2026"}</script></head><body><main>
<article><h3><a href="/1">Harbour gets a new crane this year</a></h3><span class="date">11/13/2026</span></article>
<article><h3><a href="/2">Library opens again after repairs</a></h3><span class="date">11/02/2026</span></article></main></body></html>`
	l, err := Compile(Selectors{Items: "article", Date: ".date"})
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Read([]byte(markup), somewhere, Options{Now: monday})
	if err != nil || len(r.Entries) != 2 || r.Entries[1].Published.Format("2006-01-02") != "2026-11-02" {
		t.Errorf("%v, %v", r.Entries, err)
	}
}
