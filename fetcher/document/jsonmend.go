package document

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// mendJSON decodes a JSON object. Of one that breaks off the items that are
// whole are kept; raw line breaks in strings and commas too many are mended.
func (d *Document) mendJSON(s string) (map[string]any, error) {
	tree, err := decodeJSON(s)
	if err == nil {
		return tree, nil
	}
	m := scanJSON(s)
	if tree, err2 := decodeJSON(m.text()); err2 == nil {
		if m.end < 0 {
			d.Cut = true
			d.notes.add("the document breaks off; what it holds was kept")
		} else {
			d.notes.add("JSON that is not well-formed was mended")
		}
		return tree, nil
	}
	return nil, refuse(NotFeed, "the document is JSON that cannot be read: "+err.Error()+"; check the address")
}

// decodeJSON decodes the object s begins with; what stands behind it is left.
func decodeJSON(s string) (map[string]any, error) {
	dec := json.NewDecoder(strings.NewReader(s))
	dec.UseNumber()
	var tree map[string]any
	if err := dec.Decode(&tree); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, errors.New("it breaks off")
		}
		return nil, err
	}
	if tree == nil {
		return nil, errors.New("it is no object")
	}
	return tree, nil
}

// jsonDepth is how deep arrays and objects are nested.
func jsonDepth(s string) int {
	depth, deepest, quoted := 0, 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest
}

// jsonScan is a JSON text gone through for mending.
type jsonScan struct {
	out  strings.Builder
	end  int    // where the outermost value ends, -1 when it does not
	item int    // where, in out, the last whole member of the list of items ends
	open string // the brackets open there
}

// scanJSON copies s, escaping raw controls in strings and dropping commas
// before a closing bracket.
func scanJSON(s string) *jsonScan {
	m := &jsonScan{end: -1, item: -1}
	var stack []byte
	quoted := false
	for i := 0; i < len(s) && m.end < 0; i++ {
		c := s[i]
		switch {
		case quoted && c == '\\' && i+1 < len(s):
			m.out.WriteString(s[i : i+2])
			i++
			continue
		case quoted && c < 0x20:
			m.out.WriteString(map[byte]string{'\n': `\n`, '\t': `\t`}[c])
			continue
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			stack = append(stack, c)
		case c == ',' && strings.IndexByte("}]", following(s, i+1)) >= 0:
			continue
		case c == '}' || c == ']':
			if len(stack) > 0 {
				stack = stack[:len(stack)-1]
			}
			if len(stack) == 0 {
				m.end = i
			}
		}
		m.out.WriteByte(c)
		if !quoted && c == '}' && string(stack) == "{[" {
			m.item, m.open = m.out.Len(), string(stack)
		}
	}
	return m
}

// following is the next byte that is no blank, 0 at the end. Its work is
// bounded by the blanks, which the caller then passes once.
func following(s string, i int) byte {
	for end := min(len(s), i+256); i < end; i++ {
		if s[i] != ' ' && s[i] != '\n' && s[i] != '\t' {
			return s[i]
		}
	}
	return 0
}

// text is the mended document, closed behind the last whole item where it
// broke off.
func (m *jsonScan) text() string {
	if m.end >= 0 || m.item < 0 {
		return m.out.String()
	}
	return m.out.String()[:m.item] + "]}"
}
