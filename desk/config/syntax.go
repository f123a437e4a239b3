package config

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// nodes is the root of the one document in b. When there is none, or b is no
// YAML, it notes why and returns nil.
func (r *reading) nodes(b []byte) *yaml.Node {
	if line, column, ok := badByte(b); ok {
		r.place(line, column, "a byte that is not text", "save the file as UTF-8, without control characters")
		return nil
	}
	loader, err := yaml.NewLoader(bytes.NewReader(b), yaml.WithUniqueKeys(false))
	if err != nil {
		r.place(1, 1, "the file cannot be read: "+err.Error(), "the README shows a short one to begin with")
		return nil
	}
	var doc, second yaml.Node
	if err := loader.Load(&doc); !errors.Is(err, io.EOF) && err != nil {
		r.syntax(err)
		return nil
	}
	if len(doc.Content) == 0 || doc.Content[0].ShortTag() == "!!null" {
		r.place(1, 1, "the file is empty", "an editor may be saving it; the README shows a short one to begin with")
		return nil
	}
	switch err := loader.Load(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		r.syntax(err)
		return nil
	default:
		r.place(second.Line, 1, "a second document begins here", "take the line --- out: the file is one document")
		return nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		r.place(root.Line, root.Column, "the file is "+kind(root)+" where keys are expected", "it begins with desk:, sources:, tags: and themes:")
		return nil
	}
	return root
}

func (r *reading) place(line, column int, problem, hint string) {
	r.found = append(r.found, Mistake{File: r.file, Line: max(line, 1), Column: max(column, 1), Problem: problem, Hint: hint})
}

// syntax rewords what the YAML library says of a file that is no YAML.
func (r *reading) syntax(err error) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		r.place(1, 1, "this is not YAML: "+oneLine(err.Error()), "the README shows a short one to begin with")
		return
	}
	mark, problem, hint := load.Mark, oneLine(load.Message), "look at this line and the one above"
	if load.ContextMsg != "" {
		problem = oneLine(load.ContextMsg) + ": " + problem
	}
	for _, s := range slipsOfSyntax {
		if strings.Contains(load.Message, s.says) && strings.Contains(load.ContextMsg, s.while) {
			problem, hint = s.problem, s.hint
			if s.opened && load.ContextMark.Line > 0 {
				mark = load.ContextMark
			}
			break
		}
	}
	r.place(mark.Line, mark.Column, problem, hint)
}

// slipsOfSyntax are the troubles an editor can get a file into, by what the
// library says of them. opened: the place to look at is where it was opened.
var slipsOfSyntax = []struct {
	says, while   string
	opened        bool
	problem, hint string
}{
	{"mapping values are not allowed", "", false, "a colon where no key can be", "put text that holds a colon in quotes; else check the indentation"},
	{"unexpected end of stream", "quoted scalar", true, "a quotation mark opens here and is never closed", "close it, and check the lines below"},
	{"unexpected document indicator", "quoted scalar", true, "a quotation mark opens here and is never closed", "close it, and check the lines below"},
	{"unknown escape character", "", false, "a backslash in double quotes that means nothing", "write the text in single quotes"},
	{"cannot start any token", "", false, "a character that cannot begin a value", "indent with spaces, not tabs; put text that begins with @, ` or % in quotes"},
	{"expected node content", "", false, "a value is missing", "close what was opened with [ or {, and put text that begins with , ] or } in quotes"},
	{"expected ',' or ']'", "", true, "a square bracket opens here and is not closed as it should be", "close it with ], and part the entries with commas"},
	{"expected ',' or '}'", "", true, "a curly bracket opens here and is not closed as it should be", "close it with }, and part the keys with commas"},
	{"expected ':'", "", true, "a key without a colon", "write key: value, with a space after the colon; a list entry needs a space after its hyphen"},
	{"did not find expected key", "", false, "the indentation does not fit the lines above", "keys that belong together begin in the same column"},
	{"did not find expected '-'", "", false, "the indentation does not fit the list above", "entries of one list begin with a hyphen and a space, in the same column"},
	{"unknown anchor", "", false, "a value that begins with * stands for another one, which there is not", "put text that begins with * in quotes"},
	{"tab", "", false, "a tab", "indent with spaces, not tabs"},
}

// badByte finds the first byte or character that cannot be in a text file.
func badByte(b []byte) (line, column int, found bool) {
	line, column = 1, 1
	for len(b) > 0 {
		c, size := utf8.DecodeRune(b)
		switch {
		case c == utf8.RuneError && size == 1, c == 0xfffe, c == 0xffff,
			unicode.IsControl(c) && !strings.ContainsRune("\n\r\t\u0085", c):
			return line, column, true
		case c == '\n':
			line, column = line+1, 0
		}
		b, column = b[size:], column+1
	}
	return 0, 0, false
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
