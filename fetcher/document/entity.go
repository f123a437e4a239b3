package document

import (
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// entities are those the document declares itself, fully replaced. A few
// letters may not become megabytes: what is longer than maxEntity, all beyond
// maxEntities and all that would exceed the budget stays as written.
type entities struct {
	own    map[string]string
	budget int // bytes the document's own entities may still become
}

const (
	maxEntity    = 2048
	maxEntities  = 256
	entityBudget = 4 << 20
)

// declare reads the inside of a document type declaration.
func (e *entities) declare(subset string) {
	if e.own == nil {
		e.own, e.budget = make(map[string]string), entityBudget
	}
	for len(e.own) < maxEntities {
		i := strings.Index(subset, "<!ENTITY")
		if i < 0 {
			return
		}
		subset = subset[i+len("<!ENTITY"):]
		name, rest := cutSpace(subset)
		rest = strings.TrimLeft(rest, " \t\n")
		if name == "" || name == "%" || rest == "" || rest[0] != '"' && rest[0] != '\'' {
			continue
		}
		value, after, ok := strings.Cut(rest[1:], rest[:1])
		if !ok {
			return
		}
		subset = after
		if _, twice := e.own[name]; twice || len(value) > maxEntity {
			continue
		}
		if v := e.decode(value); len(v) <= maxEntity {
			e.own[name] = v
		}
	}
}

func cutSpace(s string) (word, rest string) {
	s = strings.TrimLeft(s, " \t\n")
	if i := strings.IndexAny(s, " \t\n"); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// maxReference is the longest reference there is, with room to spare.
const maxReference = 40

// decode replaces references: characters by number, the five of XML, those of
// HTML, which many feeds use undeclared, and the document's own. Anything else
// is text.
func (e *entities) decode(s string) string {
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s
	}
	var sb strings.Builder
	sb.Grow(len(s))
	for i >= 0 {
		sb.WriteString(s[:i])
		s = s[i:]
		if v, n := e.reference(s); n > 0 {
			sb.WriteString(v)
			s = s[n:]
		} else {
			sb.WriteByte('&')
			s = s[1:]
		}
		i = strings.IndexByte(s, '&')
	}
	sb.WriteString(s)
	return sb.String()
}

// reference reads the reference s begins with; n is its length, 0 for none.
func (e *entities) reference(s string) (value string, n int) {
	end := strings.IndexByte(s[:min(len(s), maxReference)], ';')
	if end < 2 {
		return "", 0
	}
	name := s[1:end]
	switch name {
	case "amp":
		return "&", end + 1
	case "lt":
		return "<", end + 1
	case "gt":
		return ">", end + 1
	case "quot":
		return `"`, end + 1
	case "apos":
		return "'", end + 1
	}
	if name[0] == '#' {
		return numbered(name[1:]), end + 1
	}
	if v, ok := e.own[name]; ok {
		if e.budget -= len(v); e.budget < 0 {
			return "", 0
		}
		return v, end + 1
	}
	for i := range len(name) {
		if !letter(name[i]) && (name[i] < '0' || name[i] > '9') {
			return "", 0
		}
	}
	// html.UnescapeString also takes names without their semicolon; those are
	// parameters of addresses more often than characters.
	v := html.UnescapeString(s[:end+1])
	if v == s[:end+1] || strings.HasSuffix(v, ";") {
		return "", 0
	}
	return v, end + 1
}

// unended replaces references whose semicolon is missing, as HTML does. What may
// as well be a word behind an ampersand stays: of the names that a word can go on
// from only those of accented letters count.
func unended(s string) string {
	var sb strings.Builder
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			break
		}
		end := i + 1
		for end < len(s) && end-i < maxReference && s[end] < 0x80 && s[end] != '_' && letter(s[end]) {
			end++
		}
		sb.WriteString(s[:i])
		sb.WriteString(characters(s[i:end], s[end:]))
		s = s[end:]
	}
	if sb.Len() == 0 {
		return s
	}
	return sb.String() + s
}

// characters is what a reference without its semicolon means, before rest.
func characters(reference, rest string) string {
	if rest != "" && (rest[0] == ';' || rest[0] == '=') {
		return reference
	}
	v := html.UnescapeString(reference)
	if v != reference && len(v) == 1 && (rest == "" || rest[0] == ' ') {
		return v // "Funk &amp TV"
	}
	first, size := utf8.DecodeRuneInString(v)
	switch {
	case v == reference, first < 0xa0, strings.ContainsRune("ÐðÞþ", first): // "Uni&ETH"
		return reference
	case size < len(v) && (first < 0xc0 || !unicode.IsLetter(first)): // "&notes"
		return reference
	}
	return v
}

// numbered is the character with a number. The controls windows-1252 has
// characters for are those; what XML forbids is nothing.
func numbered(digits string) string {
	base := 10
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	r := rune(n)
	switch {
	case err != nil || n > utf8.MaxRune || !utf8.ValidRune(r):
		return ""
	case r >= 0x80 && r < 0xa0:
		return string(r) // told apart from double encoding by the text as a whole
	case r < 0x20 && r != '\t' && r != '\n' && r != '\r', r == 0x7f, r&0xfffe == 0xfffe:
		return ""
	}
	return string(r)
}
