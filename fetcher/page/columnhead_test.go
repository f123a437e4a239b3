package page

import (
	"testing"

	"koreadesk/news/text"
)

func TestColumnsThatTellPublication(t *testing.T) {
	for head, want := range map[string][2]bool{
		"Datum": {true, false}, "Date": {true, false}, "등록일": {true, false}, "Sendedatum": {true, false},
		"Frist": {false, true}, "Enddatum": {false, true}, "Bewerbungsende": {false, true}, "Ende der Frist": {false, true}, "접수기간": {false, true},
		"Gesendet am": {false, false}, "Titel": {false, false}, "": {false, false},
	} {
		if yes, no := tellsPublication(text.Fold(head)); yes != want[0] || no != want[1] {
			t.Errorf("%s: %t, %t", head, yes, no)
		}
	}
}

func TestTermsAreTwoDays(t *testing.T) {
	for words, want := range map[string]bool{
		"01.11.2026 – 30.11.2026": true, "01.11. bis 30.11.2026": true, "2026.11.01 ~ 11.30": true, "2026-11-01 ~ 2026-11-30": true, "2026.11.01~2026.11.30.": true,
		"27.11.2026 – 10.30 Uhr": false, "27.11.2026 - 10.30 Uhr": false, "27.11.2026": false, "27.11.2026 – 10:30": false,
	} {
		if got := term.MatchString(words); got != want {
			t.Errorf("%q: %t", words, got)
		}
	}
}
