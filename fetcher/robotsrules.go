package fetcher

import (
	"fmt"
	"strconv"
	"strings"
)

// token is the name the desk answers to in a robots.txt.
const token = "koreadesk"

// rules are the lines of a robots.txt that concern the desk. None allow all.
type rules []rule

type rule struct {
	pattern string // normalised; * stands for anything, $ at its end for the end
	allow   bool
}

// parseRobots reads a robots.txt (RFC 9309, section 2.2): the groups that name
// the desk, taken together, else those for everybody. Lines it does not know
// are passed over, and so is all beyond half a MiB.
func parseRobots(body []byte) rules {
	text := strings.TrimPrefix(string(body[:min(len(body), 512<<10)]), "\ufeff")
	groups := map[string]rules{} // of the desk, and of everybody
	named := map[string]bool{}   // which of them the present group is for
	inRules := false
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch {
		case !ok:
		case key == "user-agent":
			if inRules {
				named, inRules = map[string]bool{}, false
			}
			name := product(value)
			if name != token && name != "*" {
				continue
			}
			named[name] = true
			if groups[name] == nil {
				groups[name] = rules{}
			}
		case key == "allow", key == "disallow":
			inRules = true
			if value == "" {
				continue
			}
			for name := range named {
				groups[name] = append(groups[name], rule{pattern: normal(value), allow: key == "allow"})
			}
		}
	}
	if own, ok := groups[token]; ok {
		return own
	}
	return groups["*"]
}

// product is the product token a line is addressed to, in lower case.
func product(value string) string {
	if strings.HasPrefix(value, "*") {
		return "*"
	}
	end := strings.IndexFunc(value, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '_' && r != '-'
	})
	if end >= 0 {
		value = value[:end]
	}
	return strings.ToLower(value)
}

// allow reports whether a path may be asked: the longest matching pattern
// decides, and of equals the one that allows.
func (rs rules) allow(path, query string) bool {
	if path == "" {
		path = "/"
	}
	if path == "/robots.txt" {
		return true
	}
	if query != "" {
		path += "?" + query
	}
	path = normal(path)
	best, allowed := -1, true
	for _, r := range rs {
		if n := len(r.pattern); (n > best || n == best && r.allow) && r.matches(path) {
			best, allowed = n, r.allow
		}
	}
	return allowed
}

// matches reports whether the pattern matches from the path's beginning.
func (r rule) matches(path string) bool {
	pattern, ends := strings.CutSuffix(r.pattern, "$")
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(path, parts[0])
	if !ok {
		return false
	}
	last := len(parts) - 1
	if last == 0 {
		return !ends || rest == ""
	}
	for _, part := range parts[1:last] {
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	if ends {
		return strings.HasSuffix(rest, parts[last])
	}
	return strings.Contains(rest, parts[last])
}

// normal writes a path so that equal paths are equal octets: what need not be
// escaped is not, everything beyond ASCII is (RFC 9309, section 2.2.2).
func normal(path string) string {
	var b strings.Builder
	for n := 0; n < len(path); n++ {
		c := path[n]
		if c == '%' && n+2 < len(path) {
			if v, err := strconv.ParseUint(path[n+1:n+3], 16, 8); err == nil {
				n += 2
				if unreserved(byte(v)) {
					b.WriteByte(byte(v))
				} else {
					fmt.Fprintf(&b, "%%%02X", v)
				}
				continue
			}
		}
		if c > 0x7e || c <= ' ' {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
