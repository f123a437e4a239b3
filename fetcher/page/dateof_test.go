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
