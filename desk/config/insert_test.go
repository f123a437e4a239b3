package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var two = []Source{
	{ID: "neu", Title: "Neues: heute", URL: "https://neu.example/feed", Language: "de", Tags: []string{"presse"}},
	{ID: "alt", Title: "Altes", URL: "https://alt.example/feed"},
}

const desk, all = "desk: {base_url: https://d.example.org}\n", "themes:\n  - {id: all, title: All}\n"

// The new sources stand where they belong, and no other byte is touched: in
// each text ¶ is where they come.
func TestAddSources(t *testing.T) {
	indented := "  - id: neu\n    title: \"Neues: heute\"\n    url: https://neu.example/feed\n    language: de\n    tags: [presse]\n  - id: alt\n    title: Altes\n    url: https://alt.example/feed\n"
	flush := strings.ReplaceAll(indented[2:], "\n  ", "\n")
	for name, c := range map[string]struct{ text, added string }{
		"between":                 {desk + "sources:\n  - id: a\n    url: https://a.example/ # hier\n¶" + all, indented},
		"before a heading":        {desk + "sources:\n\n  - {id: a, url: https://a.example/}\n¶\n\n# --- Themen\n#\n\n" + all, indented},
		"after its comments":      {desk + "sources:\n  - {id: a, url: https://a.example/}\n\n  # - {id: b, url: https://b.example/}\n    # und mehr\n¶\n# Themen\n" + all, indented},
		"at the end":              {desk + all + "sources:\n  - {id: a, url: https://a.example/}\n¶", indented},
		"without a last line end": {desk + all + "sources:\n  - {id: a, url: https://a.example/}¶", "\n" + indented},
		"not indented":            {desk + "sources:\n- {id: a, url: https://a.example/}\n¶# Themen\n" + all, flush},
		"further in":              {desk + "sources:\n      -   id: a\n          url: https://a.example/\n¶" + all, strings.ReplaceAll("\n"+indented, "\n  ", "\n      ")[1:]},
		"windows":                 {strings.ReplaceAll(desk+"sources:\n  - {id: a, url: https://a.example/}\n¶\n"+all, "\n", "\r\n"), strings.ReplaceAll(indented, "\n", "\r\n")},
		"byte order mark":         {"\ufeff" + desk + "sources:\n  - {id: a, url: https://a.example/}\n¶" + all, indented},
		"no key":                  {desk + all + "¶", "sources:\n" + indented},
		"an empty key":            {desk + "sources:   # keine\n¶  # - {id: b, url: https://b.example/}\n\n" + all, indented},
		"a folded value":          {desk + "sources:\n  - id: a\n    url: >-\n      https://a.example/\n¶\n" + all, indented},
		"a literal with #":        {desk + "sources:\n  - id: a\n    url: https://a.example/\n    attribution: |\n      Zeile\n      # keine Anmerkung\n¶" + all, indented},
		"document marks":          {"---\n" + desk + "sources:\n  - {id: a, url: https://a.example/}\n¶" + all + "...\n", indented},
		"quoted key":              {desk + "\"sources\":\n  - {id: a, url: https://a.example/}\n¶" + all, indented},
	} {
		t.Run(name, func(t *testing.T) {
			text, err := AddSources("feeds.yaml", []byte(strings.Replace(c.text, "¶", "", 1)), two, known())
			if err != nil {
				t.Fatalf("%v", err)
			}
			if diff := cmp.Diff(strings.Replace(c.text, "¶", c.added, 1), string(text)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Where sources cannot be added without touching the rest, nothing is.
func TestAddSourcesRefuses(t *testing.T) {
	for text, want := range map[string]string{
		desk + "sources: [{id: a, url: https://a.example/}]\n" + all: "layout",
		desk + "sources: []\n" + all:                                 "layout",
		desk + "sources: null\n" + all:                               "layout",
		"{desk: {base_url: https://d.example.org}, sources: [{id: a, url: https://a.example/}], themes: []}\n":  "layout",
		desk + "sources:\n  - {id: a, url: https://a.example/}\n  - {id: neu, url: https://b.example/}\n" + all: "the id of sources[1] already",
		desk + "sources:\n  - {id: a, url: https://alt.example/feed}\n" + all:                                   "is the address of sources[0]",
		desk + "sources:\n  - {id: a, url: https://a.example/}\nthemes: [{id: all, titel: All}]\n":              "titel: unknown key",
		desk + "sources:\n  - {id: a, url: https://a.example/\n" + all:                                          "curly bracket",
		"":                                "empty",
		desk + "sources: a\n" + all:       "layout",
		desk + "sources:\n  a: 1\n" + all: "layout",
	} {
		_, err := AddSources("feeds.yaml", []byte(text), two, known())
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want an error that says %q", text, err, want)
		}
	}
}

// The shipped file takes sources, and all else of it stays.
func TestAddToShipped(t *testing.T) {
	k := Known{Vocabularies: append(known().Vocabularies, topics()...)}
	old, err := os.ReadFile("../../feeds.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := AddSources("../../feeds.yaml", old, two, k)
	if err != nil {
		t.Fatal(err)
	}
	added := WriteSources(two, 2, "\n")
	if strings.Replace(string(text), added, "", 1) != string(old) {
		t.Error("more than the new sources is different")
	}
}

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "feeds.yaml"), filepath.Join(dir, "link.yaml")
	if err := errors.Join(os.WriteFile(file, []byte("old"), 0o640), os.Chmod(file, 0o640), os.Symlink("feeds.yaml", link)); err != nil {
		t.Fatal(err)
	}
	if err := Replace(link, []byte("old"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(file)
	info, missing := os.Stat(file)
	if err != nil || missing != nil || string(b) != "new" || info.Mode().Perm() != 0o640 {
		t.Errorf("%q, %v, %v", b, info.Mode(), err)
	}
	if target, err := os.Readlink(link); err != nil || target != "feeds.yaml" {
		t.Errorf("the link leads to %q, %v", target, err)
	}
	if err := Replace(file, []byte("old"), []byte("newer")); err == nil || !strings.Contains(err.Error(), "in the meantime") {
		t.Errorf("a file that was changed is replaced: %v", err)
	}
	if b, err = os.ReadFile(file); err != nil || string(b) != "new" {
		t.Errorf("%q, %v", b, err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 2 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if err := Replace(filepath.Join(dir, "none.yaml"), nil, nil); err == nil {
		t.Error("a file that is not there is replaced")
	}
}
