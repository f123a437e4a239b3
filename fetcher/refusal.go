package fetcher

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// refusal is the error of an answer that is no document. When the server finds
// the desk too frequent (429), its whole host is left alone as long as it asks.
func (c *Client) refusal(resp *http.Response, u *url.URL, at time.Time) *Error {
	e := &Error{
		Kind: HTTP, URL: shown(u), Status: resp.StatusCode,
		RetryAfter: retryAfter(resp.Header, at),
	}
	if challenges(resp.Header) {
		e.Kind = Challenge
	}
	if host := closes(e); host != "" {
		c.turns.hold(host, e.RetryAfter, at)
	}
	what, hint := explain(e.Kind, e.Status)
	e.Err, e.Hint = errors.New(what), hint
	return e
}

// closes is the host that trouble closes to all its sources, "" for none. It need
// not be the source's own: redirects and articles lead to others.
func closes(e *Error) string {
	u, err := url.Parse(e.URL)
	if err != nil || e.Status != http.StatusTooManyRequests || e.RetryAfter.IsZero() {
		return ""
	}
	return u.Host
}

// challenges reports whether an answer is Cloudflare's and asks for a browser.
func challenges(h http.Header) bool {
	return strings.EqualFold(strings.TrimSpace(h.Get("Cf-Mitigated")), "challenge")
}

// explain says what a status means for the desk, and what to do.
func explain(k Kind, status int) (what, hint string) {
	if k == Challenge {
		return "Cloudflare asks for a browser (cf-mitigated: challenge)",
			"no feed reader can pass it: ask the publisher to exempt the feed"
	}
	switch status {
	case http.StatusUnauthorized:
		return "the source asks for a user name and a password",
			"give the source its credentials (auth in feeds.yaml), or remove it"
	case http.StatusForbidden:
		return "the server refuses the desk",
			"ask the publisher to let it in, or remove the source"
	case http.StatusProxyAuthRequired:
		return "the proxy asks for a user name and a password",
			"name a proxy that is open to the desk"
	case http.StatusNotFound:
		return "there is nothing at this address",
			"check the source's url: the feed may have moved"
	case http.StatusGone:
		return "the publisher has taken the feed away",
			"remove the source; source resume asks again"
	case http.StatusTooManyRequests:
		return "the server finds the desk too frequent",
			"raise every for the source"
	case http.StatusNotModified:
		return "not modified, though nothing was said to be known",
			"the server's cache is broken; tell the publisher"
	}
	text := strings.ToLower(http.StatusText(status))
	if text == "" {
		text = "an unknown status"
	}
	if status >= 500 {
		return "the server is in trouble: " + text, ""
	}
	return "not a document: " + text, "check the source's url"
}
