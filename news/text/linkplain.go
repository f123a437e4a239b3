package text

import "strings"

// plainLink is Canonical of an address that is nearly canonical as it stands, as
// most are: scheme, a host in lower case, and a path without a query, a parameter,
// an encoding or a dot at the beginning of a segment. ok is false for any other.
func plainLink(link string) (canonical string, ok bool) {
	rest, secure := strings.CutPrefix(link, "https://")
	if !secure {
		if rest, ok = strings.CutPrefix(link, "http://"); !ok {
			return "", false
		}
	}
	slash := strings.IndexByte(rest, '/')
	if slash <= 0 || !plainHost(rest[:slash]) || !plainPath(rest[slash:]) {
		return "", false
	}
	bare := rest
	for strings.HasPrefix(bare, "www.") && strings.Contains(bare[len("www."):slash-(len(rest)-len(bare))], ".") {
		bare = bare[len("www."):]
	}
	if secure && len(bare) == len(rest) {
		return link, true
	}
	return "https://" + bare, true
}

// plainHost reports whether a host stands as it is in a canonical link, but for a
// leading "www.".
func plainHost(host string) bool {
	for n := range len(host) {
		if c := host[n]; !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '.') {
			return false
		}
	}
	return host[len(host)-1] != '.'
}

// plainPath reports whether a path that begins with a slash stands as it is in a
// canonical link.
func plainPath(path string) bool {
	for n := range len(path) {
		switch c := path[n]; {
		case c == '.' || c == '/':
			if n > 0 && path[n-1] == '/' {
				return false
			}
		case !unreserved(c):
			return false
		}
	}
	return path[len(path)-1] != '/'
}
