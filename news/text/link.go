package text

import (
	"net/url"
	"strings"
)

// Canonical is the canonical form of a link: two links with the same one lead
// to the same article. It is a key and not to be shown or fetched. "" means
// that the link is no absolute address of http or https.
//
// Scheme, host and percent-encoding are normalised as RFC 3986, section 6.2.2
// and 6.2.3, says; http counts as https. Taken away are the fragment (one that
// begins with "!" or "/" chooses a page and stays), a leading "www.", default
// ports, user names, slashes at the end, session ids, and the parameters of
// measuring tools. All other parameters stay, in their order.
func Canonical(link string) string {
	if key, ok := plainLink(link); ok {
		return key
	}
	return canonicalLink(link)
}

// canonicalLink is Canonical of any link.
func canonicalLink(link string) string {
	u, err := address(link)
	if err != nil || !web(u) {
		return ""
	}
	key := "https://" + canonicalHost(u) + canonicalPath(u)
	if query := canonicalQuery(u.RawQuery); query != "" {
		key += "?" + query
	}
	if f := legal(u.EscapedFragment(), true); strings.HasPrefix(f, "!") || strings.HasPrefix(f, "/") {
		key += "#" + f
	}
	return key
}

// Tidy is the link as it is shown and followed: the very address, without what
// only tells where a reader came from, session ids, user names, and a port that
// goes without saying. What is no absolute address of http or https comes back
// as it is.
func Tidy(link string) string {
	u, err := address(link)
	if err != nil || !web(u) {
		return link
	}
	host := u.Host
	if port := u.Port(); u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" || port == "" {
		host = strings.TrimSuffix(strings.TrimSuffix(host, port), ":")
	}
	path := u.EscapedPath()
	if strings.Contains(path, ";") {
		segments := strings.Split(path, "/")
		for i := range segments {
			segments[i] = withoutSession(segments[i])
		}
		path = strings.Join(segments, "/")
	}
	tidy := u.Scheme + "://" + host + path
	if query := tidyQuery(u.RawQuery); query != "" {
		tidy += "?" + query
	}
	if f := u.EscapedFragment(); f != "" {
		tidy += "#" + f
	}
	return tidy
}

// Bare reports whether a link in its canonical form is nothing but a host:
// somebody's home page, which is no article and no key.
func Bare(canonical string) bool {
	_, rest, ok := strings.Cut(canonical, "://")
	host, path, _ := strings.Cut(rest, "/")
	return ok && host != "" && path == ""
}

// canonicalHost is host and port. Since http counts as https, the default port
// of either is default.
func canonicalHost(u *url.URL) string {
	host := u.Hostname()
	for strings.HasPrefix(host, "www.") && strings.Contains(host[len("www."):], ".") {
		host = host[len("www."):]
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port := strings.TrimLeft(u.Port(), "0"); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	return host
}

// canonicalPath has no session id, no dot segments (RFC 3986, section 5.2.4)
// and no slash at its end, but is never empty.
func canonicalPath(u *url.URL) string {
	var kept []string
	for segment := range strings.SplitSeq(strings.TrimPrefix(legal(u.EscapedPath(), true), "/"), "/") {
		segment = withoutSession(segment)
		switch segment {
		case ".":
		case "..":
			kept = kept[:max(0, len(kept)-1)]
		default:
			kept = append(kept, segment)
		}
	}
	return "/" + strings.Trim(strings.Join(kept, "/"), "/")
}

// withoutSession takes the parameter in which servlets carry a session off a
// segment of a path.
func withoutSession(segment string) string {
	for {
		at := strings.Index(lowerASCII(segment), ";jsessionid=")
		if at < 0 {
			return segment
		}
		end := strings.IndexByte(segment[at+1:], ';')
		if end < 0 {
			return segment[:at]
		}
		segment = segment[:at] + segment[at+1+end:]
	}
}

func canonicalQuery(query string) string { return tidyQuery(legal(query, true)) }

// tidyQuery drops what chooses no article. "&amp;" is an ampersand that was
// escaped once too often.
func tidyQuery(query string) string {
	query = strings.ReplaceAll(query, "&amp;", "&")
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		name = strings.TrimPrefix(lowerASCII(name), "amp;")
		if part != "" && !tracking(name) && !session(name, value) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// session reports whether a parameter carries a session. Short names are words
// that also choose articles ("sid=101" is a section of a Korean portal), so
// they count only with a value that looks drawn by lot.
func session(name, value string) bool {
	switch name {
	case "phpsessid", "jsessionid", "asp.net_sessionid", "cfid", "cftoken", "oscsid", "zenid":
		return true
	case "sid", "s", "session", "sessionid", "session_id", "sess", "sessid":
		return random(value)
	}
	return strings.HasPrefix(name, "aspsessionid")
}

// random reports whether value is at least 26 letters and digits, both.
func random(value string) bool {
	if len(value) < 26 {
		return false
	}
	var letter, digit bool
	for i := 0; i < len(value); i++ {
		switch c := value[i] | 0x20; {
		case '0' <= value[i] && value[i] <= '9':
			digit = true
		case 'a' <= c && c <= 'z':
			letter = true
		default:
			return false
		}
	}
	return letter && digit
}
