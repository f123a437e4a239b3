package document

import "strings"

// sort is what a token is.
type sort uint8

const (
	tEnd sort = iota // of the document
	tText
	tOpen
	tShut
	tDoctype
)

// token is one piece of markup. Attrs is reused by the next token.
type token struct {
	sort  sort
	name  string // as written, with its prefix
	attrs []attr
	text  string // of tText; raw unless cdata. Of tDoctype, its inside
	cdata bool
	empty bool // <name/>
}

// scanner cuts a document into tokens. It never fails: what is no markup is
// text, and what it mends it notes. Every byte is looked at a bounded number of
// times.
type scanner struct {
	s     string
	pos   int
	attrs []attr
	found map[string]int // where terminators come next; len(s) is nowhere
	note  func(string)
}

func (c *scanner) next() token {
	for c.pos < len(c.s) {
		if c.s[c.pos] != '<' {
			return c.text()
		}
		rest := c.s[c.pos:]
		switch {
		case strings.HasPrefix(rest, "<!--"):
			c.skip("<!--", "-->")
		case hasFold(rest, "<![cdata["):
			return c.cdata()
		case strings.HasPrefix(rest, "<?"):
			c.skip("<?", ">")
		case hasFold(rest, "<!doctype"):
			return c.doctype()
		case strings.HasPrefix(rest, "<!["), strings.HasPrefix(rest, "<!") && len(rest) > 2 && letter(rest[2]):
			c.skip("<!", ">")
		case len(rest) > 2 && rest[1] == '/' && letter(rest[2]):
			return c.shut()
		case len(rest) > 1 && letter(rest[1]):
			if t, ok := c.open(); ok {
				return t
			}
			return c.literal()
		default:
			return c.literal()
		}
	}
	return token{sort: tEnd}
}

// text is everything up to the next '<'.
func (c *scanner) text() token {
	start := c.pos
	if i := strings.IndexByte(c.s[start:], '<'); i >= 0 {
		c.pos = start + i
	} else {
		c.pos = len(c.s)
	}
	return token{sort: tText, text: c.s[start:c.pos]}
}

// literal is a '<' that begins no markup.
func (c *scanner) literal() token {
	if c.pos+2 >= len(c.s) || c.find(">") < 0 {
		c.pos = len(c.s) // markup cut off by the end of the document
		return token{sort: tText}
	}
	c.note("a bare < was taken as text")
	start := c.pos
	c.pos++
	for c.pos < len(c.s) && c.s[c.pos] == '<' && c.pos+1 < len(c.s) && c.s[c.pos+1] == '<' {
		c.pos++
	}
	return token{sort: tText, text: c.s[start:c.pos], cdata: true}
}

// find is the place of a terminator from here on, or -1. The last answer is
// remembered, so that a document of nothing but openings is searched once.
func (c *scanner) find(what string) int {
	at, known := c.found[what]
	if !known || at < c.pos {
		at = len(c.s)
		if i := strings.Index(c.s[c.pos:], what); i >= 0 {
			at = c.pos + i
		}
		if c.found == nil {
			c.found = make(map[string]int)
		}
		c.found[what] = at
	}
	if at == len(c.s) {
		return -1
	}
	return at
}

// skip passes over a comment or an instruction. Of one that does not end only
// the opening goes.
func (c *scanner) skip(open, end string) {
	c.pos += len(open)
	i := c.find(end)
	if i < 0 {
		c.note("the opening of a comment that never ends was left out")
		return
	}
	c.pos = i + len(end)
}

func (c *scanner) cdata() token {
	c.pos += len("<![CDATA[")
	start := c.pos
	end := c.find("]]>")
	if end >= 0 {
		c.pos = end + len("]]>")
		return token{sort: tText, text: c.nested(c.s[start:end]), cdata: true}
	}
	c.note("a CDATA section that never ends was ended")
	// Up to the end tag of an element a feed's texts stand in.
	if end = c.endOfText(); end < 0 {
		end = len(c.s)
	}
	c.pos = end
	return token{sort: tText, text: c.s[start:end], cdata: true}
}

// nested is the text of a CDATA section, with what follows where another section
// was put into it: the end of that one is not the end of both.
func (c *scanner) nested(text string) string {
	if !strings.Contains(text, "<![CDATA[") {
		return text
	}
	end := c.find("]]>")
	if last := c.endOfText(); end < 0 || last >= 0 && last < end || strings.Contains(c.s[c.pos:end], "<![CDATA[") {
		return text
	}
	c.note("a CDATA section within another was taken out")
	text = strings.ReplaceAll(text, "<![CDATA[", "") + c.s[c.pos:end]
	c.pos = end + len("]]>")
	return text
}

// endOfText is where the next end tag of a text-bearing element begins, or -1.
func (c *scanner) endOfText() int {
	best := -1
	for _, name := range []string{"</title>", "</description>", "</content:encoded>", "</content>", "</summary>", "</link>", "</guid>", "</category>", "</author>"} {
		if i := c.find(name); i >= 0 && (best < 0 || i < best) {
			best = i
		}
	}
	return best
}

// doctype hands out the inside of the declaration, for its entities.
func (c *scanner) doctype() token {
	start := c.pos + len("<!doctype")
	c.pos = start
	gt := c.find(">")
	if gt < 0 {
		c.pos = len(c.s)
		return token{sort: tDoctype}
	}
	open := strings.IndexByte(c.s[start:gt], '[')
	if open < 0 {
		c.pos = gt + 1
		return token{sort: tDoctype, name: c.s[start:gt]}
	}
	name := c.s[start : start+open]
	open += start + 1
	for c.pos = open; ; c.pos++ {
		end := c.find("]")
		if end < 0 {
			c.pos = gt + 1
			return token{sort: tDoctype}
		}
		c.pos = end
		if i := c.blank(end + 1); i < len(c.s) && c.s[i] == '>' {
			c.pos = i + 1
			return token{sort: tDoctype, name: name, text: c.s[open:end]}
		}
	}
}

func (c *scanner) shut() token {
	start := c.pos + 2
	end := start
	for end < len(c.s) && nameByte(c.s[end]) {
		end++
	}
	t := token{sort: tShut, name: c.s[start:end]}
	for end < len(c.s) && c.s[end] != '>' && c.s[end] != '<' {
		end++
	}
	if end < len(c.s) && c.s[end] == '>' {
		end++
	} else {
		c.note("a tag without its > was completed")
	}
	c.pos = end
	return t
}

// open reads a start tag. It says no, and moves nowhere, when this is none: a
// '<' comes before its '>', or the document ends. An element that gives the
// feed its structure is believed without its '>'.
func (c *scanner) open() (token, bool) {
	i := c.pos + 1
	start := i
	for i < len(c.s) && nameByte(c.s[i]) {
		i++
	}
	t := token{sort: tOpen, name: c.s[start:i]}
	c.attrs = c.attrs[:0]
	for {
		i = c.blank(i)
		if i < len(c.s) && c.s[i] == '<' && (structural(strings.ToLower(t.name)) || strings.HasPrefix(c.s[i:], "<![CDATA[")) {
			c.note("a tag without its > was completed")
			c.pos = i
			t.attrs = c.attrs
			return t, true
		}
		if i >= len(c.s) || c.s[i] == '<' {
			return token{}, false
		}
		switch {
		case c.s[i] == '>':
			c.pos = i + 1
			t.attrs = c.attrs
			return t, true
		case c.s[i] == '/':
			t.empty = i+1 < len(c.s) && c.s[i+1] == '>'
			i++
		default:
			end, ok := c.attribute(i)
			if !ok {
				return token{}, false
			}
			i = end
		}
	}
}

func (c *scanner) blank(i int) int {
	for i < len(c.s) && (c.s[i] == ' ' || c.s[i] == '\n' || c.s[i] == '\t') {
		i++
	}
	return i
}

func letter(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b == '_' || b >= 0x80
}

func nameByte(b byte) bool {
	return letter(b) || b >= '0' && b <= '9' || b == '-' || b == '.' || b == ':'
}

// hasFold reports whether s begins with prefix, which is in lower case.
func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
