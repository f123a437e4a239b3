package page

import (
	"testing"
	"time"
)

func TestDatesAreReadAsPeopleWriteThem(t *testing.T) {
	now := time.Date(2026, time.November, 23, 9, 41, 0, 0, time.UTC) // a Monday
	const none = ""
	for _, c := range []struct{ language, text, want string }{
		{"de", "27.03.2015", "2015-03-27T00:00:00Z"},
		{"de", "27.3.15", "2015-03-27T00:00:00Z"},
		{"de", "Fr, 27. 03. 2015", "2015-03-27T00:00:00Z"},
		{"de", "27. März 2015", "2015-03-27T00:00:00Z"},
		{"de", "Pressemitteilung vom 1. Mai 2026, 14:30 Uhr", "2026-05-01T12:30:00Z"},
		{"de", "27.03.2015 14.05 Uhr", "2015-03-27T13:05:00Z"},
		{"de", "27.03.2015 um 9 Uhr", "2015-03-27T08:00:00Z"},
		{"de", "Datum:27.03.2015", "2015-03-27T00:00:00Z"},
		{"de", "27.03.2015: Meldung", "2015-03-27T00:00:00Z"},
		{"de", "27.03.2015 | 12 Bilder", "2015-03-27T00:00:00Z"},
		{"de", "27.03.2015 - 29.03.2015", "2015-03-27T00:00:00Z"},
		{"de", "Do., 17 Mär 2026", "2026-03-17T00:00:00Z"},
		{"de", "Aktualisiert: 20.11.2026 | Veröffentlicht: 18.11.2026, 14:05 Uhr", "2026-11-18T13:05:00Z"},
		{"ko", "수정일 2026.11.20 등록일 2026.11.18", "2026-11-18T00:00:00Z"},
		{"de", "12 Mrz 2026", "2026-03-12T00:00:00Z"},
		{"de", "27 Nov", "2026-11-27T00:00:00Z"},
		{"de", "24. Dezember", "2025-12-24T00:00:00Z"},
		{"de", "05.11.", "2026-11-05T00:00:00Z"},
		{"de", "27.11. 15:30", none},
		{"de", "03/04/2026", "2026-04-03T00:00:00Z"},
		{"de", "vor 2 Stunden", "2026-11-23T07:00:00Z"},
		{"de", "vor 25 Minuten", "2026-11-23T09:16:00Z"},
		{"de", "vor einem Tag", "2026-11-22T00:00:00Z"},
		{"de", "vor 3 Wochen", "2026-11-02T00:00:00Z"},
		{"de", "Gestern, 18:20 Uhr", "2026-11-22T17:20:00Z"},
		{"de", "heute", "2026-11-23T00:00:00Z"},
		{"de", "vorgestern", "2026-11-21T00:00:00Z"},
		{"de", "Handel · Redaktion · gestern", "2026-11-22T00:00:00Z"},
		{"de", "Von gestern erzählt das Museum", none},
		{"ko", "산업 | 김예시 기자 | 어제", "2026-11-22T00:00:00Z"},
		{"de", "2026-11-20", "2026-11-20T00:00:00Z"},
		{"de", "2026-11-20T08:15:00+01:00", "2026-11-20T07:15:00Z"},
		{"de", "2026-11-20T08:15:00.000Z", "2026-11-20T08:15:00Z"},
		{"de", "2026-11-20 08:15", "2026-11-20T07:15:00Z"},
		{"de", "20.07.2026 08:15 MESZ", "2026-07-20T06:15:00Z"},
		{"en", "March 27, 2015", "2015-03-27T00:00:00Z"},
		{"en", "Mar. 27, 2015 2:05 p.m. (KST)", "2015-03-27T05:05:00Z"},
		{"en", "27th March 2015", "2015-03-27T00:00:00Z"},
		{"en", "3 days ago", "2026-11-20T00:00:00Z"},
		{"en", "an hour ago", "2026-11-23T08:00:00Z"},
		{"en", "03/04/2026", none},
		{"en-US", "03/04/2026", "2026-03-04T00:00:00Z"},
		{"en", "03/27/2026", "2026-03-27T00:00:00Z"},
		{"ko", "2015.03.27", "2015-03-27T00:00:00Z"},
		{"ko", "2015.3.27.", "2015-03-27T00:00:00Z"},
		{"ko", "2015년 3월 27일", "2015-03-27T00:00:00Z"},
		{"ko", "2015년 3월 27일(금) 오후 2시 5분", "2015-03-27T05:00:00Z"},
		{"ko", "2015. 3. 27. 오후 2:05", "2015-03-27T05:05:00Z"},
		{"ko", "2015/03/27 14:05", "2015-03-27T05:05:00Z"},
		{"ko", "등록일 2026-11-20 08:15:30", "2026-11-19T23:15:30Z"},
		{"ko", "26.11.20", "2026-11-20T00:00:00Z"},
		{"ko", "'26-11-20", "2026-11-20T00:00:00Z"},
		{"ko", "11-20", "2026-11-20T00:00:00Z"},
		{"ko", "3시간 전", "2026-11-23T06:00:00Z"},
		{"ko", "어제", "2026-11-22T00:00:00Z"},
		{"ko", "2일 전", "2026-11-21T00:00:00Z"},
		{"ko", "17:05", "2026-11-23T08:05:00Z"},
		{"de", "", none},
		{"de", "2015", none},
		{"de", "März 2015", none},
		{"de", "31.02.2015", none},
		{"de", "0000-00-00", none},
		{"de", "Tel. 0211 13000-0", none},
		{"de", "1.234.567 Euro", none},
		{"de", "Raum 12.3.4", none},
		{"de", "Die heutige Lage", none},
		{"de", "128.10.27.2026", none},
	} {
		got, ok := dateReader{language: c.language, now: now}.read(c.text)
		if ok != (c.want != none) || ok && got.Format(time.RFC3339) != c.want {
			t.Errorf("%s %q: %v %v, want %q", c.language, c.text, got, ok, c.want)
		}
	}
}

func TestDaysWithoutAYearAreReadAcrossItsTurn(t *testing.T) {
	for _, c := range []struct{ language, now, text, want string }{
		{"ko", "2026-12-31T20:00:00Z", "01-01", "2027-01-01"}, // it is morning in Seoul
		{"de", "2026-12-28T09:00:00Z", "3. Januar", "2027-01-03"},
		{"de", "2026-12-28T09:00:00Z", "27. Dezember", "2026-12-27"},
		{"de", "2026-12-28T09:00:00Z", "20. Januar", "2026-01-20"},
		{"de", "2027-01-02T09:00:00Z", "30. Dezember", "2026-12-30"},
		{"de", "2027-01-02T09:00:00Z", "9. Januar", "2027-01-09"},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := (dateReader{language: c.language, now: now}).read(c.text); day(got) != c.want {
			t.Errorf("%s at %s: %s, want %s", c.text, c.now, day(got), c.want)
		}
	}
}

func TestLayoutsReadGermanMonths(t *testing.T) {
	for _, month := range []string{"Januar", "January", "Jänner", "Februar", "February", "März", "Mai", "Oktober", "Dezember"} {
		d := dateReader{language: "de", layout: "2006, 2. January"}
		if _, ok := d.read("2026, 3. " + month); !ok {
			t.Errorf("%s at the end is no month", month)
		}
		d.layout = "2. January 2006"
		if _, ok := d.read("3. " + month + " 2026"); !ok {
			t.Errorf("%s before a year is no month", month)
		}
	}
}

func TestDayOfLinkIsAWholeDay(t *testing.T) {
	for link, want := range map[string]string{
		"https://www.beispiel.de/2026/11/20/meldung":      "2026-11-20",
		"https://www.beispiel.de/news/2026/1/2/meldung/":  "2026-01-02",
		"https://www.beispiel.de/2026/11/20/":             "",
		"https://www.beispiel.de/2026/11/meldung":         "",
		"https://www.beispiel.de/2026/02/30/meldung":      "",
		"https://www.beispiel.de/2026/13/01/meldung":      "",
		"https://www.beispiel.de/1026/11/20/meldung":      "",
		"https://www.beispiel.de/12026/11/20/meldung":     "",
		"https://www.beispiel.de/2027/01/05/messe":        "",
		"https://www.beispiel.de/x?from=/2026/11/20/zwei": "",
		"https://www.beispiel.de/2026/11/201/nummer":      "",
	} {
		if got := day(dayOfLink(link, monday)); got != want {
			t.Errorf("%s: %q, want %q", link, got, want)
		}
	}
}
