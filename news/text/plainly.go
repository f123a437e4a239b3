package text

import (
	"strings"

	"golang.org/x/net/html"
)

// plainly is the text of HTML as most of it is written: elements in small
// letters, their attributes quoted. It finds what the tokenizer would at a third
// of the cost; for any other markup it is false.
func plainly(s string) (string, bool) {
	var out strings.Builder
	out.Grow(len(s))
	pre := 0
	for s != "" {
		if s[0] != '<' {
			s = plainText(&out, s, pre > 0)
			continue
		}
		name, size := plainTag(s)
		switch {
		case size == 0:
			return "", false
		case unread(name):
			if size = plainUnread(s, name, size); size == 0 {
				return "", false
			}
		case name == "listing" || name == "xmp" || name == "plaintext":
			return "", false
		case name == "br" || block(name):
			out.WriteByte('\n')
		case name == "td" || name == "th":
			out.WriteByte(' ')
		}
		if name == "pre" && s[1] == '/' {
			pre = max(0, pre-1)
		} else if name == "pre" {
			pre++
		}
		s = s[size:]
	}
	return out.String(), true
}

// plainText writes the text that s begins with and returns what follows it.
func plainText(out *strings.Builder, s string, pre bool) (rest string) {
	n := strings.IndexByte(s, '<')
	if n < 0 {
		n = len(s)
	}
	t := s[:n]
	if strings.IndexByte(t, '&') >= 0 {
		t = html.UnescapeString(t)
	}
	if pre {
		out.WriteString(t)
	} else {
		unbreak(out, t)
	}
	return s[n:]
}

// plainUnread is how many octets the element takes that s begins with, its end
// included; 0 where anything like a tag stands before its end. Its start tag
// takes size.
func plainUnread(s, name string, size int) int {
	n := strings.IndexByte(s[size:], '<')
	if s[1] == '/' || s[size-2] == '/' || n < 0 {
		return 0
	}
	rest, ok := strings.CutPrefix(s[size+n:], "</"+name+">")
	if !ok {
		return 0
	}
	return len(s) - len(rest)
}

// plainTag is the name of the tag that s begins with and how many octets the
// tag takes, 0 where it is not written plainly.
func plainTag(s string) (name string, size int) {
	at := 1
	end := at < len(s) && s[at] == '/'
	if end {
		at++
	}
	from := at
	for at < len(s) && ('a' <= s[at] && s[at] <= 'z' || at > from && '0' <= s[at] && s[at] <= '9') {
		at++
	}
	name = s[from:at]
	for name != "" && at < len(s) {
		switch c := s[at]; {
		case c == '>':
			return name, at + 1
		case c == '/' && at+1 < len(s) && s[at+1] == '>':
			return name, at + 2
		case c != ' ' && c != '\n' && c != '\t' && c != '\r':
			return name, 0
		case at+1 < len(s) && nameOctet[s[at+1]]:
			n := plainAttribute(s[at+1:])
			if n == 0 || end {
				return name, 0
			}
			at += 1 + n
		default:
			at++
		}
	}
	return name, 0
}

// plainAttribute is how many octets the attribute takes that s begins with, 0
// where its value is not quoted. One without a value ends the tag or is followed
// by white space.
func plainAttribute(s string) int {
	at := 0
	for at < len(s) && nameOctet[s[at]] {
		at++
	}
	if at < len(s) && strings.IndexByte(" \n\t\r>/", s[at]) >= 0 {
		return at
	}
	if at+1 >= len(s) || s[at] != '=' || s[at+1] != '"' && s[at+1] != '\'' {
		return 0
	}
	n := strings.IndexByte(s[at+2:], s[at+1])
	if n < 0 {
		return 0
	}
	return at + n + 3
}

// nameOctet has the octets that names of attributes are plainly made of.
var nameOctet = func() (set [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:.") {
		set[c] = true
	}
	return set
}()
