package config

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// AddSources is the text of feeds.yaml with further sources at the end of its
// list; every byte that was there stays. The result is checked: it is the same
// configuration with these sources more. The error is Mistakes when feeds.yaml
// has some, else it says why nothing can be added.
func AddSources(file string, old []byte, add []Source, k Known) ([]byte, error) {
	r := &reading{file: file, known: k}
	root := r.nodes(old)
	if root == nil {
		return nil, r.found
	}
	at, indent, err := place(old, root)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	lineEnd := "\n"
	if first := bytes.IndexByte(old, '\n'); first > 0 && old[first-1] == '\r' {
		lineEnd = "\r\n"
	}
	var lead string
	if at > 0 && old[at-1] != '\n' {
		lead = lineEnd
	}
	added := WriteSources(add, indent, lineEnd)
	if sources(root) == nil {
		added = "sources:" + lineEnd + added
	}
	text := slices.Concat(old[:at], []byte(lead+added), old[at:])
	return text, unchanged(file, old, text, add, k)
}

var errLayout = errors.New("sources cannot be added to its layout: print them and paste them where they belong")

// sources is the value of the key sources; nil when there is none.
func sources(root *yaml.Node) *yaml.Node {
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value == "sources" {
			return root.Content[i+1]
		}
	}
	return nil
}

// place is where the next source is to stand: the offset in the text, at the
// beginning of a line or at its end, and how far it is indented.
func place(text []byte, root *yaml.Node) (at, indent int, err error) {
	if root.Style&yaml.FlowStyle != 0 {
		return 0, 0, errLayout
	}
	list := sources(root)
	switch {
	case list == nil:
		return len(text), 2, nil
	case list.Kind == yaml.ScalarNode && list.ShortTag() == "!!null" && list.Value == "":
		return offset(text, list.Line+1), 2, nil
	case list.Kind != yaml.SequenceNode || list.Style&yaml.FlowStyle != 0 || len(list.Content) == 0:
		return 0, 0, errLayout
	}
	indent = list.Column - 1
	begin, end := list.Line, bytes.Count(text, []byte{'\n'})+2 // lines, from 1; end is the first that is not its own
	for i := 0; i < len(root.Content); i += 2 {
		if line := root.Content[i].Line; line > begin {
			end = min(end, line)
		}
	}
	for end > begin+1 && foreign(text, end-1, indent) {
		end--
	}
	return offset(text, end), indent, nil
}

// foreign reports whether a line at the end of a list belongs to what comes
// after it: an empty one, or a comment that is not indented with the list.
func foreign(text []byte, line, indent int) bool {
	content := string(text[offset(text, line):offset(text, line+1)])
	bare := strings.TrimLeft(content, " ")
	switch {
	case strings.TrimSpace(bare) == "":
		return true
	case !strings.HasPrefix(bare, "#"):
		return false
	}
	return indent == 0 || len(content)-len(bare) < indent
}

// offset is where a line begins, counted from 1; the text's end when there are
// not so many.
func offset(text []byte, line int) int {
	at := 0
	for ; line > 1; line-- {
		next := bytes.IndexByte(text[at:], '\n')
		if next < 0 {
			return len(text)
		}
		at += next + 1
	}
	return at
}

// unchanged checks that the new text says what the old one did, and the added
// sources besides.
func unchanged(file string, old, text []byte, add []Source, k Known) error {
	now, err := Parse(file, text, k)
	if err != nil {
		return err
	}
	before := Skim(file, old, k)
	n := len(before.Sources)
	if len(now.Sources) != n+len(add) {
		return fmt.Errorf("%s: %w", file, errLayout)
	}
	for i, s := range now.Sources[n:] {
		want := add[i]
		if s.ID != want.ID || s.Title != want.Title || s.URL != want.URL || s.Language != want.Language || !slices.Equal(s.Tags, want.Tags) {
			return fmt.Errorf("%s: source %s would not be read as it was written: add it by hand", file, want.ID)
		}
	}
	rest := *now
	if rest.Sources = now.Sources[:n:n]; n == 0 {
		rest.Sources, before.Sources = nil, nil
	}
	if !reflect.DeepEqual(&rest, before) {
		return fmt.Errorf("%s: %w", file, errLayout)
	}
	return nil
}
