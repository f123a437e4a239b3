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
