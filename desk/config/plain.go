package config

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A desk may have ten thousand sources, and most are an id, a title and an address,
// written plainly. Those are read here, at a fraction of the cost. The YAML reader gets
// the file with one word in place of each run of them, so that what stands around
// them is read as it would be: were one of them part of a text in quotes, the word
// would be, and not an entry of the list. Of a file in which anything is wrong
// nothing of this counts: it is read whole, for its lines and paths.

const standIn = "plain"

// plain is a file whose plain sources were taken out.
type plain struct {
	rest  []byte
	line  int       // on which the list begins
	all   []*Source // in their order; nil is one that stands in the rest
	taken []bool    // for each entry of the rest's list: it stands for some
}

// takePlain takes the plain sources out of a file; ok is false where the file or its
// list is laid out in another way.
func takePlain(b []byte) (p plain, ok bool) {
	const head = "\nsources:\n"
	at := bytes.Index(b, []byte(head))
	if at < 0 {
		return p, false
	}
	list := b[at+len(head):]
	p.rest = append(make([]byte, 0, len(b)/4), b[:at+len(head)]...)
	p.line = bytes.Count(p.rest, []byte("\n")) + 1
	indent := -1
	for len(list) > 0 {
		line, _, _ := bytes.Cut(list, []byte("\n"))
		lead, empty := leading(line)
		switch {
		case empty && indent < 0:
			p.line++
			p.rest = append(append(p.rest, line...), '\n')
			list = list[min(len(line)+1, len(list)):]
			continue
		case lead == 0 && !empty && indent > 0 && line[0] != '-':
			p.rest = append(p.rest, list...)
			return p, true
		case indent < 0:
			indent = lead
		}
		if lead != indent || lead == 0 || !bytes.HasPrefix(line[lead:], []byte("- ")) {
			return p, false
		}
		entry := list[:entryEnd(list, indent)]
		p.add(entry, indent)
		list = list[len(entry):]
	}
	return p, len(p.all) > 0
}

// add takes one entry of the list.
func (p *plain) add(entry []byte, indent int) {
	s := plainSource(entry, indent)
	p.all = append(p.all, s)
	switch n := len(p.taken); {
	case s == nil:
		p.rest, p.taken = append(p.rest, entry...), append(p.taken, false)
	case n == 0 || !p.taken[n-1]:
		p.rest = append(append(p.rest, strings.Repeat(" ", indent)...), "- "+standIn+"\n"...)
		p.taken = append(p.taken, true)
	}
}

// leading is how many spaces a line begins with, and whether there is nothing else,
// or a comment.
func leading(line []byte) (spaces int, empty bool) {
	text := bytes.TrimLeft(line, " ")
	return len(line) - len(text), len(text) == 0 || text[0] == '#'
}

// entryEnd is where an entry of a list ends: with its last line, and what is empty
// behind that.
func entryEnd(list []byte, indent int) int {
	for at := 0; ; {
		next := bytes.IndexByte(list[at:], '\n')
		if next < 0 {
			return len(list)
		}
		at += next + 1
		line, _, _ := bytes.Cut(list[at:], []byte("\n"))
		if lead, empty := leading(line); !empty && lead <= indent {
			return at
		}
	}
}

// plainSource reads one entry; nil is one that is not plain.
func plainSource(entry []byte, indent int) *Source {
	s := new(Source)
	s.defaults()
	first, closed := true, false
	for line := range strings.Lines(string(entry)) {
		line = strings.TrimSuffix(line, "\n")
		lead, empty := leading([]byte(line))
		switch {
		case first:
			line = line[indent+2:]
		case empty:
			continue
		case closed || lead != indent+2:
			return nil
		default:
			line = line[lead:]
		}
		inner, flow := strings.CutPrefix(line, "{")
		switch {
		case flow && first && strings.HasSuffix(inner, "}"):
			if !plainGroup(s, inner[:len(inner)-1]) {
				return nil
			}
			closed = true
		case flow:
			return nil
		default:
			key, value, _ := strings.Cut(line, ": ")
			if value, ok := plainText(value, true); !ok || !s.set(key, value) {
				return nil
			}
		}
		first = false
	}
	return s
}

// plainGroup reads what stands in curly brackets.
func plainGroup(s *Source, text string) bool {
	for {
		key, rest, ok := strings.Cut(text, ": ")
		if !ok || rest == "" {
			return false
		}
		end := strings.Index(rest, ", ")
		if rest[0] == '"' {
			if end = strings.IndexByte(rest[1:], '"') + 2; end < 2 {
				return false
			}
		} else if end < 0 {
			end = len(rest)
		}
		value, ok := plainText(rest[:end], false)
		if !ok || !s.set(key, value) {
			return false
		}
		if rest = rest[end:]; rest == "" {
			return true
		}
		if text, ok = strings.CutPrefix(rest, ", "); !ok {
			return false
		}
	}
}

// set sets one of the keys that most sources have, once.
func (s *Source) set(key, value string) bool {
	var to *string
	switch key {
	case "id":
		to = &s.ID
	case "title":
		to = &s.Title
	case "url":
		to = &s.URL
	case "language":
		to = &s.Language
	}
	if to == nil || *to != "" || value == "" {
		return false
	}
	*to = value
	return true
}

// plainText is a text that can be read in one way only: in double quotes, without
// any in it; or bare, where block says that it has a line for itself.
func plainText(s string, block bool) (text string, ok bool) {
	if inner, quoted := strings.CutPrefix(s, `"`); quoted {
		inner, closed := strings.CutSuffix(inner, `"`)
		return inner, closed && !strings.ContainsFunc(inner, func(c rune) bool { return !isPlain(c, ` !#$%&'()*+,-./:;<=>?@[]^_{|}~`) })
	}
	marks := "._-"
	if block {
		marks = "._-/:?&=%+~ "
	}
	if strings.ContainsFunc(s, func(c rune) bool { return !isPlain(c, marks) }) || strings.EqualFold(s, "null") {
		return "", false
	}
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return s, isPlain(first, "") && isPlain(last, "/") && !strings.Contains(s, ": ")
}

// isPlain reports whether a character is a letter, a figure, or one of some marks.
func isPlain(c rune, marks string) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || strings.ContainsRune(marks, c) ||
		c > 0xA0 && c != utf8.RuneError && (unicode.IsLetter(c) || unicode.IsNumber(c))
}

// parsePlain is Parse of a file in which nothing is wrong and some sources are plain;
// nil is any other.
func parsePlain(file string, b []byte, k Known) *Config {
	for _, mark := range []string{"\r", "\u0085", "\u2028", "\u2029", "\ufeff"} { // may end a line, or begin a file
		if bytes.Contains(b, []byte(mark)) {
			return nil
		}
	}
	if _, _, bad := badByte(b); bad {
		return nil
	}
	p, ok := takePlain(b)
	if !ok {
		return nil
	}
	r := &reading{file: file, known: k}
	root := r.nodes(p.rest)
	if root == nil || !p.agrees(root) {
		return nil
	}
	c := new(Config)
	c.Dir = folder(file)
	r.fill(root, c)
	others, next := c.Sources, 0
	c.Sources, r.paths = make([]Source, len(p.all)), make([]string, len(p.all))
	for n, s := range p.all {
		switch {
		case s != nil:
			c.Sources[n] = *s
		case next == len(others):
			return nil
		default:
			c.Sources[n], r.paths[n] = others[next], sourcePath(next)
			next++
		}
	}
	r.check(c)
	c.complete(k)
	if next != len(others) || len(r.found) > 0 {
		return nil
	}
	return c
}

// agrees reports whether the rest was understood as it was left, and takes the
// words out that stand for sources.
func (p *plain) agrees(root *yaml.Node) bool {
	for n := 0; n+1 < len(root.Content); n += 2 {
		if key, list := root.Content[n], root.Content[n+1]; key.Value == "sources" {
			if list.Kind != yaml.SequenceNode || list.Line != p.line || len(list.Content) != len(p.taken) {
				return false
			}
			kept := list.Content[:0:0]
			for n, one := range list.Content {
				switch {
				case !p.taken[n]:
					kept = append(kept, one)
				case one.Kind != yaml.ScalarNode || one.Value != standIn:
					return false
				}
			}
			list.Content = kept
			return true
		}
	}
	return false
}
