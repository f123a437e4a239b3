package fetcher

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"koreadesk/news"
)

func TestHeaders(t *testing.T) {
	head := func(lines ...string) http.Header {
		h := http.Header{}
		for n := 0; n < len(lines); n += 2 {
			h.Add(lines[n], lines[n+1])
		}
		return h
	}
	stamp := func(d time.Duration) string { return morning.Add(d).Format(http.TimeFormat) }

	for _, v := range []struct {
		name string
		h    http.Header
		want time.Duration
	}{
		{"max-age", head("Cache-Control", "public, max-age=3600"), time.Hour},
		{"max-age less Age", head("Cache-Control", "max-age=3600", "Age", "600"), 50 * time.Minute},
		{"max-age all used up", head("Cache-Control", "max-age=60", "Age", "600"), 0},
		{"a shared cache's age is not ours", head("Cache-Control", "s-maxage=3600"), 0},
		{"max-age before Expires", head("Cache-Control", "Max-Age=60", "Expires", stamp(time.Hour)), time.Minute},
		{"Expires by the server's clock", head("Date", stamp(-2*time.Hour), "Expires", stamp(-time.Hour)), time.Hour},
		{"Expires without Date", head("Expires", stamp(time.Hour)), time.Hour},
		{"Expires 0", head("Expires", "0"), 0},
		{"no-cache", head("Cache-Control", "no-cache", "Cache-Control", "max-age=3600"), 0},
		{"a year is a day", head("Cache-Control", "max-age=31536000"), 24 * time.Hour},
		{"beyond measure is a day", head("Cache-Control", "max-age=99999999999999999999999"), 24 * time.Hour},
		{"nonsense", head("Cache-Control", "max-age=soon"), 0},
		{"nothing", head(), 0},
	} {
		t.Run("fresh: "+v.name, func(t *testing.T) {
			got := freshUntil(v.h, morning)
			if want := morning.Add(v.want); v.want == 0 && !got.IsZero() || v.want != 0 && !got.Equal(want) {
				t.Errorf("fresh until %v, want %v", got, v.want)
			}
		})
	}

	for text, want := range map[string]time.Duration{
		"120": 2 * time.Minute, " 120 ": 2 * time.Minute, stamp(3 * time.Hour): 3 * time.Hour,
		morning.Add(time.Hour).Format(time.RFC3339): time.Hour, morning.Add(time.Hour).In(time.FixedZone("", 9*60*60)).Format(time.RFC1123Z): time.Hour,
		morning.Add(time.Hour).UTC().Format(time.RFC1123): time.Hour, morning.Add(time.Hour).Format(time.ANSIC): time.Hour, "90.5": 91 * time.Second,
		"0": 0, "-5": 0, "1.5.2 days": 0, "Mon, 23 Nov 2099 08:00:00 XYZ": 0, "soon": 0, "": 0, stamp(-time.Hour): 0,
		"99999999999": longestHold, "99999999999999999999999": longestHold,
	} {
		t.Run("retry after "+text, func(t *testing.T) {
			got := retryAfter(head("Retry-After", text), morning)
			if want == 0 && !got.IsZero() || want != 0 && !got.Equal(morning.Add(want)) {
				t.Errorf("retry after %v, want %v", got, want)
			}
		})
	}

	t.Run("a TDM reservation is kept with its policy", func(t *testing.T) {
		base, _ := url.Parse("https://hafenblatt.example/feed")
		got := reservation(head("TDM-Reservation", "1", "TDM-Policy", "/tdm.json"), base)
		if want := (news.Reservation{Reserved: true, Policy: "https://hafenblatt.example/tdm.json"}); got != want {
			t.Errorf("reservation is %+v, want %+v", got, want)
		}
		if got := reservation(head("TDM-Reservation", "0"), base); got != (news.Reservation{}) {
			t.Errorf("reservation is %+v, want none", got)
		}
	})
}

func FuzzHeaders(f *testing.F) {
	f.Add("max-age=60, no-store", "Thu, 01 Jan 1970 00:00:00 GMT", "", "5", "120")
	f.Add(`max-age="99999999999999999999"`, "0", "Mon, 23 Nov 2026 08:00:00 GMT", "-1", "Fri, 31 Dec 9999 23:59:59 GMT")
	f.Fuzz(func(t *testing.T, cache, expires, date, age, retry string) {
		h := http.Header{"Cache-Control": {cache}, "Expires": {expires}, "Date": {date}, "Age": {age}, "Retry-After": {retry}}
		if until := freshUntil(h, morning); !until.IsZero() && (!until.After(morning) || until.Sub(morning) > longestFresh) {
			t.Errorf("fresh until %v", until)
		}
		if until := retryAfter(h, morning); !until.IsZero() && (!until.After(morning) || until.Sub(morning) > longestHold) {
			t.Errorf("retry after %v", until)
		}
	})
}
