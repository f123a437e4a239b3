package text

import "testing"

func TestRuns(t *testing.T) {
	for s, want := range map[string]bool{
		`<img src=x onerror=alert(1)>`:       true,
		`<svg/onload = "a">`:                 true,
		`<a title='x'OnClick=a>`:             true,
		`<a href=" JavaScript :a">`:          true,
		`<a href="vbscript:a">`:              true,
		`</p onfocus=a>`:                     true,
		`<img src=x onerror=alert(1)`:        true, // no end: a browser may still close it
		`5 < 6, on = off`:                    false,
		`<b>on = off</b>`:                    false,
		`<a href="/description.html">Text`:   false,
		`Das Skript "x onload=1" ohne Marke`: false,
	} {
		if got := Runs(s); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}
