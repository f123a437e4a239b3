package config

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// reading is one pass over a file: where every value stands, and what was
// found wrong.
type reading struct {
	file  string
	known Known
	at    map[string]*yaml.Node // by path of the key
	bad   map[string]bool       // paths of which something was said
	found Mistakes
	paths []string // of the sources, "" where one was read beside the document; nil is their places in it
}

// fill reads the document into c as the types' yaml tags say, defaults first.
// Of a value that cannot be read the default stays.
func (r *reading) fill(root *yaml.Node, c *Config) {
	r.at = make(map[string]*yaml.Node)
	r.bad = make(map[string]bool)
	r.value(root, reflect.ValueOf(c).Elem(), "")
	c.PrivateGiven = r.given("private")
}

const noAnchors = "anchors and aliases (&name, *name) are not used in this file"

// value reads one node into v.
func (r *reading) value(n *yaml.Node, v reflect.Value, path string) {
	r.at[path] = n
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		r.wrong(path, noAnchors, "write the value out, or put it in quotes if it is text")
		return
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if d, ok := v.Addr().Interface().(interface{ defaults() }); ok {
		d.defaults()
	}
	text, own := v.Addr().Interface().(encoding.TextUnmarshaler)
	null := n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null"
	switch {
	case null && (v.Kind() == reflect.Slice || v.Kind() == reflect.Map || v.Kind() == reflect.Struct && !own):
		// all that stood below the key is commented out
	case null:
		r.wrong(path, "has no value", "write one, or take the key out for the default")
	case own && n.Kind == yaml.ScalarNode:
		r.told(path, text.UnmarshalText([]byte(n.Value)))
	case v.Kind() == reflect.Struct && (!own || len(keys(v.Type())) > 0):
		r.mapping(n, v, path)
	case v.Kind() == reflect.Slice:
		r.list(n, v, path)
	case v.Kind() == reflect.Map:
		r.table(n, v, path)
	default:
		r.scalar(n, v, path)
	}
}

// told notes what a value's own reader said.
func (r *reading) told(path string, err error) {
	var t trouble
	switch {
	case errors.As(err, &t):
		r.wrong(path, t.problem, t.hint)
	case err != nil:
		r.wrong(path, err.Error(), "")
	}
}

func (r *reading) list(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.SequenceNode {
		hint := "begin each entry with a hyphen"
		if n.Kind == yaml.ScalarNode && v.Type().Elem().Kind() == reflect.String {
			hint = "write [" + n.Value + "]"
		}
		r.wrong(path, "is "+kind(n)+" where a list is expected", hint)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, entry := range n.Content {
		r.value(entry, v.Index(i), fmt.Sprintf("%s[%d]", path, i))
	}
}

// table reads keys that are anyone's to choose.
func (r *reading) table(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.MappingNode {
		r.wrong(path, "is "+kind(n)+" where keys are expected", "write {KEY: value}, or the keys below it, indented")
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, below := n.Content[i], join(path, n.Content[i].Value)
		if key.Kind != yaml.ScalarNode || key.ShortTag() == "!!merge" {
			r.mistake(key, path, "a key is not a single word", "write KEY: value")
			continue
		}
		if first, twice := r.at[below]; twice {
			r.mistake(key, below, "the key stands here twice", fmt.Sprintf("keep one; the other value is in line %d", first.Line))
			continue
		}
		entry := reflect.New(v.Type().Elem()).Elem()
		r.value(n.Content[i+1], entry, below)
		v.SetMapIndex(reflect.ValueOf(key.Value), entry)
	}
}

func (r *reading) mapping(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.MappingNode {
		r.wrong(path, "is "+kind(n)+" where keys are expected", "write {key: value}, or the keys below it, indented; known here: "+strings.Join(keys(v.Type()), ", "))
		return
	}
	var strange []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		field, ok := fieldOf(v, key)
		if !ok {
			strange = append(strange, key)
			continue
		}
		below := join(path, key.Value)
		if first, twice := r.at[below]; twice {
			r.mistake(key, below, "the key stands here twice", fmt.Sprintf("keep one; the other value is in line %d", first.Line))
			continue
		}
		r.value(n.Content[i+1], field, below)
	}
	for _, key := range strange {
		if key.ShortTag() == "!!merge" {
			r.wrong(path, noAnchors, "write the keys out instead of <<")
			continue
		}
		r.unknown(key, v.Type(), path)
	}
}

// unknown tells of a key that is not one. When it was meant for another, that
// other is not told of as missing.
func (r *reading) unknown(key *yaml.Node, t reflect.Type, path string) {
	known := keys(t)
	if key.Kind != yaml.ScalarNode {
		r.mistake(key, path, "a key is "+kind(key), "keys are single words; known here: "+strings.Join(known, ", "))
		return
	}
	hint := "known here: " + strings.Join(known, ", ")
	meant := meantKey(key.Value, known)
	if meant != "" {
		hint = "did you mean `" + meant + "`?"
		if below := join(path, meant); r.at[below] == nil {
			r.bad[below] = true
		}
	}
	r.mistake(key, join(path, key.Value), "unknown key", hint)
}

func (r *reading) scalar(n *yaml.Node, v reflect.Value, path string) {
	wants := map[reflect.Kind]string{reflect.Int: "a whole number", reflect.Bool: "true or false"}[v.Kind()]
	if n.Kind != yaml.ScalarNode {
		if wants == "" {
			wants = "text"
		}
		r.wrong(path, "is "+kind(n)+" where "+wants+" is expected", "write one value; text with brackets, braces or a colon needs quotes")
		return
	}
	if v.Kind() == reflect.String {
		v.SetString(n.Value) // as written: 010 and no are text here
		return
	}
	if err := n.Decode(v.Addr().Interface()); err != nil {
		r.wrong(path, quoted(n.Value)+" is not "+wants, "write "+wants+", without quotes")
	}
}

// wrong notes a mistake at a path, or at the nearest path above it that stands
// in the file. Of a path of which, or of whose parents, something was said
// already nothing more is said: it would only be a consequence.
func (r *reading) wrong(path, problem, hint string) {
	node := r.at[path]
	for up := path; ; up = parent(up) {
		if r.bad[up] {
			return
		}
		if node == nil {
			node = r.at[up]
		}
		if up == "" {
			break
		}
	}
	r.bad[path] = true
	r.mistake(node, path, problem, hint)
}

func (r *reading) mistake(n *yaml.Node, path, problem, hint string) {
	m := Mistake{File: r.file, Line: 1, Column: 1, Key: path, Problem: problem, Hint: hint}
	if n != nil && n.Line > 0 {
		m.Line, m.Column = n.Line, n.Column
	}
	r.found = append(r.found, m)
}

// given reports whether a key stands in the file.
func (r *reading) given(path string) bool { return r.at[path] != nil }

var plainKey = regexp.MustCompile(`^[A-Za-z0-9_-]{1,40}$`)

func join(path, key string) string {
	if !plainKey.MatchString(key) {
		key = quoted(key)
	}
	if path == "" {
		return key
	}
	return path + "." + key
}

// parent of sources[2].url is sources[2], of that sources, of that "".
func parent(path string) string {
	if i := strings.LastIndexAny(path, ".["); i >= 0 {
		return path[:i]
	}
	return ""
}

// fieldOf is the field of a struct that a key names.
func fieldOf(v reflect.Value, key *yaml.Node) (reflect.Value, bool) {
	if key.Kind == yaml.ScalarNode && key.Value != "-" {
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("yaml") == key.Value {
				return v.Field(i), true
			}
		}
	}
	return reflect.Value{}, false
}

// keys are the keys a struct knows, in the order of its fields.
func keys(t reflect.Type) []string {
	var all []string
	for i := range t.NumField() {
		all = append(all, t.Field(i).Tag.Get("yaml"))
	}
	return slices.DeleteFunc(all, func(key string) bool { return key == "" || key == "-" })
}

// kind is what a node is, in words.
func kind(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a group of keys"
	case yaml.SequenceNode:
		return "a list"
	default:
		return "a single value"
	}
}
