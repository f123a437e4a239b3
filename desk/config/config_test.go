package config

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the .want files anew")

// known is what the program under test can do.
func known() Known {
	return Known{Vocabularies: []string{"korea", "north-korea"}}
}

// Every file in testdata/bad stands beside the sentences it must be refused
// with: for that reason, at that place, and for nothing else.
func TestMistakes(t *testing.T) {
	setSecrets(t)
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			c, err := Load(file, known())
			var ms Mistakes
			if !errors.As(err, &ms) || c != nil {
				t.Fatalf("got %v, %v; want mistakes", c, err)
			}
			for n, m := range ms {
				if m.File != file || m.Line < 1 || m.Column < 1 || m.Problem == "" || m.Hint == "" {
					t.Errorf("mistake %d is not whole: %+v", n, m)
				}
			}
			got := strings.ReplaceAll(ms.Error(), "testdata/bad/", "") + "\n"
			compare(t, strings.TrimSuffix(file, ".yaml")+".want", got)
		})
	}
}

// compare compares with a file, or writes it.
func compare(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}
