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

func TestEnclosuresOfRSSHaveAHostAndAPath(t *testing.T) {
	for href, want := range map[string]string{
		"https://a.example/b.mp3":         "https://a.example/b.mp3",
		"https://a.example":               "https://a.example",
		"https://a.example:8443/b":        "https://a.example:8443/b",
		"https://a.example?b=1":           "https://a.example/?b=1",
		"https://xn--bcher-kva.example/b": "https://xn--bcher-kva.example/b",
		"https://a_b.example/b.mp3":       "",
		"https://a.example./b.mp3":        "",
		"https://[2001:db8::1]/b.mp3":     "",
		"https://localhost/b.mp3":         "",
	} {
		got := ""
		if r := (&entry{Files: []attachment{{Href: href, Type: "audio/mpeg"}}}).enclosure(); r != nil {
			got = r.Url
		}
		if got != want {
			t.Errorf("%s: %q, want %q", href, got, want)
		}
	}
}
