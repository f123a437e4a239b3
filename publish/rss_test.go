package publish

import "testing"

// Some readers take the title of an RSS item for HTML.
func TestNothingRunsInTheTitleOfAnRSSItem(t *testing.T) {
	for title, want := range map[string]string{
		"5 < 6 & 7 > 3":                    "5 < 6 & 7 > 3",
		"Was <b> bedeutet":                 "Was <b> bedeutet",
		"Was <script> bewirkt":             "Was ‹script› bewirkt",
		"<img src=x onerror=alert(1)> Tag": "‹img src=x onerror=alert(1)› Tag",
		"<svg/onload=alert(1)>":            "‹svg/onload=alert(1)›",
		"<a href=JavaScript:alert(1)>":     "‹a href=JavaScript:alert(1)›",
		"Skript on = off":                  "Skript on = off",
	} {
		if got := (&entry{Title: title}).rss().Title; got != want {
			t.Errorf("title is %q, want %q", got, want)
		}
	}
}
