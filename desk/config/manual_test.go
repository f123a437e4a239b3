package config

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// The types are the manual: every key has its sentence.
func TestEveryKeyIsExplained(t *testing.T) {
	keys := 0
	for _, file := range []string{"config.go", "source.go", "auth.go", "theme.go"} {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			field, ok := n.(*ast.Field)
			if !ok || field.Tag == nil || !strings.Contains(field.Tag.Value, "yaml:") {
				return true
			}
			keys++
			name := field.Names[0].Name
			if doc := field.Doc.Text(); len(strings.Fields(doc)) < 3 || !strings.HasSuffix(strings.TrimSpace(doc), ".") {
				t.Errorf("%s: %s: %q explains nothing", file, name, doc)
			}
			return true
		})
	}
	if keys < 50 {
		t.Errorf("only %d keys were looked at", keys)
	}
}
