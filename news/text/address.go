package text

import (
	"errors"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

var errAddress = errors.New("not an address of the web")

// address reads an absolute or relative address the way browsers do: blanks
// around it and line breaks in it do not count, a backslash is a slash, and
// whatever may not stand in an address is percent-encoded. Host names are in
// ASCII and lower case; user names and passwords are taken away, for they serve
// deception only.
func address(s string) (*url.URL, error) {
	s = strings.TrimFunc(strings.Map(unbrokenAddress, s), func(r rune) bool { return blank(r) || invisible(r) })
	u, err := url.Parse(legal(s, false))
	if err != nil {
		return nil, err
	}
	u.User = nil
	if u.Host == "" {
		return u, nil
	}
	host, err := asciiHost(u.Hostname())
	if err != nil {
		return nil, err
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	u.Host = host
	return u, nil
}

// unbrokenAddress takes out what browsers take out of an address.
func unbrokenAddress(r rune) rune {
	switch r {
	case '\t', '\n', '\r':
		return -1
	case '\\':
		return '/'
	}
	return r
}

// asciiHost is the host in the form it has in the domain name system.
func asciiHost(host string) (string, error) {
	ascii := true
	for i := 0; i < len(host); i++ {
		ascii = ascii && host[i] < 0x80
	}
	if !ascii {
		// Underscores do occur in the names of hosts, so STD3 is not asked for.
		names := idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))
		var err error
		if host, err = names.ToASCII(host); err != nil {
			return "", err
		}
	}
	host = strings.ToLower(strings.TrimRight(host, "."))
	for _, r := range host {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-._:", r) {
			return "", errAddress
		}
	}
	if host == "" {
		return "", errAddress
	}
	return host, nil
}

// legal percent-encodes every byte of s that may not stand in an address, and
// every percent sign that begins no encoding (RFC 3986, section 2). With plain
// set, s is a path, query or fragment; then the encoding of unreserved
// characters is undone, too, and the rest written in upper case (section 6.2.2).
func legal(s string, plain bool) string {
	const hex = "0123456789ABCDEF"
	if isLegal(s) { // as nearly all are
		return s
	}
	var out strings.Builder
	out.Grow(len(s) + 16)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			code := unhex(s[i+1])<<4 | unhex(s[i+2])
			switch {
			case !plain:
				out.WriteString(s[i : i+3])
			case unreserved(code):
				out.WriteByte(code)
			default:
				out.WriteString(strings.ToUpper(s[i : i+3]))
			}
			i += 2
			continue
		}
		if unreserved(c) || divides(c) || !plain && strings.IndexByte("#[]", c) >= 0 {
			out.WriteByte(c)
			continue
		}
		out.WriteByte('%')
		out.WriteByte(hex[c>>4])
		out.WriteByte(hex[c&15])
	}
	return out.String()
}

// isLegal reports whether s stands as it is in an address, and nothing in it is
// percent-encoded.
func isLegal(s string) bool {
	for n := range len(s) {
		if !unreserved(s[n]) && !divides(s[n]) {
			return false
		}
	}
	return true
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

// divides reports whether a character may stand in a path or query to part it.
func divides(c byte) bool { return strings.IndexByte("!$&'()*+,;=:@/?", c) >= 0 }

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c >= 'a':
		return c - 'a' + 10
	case c >= 'A':
		return c - 'A' + 10
	}
	return c - '0'
}

// web reports whether u is an absolute address of http or https.
func web(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.Opaque == ""
}
