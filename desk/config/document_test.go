package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/invopop/jsonschema"

	"koreadesk/news"
)

// The manual and the schema that editors complete by are made of the types and
// their comments. go test ./desk/config -update writes them anew.
func TestDocumentsFollowTheTypes(t *testing.T) {
	c := comments(t)
	for path, want := range map[string][]byte{
		"../../docs/configuration.md":  manual(c),
		"../../docs/feeds.schema.json": schema(t, c),
	} {
		if *update {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the types say (%v): go test ./desk/config -update", path, err)
		}
	}
}

// comments are those of the package's types (Type) and their fields
// (Type.Field), each on one line.
func comments(t *testing.T) map[string]string {
	t.Helper()
	names, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	for _, name := range names {
		if !strings.HasSuffix(name.Name(), ".go") || strings.HasSuffix(name.Name(), "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name.Name(), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range tree.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.TYPE {
				continue
			}
			for _, s := range decl.Specs {
				spec := s.(*ast.TypeSpec)
				all[spec.Name.Name] = oneline(decl.Doc.Text())
				if body, ok := spec.Type.(*ast.StructType); ok {
					for _, f := range body.Fields.List {
						for _, n := range f.Names {
							all[spec.Name.Name+"."+n.Name] = oneline(f.Doc.Text())
						}
					}
				}
			}
		}
	}
	return all
}

func oneline(s string) string { return strings.Join(strings.Fields(s), " ") }

// manual is docs/configuration.md.
func manual(comments map[string]string) []byte {
	var out bytes.Buffer
	out.WriteString(`# feeds.yaml

All keys, what they mean, and what stands when one is left out. This page is
made of the comments in desk/config. The file is strict: a key that is not here
is an error; ` + "`koreadesk check`" + ` names every mistake at once, with line, column and a
hint, and ` + "`koreadesk plan`" + ` shows what a change would add to and take from each
theme.

An editor that knows YAML schemas completes and explains the keys with
[feeds.schema.json](feeds.schema.json); for many of them this line at the top of
the file is enough:

    # yaml-language-server: $schema=/usr/share/doc/koreadesk/feeds.schema.json

A length of time is a number and a unit (d, h, m, s), as often as wanted: 400d,
1h30m.
`)
	section(&out, comments, reflect.TypeFor[Config](), "The file")
	return out.Bytes()
}

func section(out *bytes.Buffer, comments map[string]string, t reflect.Type, title string) {
	fmt.Fprintf(out, "\n## %s\n\n", title)
	type below struct {
		t     reflect.Type
		title string
	}
	var deeper []below
	for _, f := range reflect.VisibleFields(t) {
		key := f.Tag.Get("yaml")
		if key == "" || key == "-" {
			continue
		}
		fmt.Fprintf(out, "- `%s` (%s): %s\n", key, form(f.Type), sentence(f.Name, comments[t.Name()+"."+f.Name]))
		if inner := structOf(f.Type); inner != nil {
			path := key
			if title != "The file" {
				path = strings.Trim(title, "`") + "." + key
			}
			deeper = append(deeper, below{inner, "`" + path + "`"})
		}
	}
	for _, d := range deeper {
		section(out, comments, d.t, d.title)
	}
}

// sentence is a comment without the name of the Go field it begins with.
func sentence(field, comment string) string {
	if rest, ok := strings.CutPrefix(comment, field+" "); ok {
		for _, verb := range []string{"is ", "are "} {
			if bare, ok := strings.CutPrefix(rest, verb); ok {
				rest = bare
			}
		}
		return rest
	}
	return comment
}

// structOf is the struct of keys below a key, nil when there is none.
func structOf(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() == reflect.Struct && len(keys(t)) > 0 {
		return t
	}
	return nil
}

// form is what a value looks like, in words.
func form(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[Duration]():
		return "a time"
	case t == reflect.TypeFor[Pattern]():
		return "a regular expression"
	case t == reflect.TypeFor[Secret]():
		return "the name of a secret"
	case t == reflect.TypeFor[Token]():
		return "a token, or the name of a secret"
	case t == reflect.TypeFor[*Page]():
		return "auto, or keys"
	case t.Kind() == reflect.Map:
		return "header: the name of a secret"
	case t.Kind() == reflect.Slice && structOf(t) != nil:
		return "a list"
	case t.Kind() == reflect.Slice:
		return "a list of words"
	case structOf(t) != nil:
		return "keys"
	case t.Kind() == reflect.Int:
		return "a number"
	case t.Kind() == reflect.Bool:
		return "true or false"
	}
	return "text"
}

// pageKeys are the keys of Page without its other form, the word auto.
type pageKeys Page

// schema is docs/feeds.schema.json.
func schema(t *testing.T, comments map[string]string) []byte {
	t.Helper()
	r := &jsonschema.Reflector{FieldNameTag: "yaml", RequiredFromJSONSchemaTags: true, ExpandedStruct: true, Anonymous: true}
	r.LookupComment = func(t reflect.Type, field string) string {
		name := t.Name()
		if name == "pageKeys" {
			name = "Page"
		}
		if field != "" {
			name += "." + field
		}
		return comments[name]
	}
	words := func(all ...string) *jsonschema.Schema {
		s := &jsonschema.Schema{Type: "string"}
		for _, w := range all {
			s.Enum = append(s.Enum, w)
		}
		return s
	}
	own := map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[Duration]():    {Type: "string", Pattern: `^([0-9]+d)?([0-9.]+(h|m|s|ms))*$`},
		reflect.TypeFor[Pattern]():     {Type: "string", Format: "regex"},
		reflect.TypeFor[Secret]():      {Type: "string", Pattern: secretName.String()},
		reflect.TypeFor[Token]():       {Type: "string"},
		reflect.TypeFor[news.Extent](): words(string(news.ExtentTitle), string(news.ExtentSummary), string(news.ExtentFull)),
		reflect.TypeFor[news.Clock]():  words(string(news.ClockPublished), string(news.ClockFirstSeen), string(news.ClockApproved)),
	}
	keysOfPage := r.ReflectFromType(reflect.TypeFor[pageKeys]())
	keysOfPage.Version = ""
	own[reflect.TypeFor[Page]()] = &jsonschema.Schema{OneOf: []*jsonschema.Schema{{Const: "auto"}, keysOfPage}}
	r.Mapper = func(t reflect.Type) *jsonschema.Schema {
		if s := own[t]; s != nil {
			fresh := *s
			return &fresh
		}
		return nil
	}
	s := r.ReflectFromType(reflect.TypeFor[Config]())
	s.Title = "feeds.yaml of koreadesk"
	demand(s, s.Definitions, comments)
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
}

// demand makes keys required whose comment says that they must be given.
func demand(root *jsonschema.Schema, definitions jsonschema.Definitions, comments map[string]string) {
	root.Required = append(root.Required, "desk", "sources", "themes")
	for name, s := range definitions {
		for pair := s.Properties.Oldest(); pair != nil; pair = pair.Next() {
			for field, comment := range comments {
				if owner, f, ok := strings.Cut(field, "."); ok && owner == name && strings.Contains(comment, "It must be given") &&
					pair.Value.Description == comment && f != "" {
					s.Required = append(s.Required, pair.Key)
				}
			}
		}
		slices.Sort(s.Required)
	}
}
