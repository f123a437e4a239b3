package fetcher

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"koreadesk/news"
)

const (
	longestFresh = 24 * time.Hour      // a max-age of a year is a mistake, not a wish
	longestHold  = 31 * 24 * time.Hour // of Retry-After
)

// retryAfter is when a refusal asks to be tried again (RFC 9110, section
// 10.2.3): seconds or a date, also in the forms the standard does not know but
// servers send. Zero means that it does not say, or says something that is not
// in the future.
func retryAfter(h http.Header, at time.Time) time.Time {
	text := strings.TrimSpace(h.Get("Retry-After"))
	var until time.Time
	whole, fraction, _ := strings.Cut(text, ".")
	if n, ok := seconds(whole); ok && strings.Trim(fraction, "0123456789") == "" {
		if fraction != "" {
			n += time.Second
		}
		until = at.Add(min(n, longestHold))
	} else {
		until = dateOf(text)
	}
	if !until.After(at) {
		return time.Time{}
	}
	return earlier(until, at.Add(longestHold))
}

// dateOf is a date as HTTP writes it, or with a zone of its own, or of
// ISO 8601; zero where it is none of these.
func dateOf(text string) time.Time {
	if date, err := http.ParseTime(text); err == nil {
		return date
	}
	for _, layout := range []string{time.RFC1123Z, time.RFC1123, time.RFC3339} {
		date, err := time.Parse(layout, text)
		if name, offset := date.Zone(); err == nil && (name == "UTC" || name == "" || offset != 0) {
			return date
		}
	}
	return time.Time{}
}

// freshUntil is until when the server calls its answer fresh (RFC 9111,
// section 4.2): max-age less Age, else Expires; at most a day. Zero means that
// it may be asked again at any time.
func freshUntil(h http.Header, at time.Time) time.Time {
	life, stated := time.Duration(0), false
	for _, line := range h.Values("Cache-Control") {
		for directive := range strings.SplitSeq(line, ",") {
			name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(directive)), "=")
			switch name {
			case "no-cache", "no-store":
				return time.Time{}
			case "max-age":
				if n, ok := seconds(strings.Trim(value, `"`)); ok && !stated {
					life, stated = n, true
				}
			}
		}
	}
	if !stated {
		text := h.Get("Expires")
		if text == "" {
			return time.Time{}
		}
		expires, err := http.ParseTime(text)
		if err != nil {
			return time.Time{}
		}
		sent := at
		if date, err := http.ParseTime(h.Get("Date")); err == nil {
			sent = date // both are by the server's clock
		}
		life = expires.Sub(sent)
	}
	if age, ok := seconds(h.Get("Age")); ok {
		life -= age
	}
	if life <= 0 {
		return time.Time{}
	}
	return at.Add(min(life, longestFresh))
}

// seconds reads a number of seconds as HTTP writes it: digits only. A number
// beyond all measure is as long as can be.
func seconds(text string) (time.Duration, bool) {
	text = strings.TrimSpace(text)
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	const most = int64(10 * 365 * 24 * time.Hour / time.Second)
	if err != nil || n > most {
		n = most
	}
	return time.Duration(n) * time.Second, true
}

// reservation is what an answer reserves against text and data mining.
func reservation(h http.Header, base *url.URL) news.Reservation {
	r := news.Reservation{Reserved: strings.TrimSpace(h.Get("Tdm-Reservation")) == "1"}
	if policy, err := base.Parse(strings.TrimSpace(h.Get("Tdm-Policy"))); err == nil && r.Reserved && h.Get("Tdm-Policy") != "" {
		r.Policy = shown(policy)
	}
	return r
}
