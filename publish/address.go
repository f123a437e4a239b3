package publish

import (
	"net"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	bcp47 "golang.org/x/text/language"

	"koreadesk/news/text"
)

// address is a link as every format can carry it: absolute http or https, a
// host in ASCII, everything outside RFC 3986 percent-encoded, otherwise letter
// for letter as given. "" when it is no such link.
func address(link string) string {
	link = strings.TrimSpace(link)
	scheme, rest, ok := strings.Cut(link, "://")
	scheme = strings.ToLower(scheme)
	if !ok || scheme != "http" && scheme != "https" || len(link) > 8<<10 {
		return ""
	}
	cut := strings.IndexAny(rest, `/?#\`)
	if cut < 0 {
		cut = len(rest)
	}
	host := rest[:cut]
	if strings.Contains(host, "@") { // never republish a password
		return ""
	}
	if !ascii(host) {
		host, _ = idna.Lookup.ToASCII(host)
	}
	u, err := url.Parse(scheme + "://" + host + escape(rest[cut:]))
	if err != nil || u.Hostname() == "" || strings.ContainsAny(u.Host, ` "<>^{}|`+"`") {
		return ""
	}
	return scheme + "://" + host + escape(rest[cut:])
}

// host is where a link leads, as people say it: "werkblatt.example"; "" where
// that is a number or a name within a house.
func host(link string) string {
	u, err := url.Parse(address(link))
	if err != nil || net.ParseIP(u.Hostname()) != nil || !strings.Contains(u.Hostname(), ".") {
		return ""
	}
	name, err := idna.Display.ToUnicode(strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."))
	if err != nil {
		return ""
	}
	return line(name)
}

// secure is the address of a link that may be loaded from an https page.
func secure(link string) string {
	if a := address(link); strings.HasPrefix(a, "https://") {
		return a
	}
	return ""
}

// escape percent-encodes what RFC 3986 does not allow in a path, query or
// fragment, and leaves the rest alone.
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	fragment := false
	for n := 0; n < len(s); n++ {
		c := s[n]
		bad := c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0
		switch {
		case c == '%':
			bad = n+2 >= len(s) || !isHex(s[n+1]) || !isHex(s[n+2])
		case c == '#':
			bad, fragment = fragment, true
		case c == '[' || c == ']':
			bad = true
		}
		if !bad {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

// idShapes are schemes of ids and how such an id looks.
var idShapes = map[string]*regexp.Regexp{
	"tag:":      regexp.MustCompile(`^tag:([a-z0-9._-]+@)?[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[^#]*(#[^#]*)?$`),       // RFC 4151
	"urn:":      regexp.MustCompile(`^(?i:urn):[A-Za-z0-9][A-Za-z0-9-]{1,31}:[^?#/]+$`),                             // RFC 2141, what readers know
	"urn:uuid:": regexp.MustCompile(`^(?i:urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$`), // RFC 9562
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}

// uri is a feed's id where it is one: an http address as address gives it, or
// any other absolute URI of ASCII letters. Of schemes that say what follows
// them, ids that do not keep to it are none.
func uri(id string) string {
	if a := address(id); a != "" {
		return a
	}
	for prefix, shape := range idShapes {
		if len(id) >= len(prefix) && strings.EqualFold(id[:len(prefix)], prefix) && !shape.MatchString(id) {
			return ""
		}
	}
	u, err := url.Parse(id)
	if err != nil || !u.IsAbs() || u.Scheme == "http" || u.Scheme == "https" || !ascii(id) || escape(id) != id || u.Opaque == "" && u.Host == "" {
		return ""
	}
	return id
}

// languageTag is the shape of a language tag (RFC 5646, section 2.1), which is
// also what RFC 4287 takes for xml:lang.
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)

// language is the first of the tags that is one; failing all, "ko" where the
// text has Korean letters, else "".
func language(text string, tags ...string) string {
	for _, tag := range tags {
		tag = strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")
		if languageTag.MatchString(tag) && registered(tag) {
			return tag
		}
	}
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
		return "ko"
	}
	return ""
}

// registered reports whether a tag's first part is a language there is.
func registered(tag string) bool {
	primary, _, _ := strings.Cut(tag, "-")
	_, err := bcp47.ParseBase(primary)
	return err == nil
}

// undetermined is the language of a text that does not show it (RFC 5646,
// section 4.1): without it an entry would be read in the language of the desk.
const undetermined = "und"

// mediaTypePattern is the shape of a media type as RFC 4287 takes it.
var mediaTypePattern = regexp.MustCompile(`^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+$`)

// mediaType is a media type without its parameters, "" when it is none.
func mediaType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	s = strings.TrimSpace(s)
	if !mediaTypePattern.MatchString(s) {
		return ""
	}
	return s
}

// line is plain text as one line that XML can carry.
func line(s string) string { return legal(text.Line(s)) }

// legal is a text without what a page cannot carry: characters that XML 1.0
// forbids (section 2.2) or advises against, such as the remains of a broken
// encoding, and bytes that are no UTF-8.
func legal(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return !fit(r) }) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if !fit(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// fit reports whether a page may carry a character: XML 1.0 allows it, and it
// is no C1 control, no noncharacter and no U+FFFD.
func fit(r rune) bool {
	switch {
	case r < 0x7f:
		return inXML(r)
	case r <= 0x9f, r == unicode.ReplacementChar, r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE:
		return false
	}
	return inXML(r)
}

// inXML reports whether XML 1.0 allows a character.
func inXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}
