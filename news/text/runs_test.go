package text

import "testing"

func TestRuns(t *testing.T) {
	for s, want := range map[string]bool{
		`<img src=x onerror=alert(1)>`:                    true,
		`<svg/onload = "a">`:                              true,
		`<a title='x'OnClick=a>`:                          true,
		`<a href=" JavaScript :a">`:                       true,
		`<a href="vbscript:a">`:                           true,
		`</p onfocus=a>`:                                  true,
		`<img src=x onerror=alert(1)`:                     true, // no end: a browser may still close it
		`<img alt=">" src=x onerror=alert(1)>`:            true,
		`<img alt='a > b' onerror=alert(1)>`:              true,
		`<a href="javascript&colon;alert(1)">`:            true,
		`<a href="java&#115;cript:alert(1)">`:             true,
		`<a href="javascr&Tab;ipt:alert(1)">`:             true,
		`&lt;Tom &amp; Jerry on = off&gt;`:                false,
		`<b title="a > b">on = off</b>`:                   false,
		`<a title="&quot;&gt;" href="java&#115;cript:a">`: true,
		`<a title = ">" onclick=a>`:                       true,
		`<a "> onclick=a`:                                 false, // no value begins there
		`< img onerror=a>`:                                false,
		`<`:                                               false,
		`5 < 6, on = off`:                                 false,
		`<b>on = off</b>`:                                 false,
		`<a href="/description.html">Text`:                false,
		`Das Skript "x onload=1" ohne Marke`:              false,
	} {
		if got := Runs(s); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}
