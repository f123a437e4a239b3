package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// web reports whether u is an absolute address of http or https.
func web(u *url.URL) bool {
	return u != nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.Opaque == ""
}

// absolute is a reference as an absolute address of http or https, "" for one
// that leads nowhere: another scheme, a script, a place within the page.
func (t *tree) absolute(reference string) string {
	reference = strings.Map(func(r rune) rune {
		switch r {
		case '\t', '\n', '\r':
			return -1
		}
		return r
	}, strings.TrimSpace(reference))
	if reference == "" || reference[0] == '#' && !strings.HasPrefix(reference, "#!") {
		return ""
	}
	u, err := t.base.Parse(strings.ReplaceAll(reference, " ", "%20"))
	if err != nil || !web(u) {
		return ""
	}
	u.User = nil
	u.Path, u.RawPath = withoutSession(u.Path), withoutSession(u.RawPath)
	return u.String()
}

// withoutSession takes off the session that servlets write into a path: the
// desk has none, and it changes with every request.
func withoutSession(path string) string {
	const mark = ";jsessionid="
	at := strings.Index(path, mark)
	if at < 0 && len(path) > len(mark) {
		at = strings.Index(path, strings.ToUpper(mark))
	}
	if at < 0 {
		return path
	}
	rest := path[at+len(mark):]
	if end := strings.IndexAny(rest, ";/"); end >= 0 {
		return path[:at] + rest[end:]
	}
	return path[:at]
}

// sameHost reports whether an absolute address is on the page's own host.
func (t *tree) sameHost(link string) bool {
	u, err := url.Parse(link)
	return err == nil && strings.EqualFold(strings.TrimPrefix(u.Hostname(), "www."), strings.TrimPrefix(t.site.Hostname(), "www."))
}

// ours reports whether an absolute address belongs to the page's own site: the
// same host, or another one under the same registrable domain.
func (t *tree) ours(link string) bool {
	u, err := url.Parse(link)
	return err == nil && sameSite(u, t.site)
}

func sameSite(a, b *url.URL) bool {
	return strings.EqualFold(a.Hostname(), b.Hostname()) || domain(a) == domain(b)
}

// domain is the registrable domain of an address, else its host.
func domain(u *url.URL) string {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if d, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil && strings.Trim(host, "0123456789.:") != "" {
		return d
	}
	return host
}

// itself reports whether an address is that of the page, whatever its query
// and fragment: a sorting, a filter, another page of the list.
func (t *tree) itself(link string) bool {
	u, err := url.Parse(link)
	return err == nil && strings.EqualFold(u.Host, t.site.Host) && strings.Trim(u.Path, "/") == strings.Trim(t.site.Path, "/") &&
		!chooses(u.RawQuery, t.site.RawQuery)
}

// chooses reports whether a query names an article and not just another view
// of the page: some boards have one address for the list and all it lists.
func chooses(query, own string) bool {
	values, err := url.ParseQuery(query)
	if err != nil {
		return false
	}
	mine, _ := url.ParseQuery(own)
	for key, v := range values {
		if mine.Has(key) && mine.Get(key) == v[0] || v[0] == "" {
			continue
		}
		if key == "p" && len(v[0]) >= 3 || !viewing(strings.ToLower(key)) {
			return true
		}
	}
	return false
}

// viewing reports whether a parameter, in lower case, chooses how a list is
// shown.
func viewing(key string) bool {
	for _, word := range []string{"page", "seite", "sort", "order", "filter", "offset", "limit", "start", "facet", "sst", "sod", "sfl", "stx"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	switch key {
	case "p", "s", "q", "gtp", "view", "lang", "year", "jahr", "month", "monat", "tab", "cat", "category", "kategorie", "thema", "land", "ressort", "from", "to", "size", "rows", "chash":
		return true
	}
	return false
}
