package config

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const anyDesk = "desk: {base_url: \"https://desk.example\"}\n"
const anyTheme = "themes:\n  - {id: all, title: All}\n"

// Sources that are read from their lines are what the YAML reader makes of them.
func TestPlainSources(t *testing.T) {
	for list, all := range map[string]int{
		"  - {id: a, title: \"A: 1, {2}\", url: \"https://a.example/#x\"}\n  - {id: b, url: \"https://b.example\", language: de}\n":                                                   2,
		"  - id: a\n    title: Zeitung für Köln\n    url: https://a.example/feed?x=1&y=2\n\n  # next\n  - id: b\n    url: https://b.example/\n    # its language\n    language: ko\n": 2,
		"# all of them\n\n- id: a\n  url: https://a.example\n": 0,
		"    - id: a\n      url: https://a.example\n    - id: b\n      was: [c]\n      url: https://b.example\n      every: 2h\n    - {id: d, title: \"도시 소식\", url: \"https://d.example\"}\n": 2,
	} {
		text := anyDesk + "sources:\n" + list + anyTheme
		p, ok := takePlain([]byte(text))
		taken := 0
		for _, s := range p.all {
			if s != nil {
				taken++
			}
		}
		if ok && taken != all || !ok && all > 0 {
			t.Errorf("%d sources are plain, want %d (%v):\n%s", taken, all, ok, list)
		}
		if got := parsePlain("feeds.yaml", []byte(text), known()); (got != nil) != (all > 0) {
			t.Errorf("read as plain: %v:\n%s", got != nil, list)
		}
		alike(t, []byte(text))
	}
}

// What only looks like a source, or has something wrong with it, is told as ever.
func TestPlainOrNot(t *testing.T) {
	plain := "  - {id: b, url: \"https://b.example\"}\n"
	for _, text := range []string{
		anyDesk + "sources:\n  - {id: a, title: \"x\n" + plain + "  \"}\n" + anyTheme,
		anyDesk + "tags:\n  - id: t\n    title: \"\nsources:\n" + plain + "\"\n" + anyTheme,
		anyDesk + "sources:\n" + plain + plain + anyTheme,
		anyDesk + "sources:\n" + plain + "  - {id: c, url: \"ftp://b.example\"}\n" + anyTheme,
		anyDesk + "sources:\n" + plain + "  - {id: c, was: [b], url: \"https://c.example\"}\n" + anyTheme,
		anyDesk + "sources:\n" + plain + "  - {id: c, id: d, url: \"https://c.example\"}\n" + anyTheme,
		anyDesk + "sources:\n" + plain + "  - {id: null, url: \"https://c.example\"}\n" + anyTheme,
		anyDesk + "sources:\n" + plain + "  - plain\n" + anyTheme,
		anyDesk + "sources:\n" + plain + "  - {id: c, url: \"https://c.example\"} # c\n" + anyTheme,
		anyDesk + "sources:\n" + plain + "  - {id: c, url: \"https://c.example\"}\n    title: C\n" + anyTheme,
		anyDesk + "sources:\n" + plain + anyTheme + "sources:\n" + plain,
		anyDesk + "sources:\n" + plain + "---\n" + anyTheme,
		anyDesk + "sources:\n" + plain + "  - id: c\n    title: |\n      - {id: d}\n  # no\n    url: https://c.example\n" + anyTheme,
		anyDesk + "sources:\n" + plain + "    # \x01\n" + anyTheme,
		anyDesk + "sources:\n" + plain + "  - id: c\n    # c\u0085    title: C\n    url: https://c.example\n" + anyTheme,
		"private: none\n" + anyDesk + "sources:\n" + plain,
	} {
		alike(t, []byte(text))
	}
}

// alike reads a file with and without looking for plain sources.
func alike(t *testing.T, b []byte) {
	t.Helper()
	got, err := Parse("feeds.yaml", b, known())
	want, wrong := parseWhole("feeds.yaml", b, known())
	if fmt.Sprint(err) != fmt.Sprint(wrong) {
		t.Errorf("told: %v\nwant: %v\nof:\n%s", err, wrong, b)
	}
	if !reflect.DeepEqual(want, got) {
		t.Errorf("read otherwise: %+v\nwant: %+v\nof:\n%s", got, want, b)
	}
}

func FuzzPlain(f *testing.F) {
	files, _ := filepath.Glob("testdata/good/*.yaml")
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	f.Add("  - {id: a, title: \"A: 1, {2}\", url: \"https://a.example/#x\"}\n  - id: b\n    title: B c\n    url: https://b.example/\n")
	f.Add("  - {id: a, url: \"x\n  - {id: b, url: \"y\"}\n  \"}\n")
	f.Fuzz(func(t *testing.T, list string) {
		if !strings.Contains(list, "sources:\n") {
			list = anyDesk + "sources:\n" + list + "\n" + anyTheme
		}
		alike(t, []byte(list))
	})
}

// Whatever lines a list is made of, it is read and told of as the YAML reader has it.
func TestPlainAnyLines(t *testing.T) {
	lines := []string{
		`  - {id: a, url: "https://a.example"}`, `  - {id: b, title: "B", url: "https://b.example", language: de}`, "  - id: c", "  - id: d",
		"    title: C and D", "    url: https://c.example/x?y=1", `    url: "https://d.example/#z"`, "    language: ko", "    was: [a]", "    every: 2h",
		`    title: "x`, `      y"`, "    title: 'x", "  '", "    title: |", "      - {id: e}", "    title: >-", "  # no", "    # no: \"", "", "  - plain", "  - ~",
		"  - {id: f,", `  url: "https://f.example"}`, "- {id: g}", "    title: &a b", "    title: *a", "  - title: null", "    title:", "---", "themes: []", "sources:", `"`, "}", "    id : h",
		"    title: a: b", "    title: a #b", "    ? title", "    : x", "  -", "      url: https://g.example", "   language: en",
	}
	r := rand.New(rand.NewPCG(3, 4))
	read := 0
	for range 4000 {
		text := anyDesk + "sources:\n"
		for range 1 + r.IntN(9) {
			n := r.IntN(len(lines))
			if r.IntN(2) == 0 {
				n = r.IntN(10)
			}
			text += lines[n] + "\n"
		}
		text += anyTheme
		alike(t, []byte(text))
		if parsePlain("feeds.yaml", []byte(text), known()) != nil {
			read++
		}
	}
	if read < 40 {
		t.Errorf("%d of them were read as plain", read)
	}
}
