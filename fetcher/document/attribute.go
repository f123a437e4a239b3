package document

import "strings"

// attr is an attribute; its value is decoded by the tree.
type attr struct{ name, value string }

// attribute reads one attribute at i and returns where it ends.
func (c *scanner) attribute(i int) (int, bool) {
	start := i
	for i < len(c.s) && !stops(c.s[i]) && c.s[i] != '=' && c.s[i] != '/' {
		i++
	}
	if i == start {
		return i + 1, true // a stray '=' or the like
	}
	name := c.s[start:i]
	i = c.blank(i)
	if i >= len(c.s) || c.s[i] != '=' {
		c.keep(name, name)
		return i, true
	}
	i = c.blank(i + 1)
	if i >= len(c.s) {
		return i, false
	}
	if q := c.s[i]; q == '"' || q == '\'' {
		end := strings.IndexByte(c.s[i+1:], q)
		if early := overrun(c.s[i+1:], end); early >= 0 {
			if strings.HasPrefix(name, "xmlns") && c.s[i+1+early] == '/' {
				early++ // of the address: what declares a name space is hardly empty
			}
			c.note("an attribute without its closing quote was ended")
			c.keep(name, c.s[i+1:i+1+early])
			return i + 1 + early, true
		}
		if end < 0 || !c.closes(i+1+end+1) {
			return i, false
		}
		c.keep(name, c.s[i+1:i+1+end])
		return i + end + 2, true
	}
	start = i
	for i < len(c.s) && !stops(c.s[i]) {
		i++
	}
	c.keep(name, strings.TrimSuffix(c.s[start:i], "/"))
	if strings.HasSuffix(c.s[start:i], "/") && i < len(c.s) && c.s[i] == '>' {
		i--
	}
	return i, true
}

// maxOverrun is how far the end of a tag is looked for in a value.
const maxOverrun = 2048

// overrun is where the value that s begins with should have ended, when its
// closing quote is missing and the one at end opens another value: before the
// next attribute, or the end of the tag. It is -1 when nothing is missing.
func overrun(s string, end int) int {
	value := s[:min(len(s), maxOverrun)]
	if end >= 0 && end < len(value) {
		value = value[:end]
	}
	if i := strings.IndexByte(value, '>'); i >= 0 && tagEnds(value, i) {
		if i > 0 && value[i-1] == '/' {
			i--
		}
		return i
	}
	if !strings.HasSuffix(value, "=") || end < 0 {
		return -1
	}
	i := strings.LastIndexAny(value, " \t\n")
	if i < 0 || i+1 == len(value)-1 || strings.ContainsAny(value[:i], "<>") {
		return -1
	}
	for j := i + 1; j < len(value)-1; j++ {
		if !nameByte(value[j]) {
			return -1
		}
	}
	return i
}

// tagEnds reports whether the '>' at i in a value is the end of its tag: another
// tag follows at once, or behind the element's text its end tag.
func tagEnds(value string, i int) bool {
	next := strings.IndexByte(value, '<')
	if next < i {
		return false
	}
	return strings.HasPrefix(value[next:], "</") || strings.TrimSpace(value[i+1:next]) == ""
}

// keep notes an attribute; a hundred of them are enough for any element.
func (c *scanner) keep(name, value string) {
	if len(c.attrs) < 100 {
		c.attrs = append(c.attrs, attr{name, value})
	}
}

// stops reports whether b ends a name or an unquoted value.
func stops(b byte) bool {
	return b == ' ' || b == '\n' || b == '\t' || b == '>' || b == '<'
}

// closes reports whether a value may end before i.
func (c *scanner) closes(i int) bool {
	return i >= len(c.s) || strings.IndexByte(" \t\n/><?", c.s[i]) >= 0 || letter(c.s[i])
}
