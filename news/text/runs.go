package text

import (
	"html"
	"regexp"
	"strings"
)

// Runs reports whether a text that may be taken for HTML has a tag with a script
// in an attribute, in signs or in references to them.
func Runs(s string) bool {
	for {
		at := strings.IndexByte(s, '<')
		if at < 0 || at+1 == len(s) {
			return false
		}
		if s = s[at+1:]; !opensTag(s[0]) {
			continue
		}
		end := tagEnd(s)
		if runsIn(s[:end]) {
			return true
		}
		s = s[end:]
	}
}

// opensTag reports whether c makes a tag of the "<" before it.
func opensTag(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '!' || c == '/' || c == '?'
}

// tagEnd is where the tag that s begins with ends, as browsers see it: a value in
// quotes may hold what else would end it. One without an end goes on to that of s.
func tagEnd(s string) int {
	quote, value := byte(0), false // value: it would begin here
	for i := range len(s) {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i
		case c == '=':
			value = true
		case value && (c == '"' || c == '\''):
			quote, value = c, false
		case c > ' ':
			value = false
		}
	}
	return len(s)
}

// runsIn looks into a tag without its brackets. Browsers pass over line ends and
// tabs in an address.
func runsIn(tag string) bool {
	if !strings.Contains(tag, "=") {
		return false
	}
	if scripted.MatchString(tag) {
		return true
	}
	if !strings.Contains(tag, "&") {
		return false
	}
	plain := html.UnescapeString(tag)
	return scripted.MatchString(plain) || scripted.MatchString(passedOver.Replace(plain))
}

var (
	scripted   = regexp.MustCompile(`(?i)[\s/"']on[a-z]{2,}\s*=|script\s*:`)
	passedOver = strings.NewReplacer("\t", "", "\n", "", "\r", "")
)
