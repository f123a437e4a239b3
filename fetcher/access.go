package fetcher

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"

	"koreadesk/news"
)

// closed reports whether a source asks for credentials. Such a source is asked
// at its configured address alone: wherever else it says it lives, it could be
// asked for them by somebody else.
func closed(src news.Source) bool { return !src.Access.IsZero() || hasUser(src.URL) }

// present adds to a request what the source asks for, when it goes to the
// source's own origin.
func (q *question) present(req *http.Request, u *url.URL) {
	if user := q.start.User; user != nil && sameOrigin(u, q.start) {
		password, _ := user.Password()
		req.SetBasicAuth(user.Username(), password)
	}
	if !q.presents(u) {
		return
	}
	for name, value := range q.access.Headers {
		req.Header.Set(name, value.Reveal())
	}
	if cookie := q.access.Cookie; !cookie.IsZero() {
		req.Header.Set("Cookie", cookie.Reveal())
	}
	if basic := q.access.Basic; !basic.IsZero() {
		req.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(basic.Reveal())))
	}
}

// presents reports whether the source's credentials go along to u.
func (q *question) presents(u *url.URL) bool {
	if q.access.IsZero() {
		return false
	}
	home, err := url.Parse(q.source.URL)
	return err == nil && sameOrigin(u, home) // an address nobody can ask has no origin
}

// explainAccess rewords a refusal of a source that has credentials: they were
// refused, or were left behind at a redirect.
func (q *question) explainAccess(e *Error, u *url.URL) {
	if q.access.IsZero() || e.Kind != HTTP || e.Status != http.StatusUnauthorized && e.Status != http.StatusForbidden {
		return
	}
	if q.presents(u) {
		e.Hint = "what its auth names in feeds.yaml was sent and is not accepted: check the secrets"
	} else {
		e.Hint = "its credentials go to the origin of its url alone, and this is another: give the address at the end of the redirects as its url"
	}
}

// sameOrigin reports whether two addresses have the same scheme, host and port
// (RFC 6454, section 5).
func sameOrigin(a, b *url.URL) bool {
	return strings.EqualFold(a.Scheme, b.Scheme) && strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

func port(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case strings.EqualFold(u.Scheme, "https"):
		return "443"
	}
	return "80"
}
