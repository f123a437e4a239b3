package config

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
)

// webAddress says what is wrong with an address that has to be an absolute
// http or https one; problem is "" when nothing is. A password is never shown.
func webAddress(s string) (problem, hint string) {
	u, err := url.Parse(s)
	switch {
	case strings.ContainsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }):
		return quotedAddress(s) + " has white space in it", "take it out, or write %20 where it belongs"
	case err != nil:
		return quotedAddress(s) + " is not an address", "write https://..."
	case isPath(u, s):
		return quotedAddress(s) + " is a local path", "\"koreadesk try\" and \"koreadesk parse\" read files; a source has an address: write https://..."
	case u.Scheme == "":
		return quotedAddress(s) + " is not an http or https address", "write https://" + userinfo.ReplaceAllString(strings.TrimLeft(s, "/"), "")
	case u.Scheme != "http" && u.Scheme != "https":
		return quotedAddress(s) + " is not an http or https address", "write https://..."
	case u.Hostname() == "":
		return quotedAddress(s) + " names no host", "write https://HOST/..."
	case u.User != nil:
		return "an address with a user name or password", "take USER:PASSWORD@ out: this file is no place for secrets"
	}
	return "", ""
}

// isPath reports whether somebody meant a file.
func isPath(u *url.URL, s string) bool {
	switch {
	case u.Scheme == "file":
		return true
	case u.Scheme != "" || strings.HasPrefix(s, "//"):
		return false
	}
	first, _, _ := strings.Cut(s, "/")
	return first == "" || first == "." || first == ".." || first == "~" || !strings.Contains(first, ".") || first == s && isFileName(s)
}

func isFileName(s string) bool {
	for _, end := range []string{".xml", ".rss", ".atom", ".json", ".html", ".rdf"} {
		if strings.HasSuffix(strings.ToLower(s), end) {
			return true
		}
	}
	return false
}

var userinfo = regexp.MustCompile(`^([^/?#]*//)?[^/?#]*@`)

// quotedAddress is an address as a mistake shows it, without its userinfo.
func quotedAddress(s string) string { return quoted(userinfo.ReplaceAllString(s, "${1}…@")) }

// sameAddress is the form under which two addresses of one feed are equal.
func sameAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return s
	}
	host := strings.ToLower(u.Hostname())
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	return host + "/" + strings.Trim(u.EscapedPath(), "/") + "?" + u.RawQuery
}
