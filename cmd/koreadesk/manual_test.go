package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"koreadesk/news"
)

// typed are the command lines of a text: what stands indented or in backquotes
// and begins with the program's name.
var typed = regexp.MustCompile("(?m)(?:^    |`)(?:CREDENTIALS_DIRECTORY=\\S+ )?koreadesk ([a-z-][^`\n]*)")

// What the manuals tell people to type is understood.
func TestManualsNameCommandsThereAre(t *testing.T) {
	manuals, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, path := range append(manuals, "../../README.md", "../../CONTRIBUTING.md", "../../SECURITY.md") {
		text := read(t, path)
		for _, found := range typed.FindAllStringSubmatch(text, -1) {
			seen++
			words := strings.Fields(found[1])
			words = words[:end(words)]
			root := newRoot()
			cmd, _, err := root.Find(words)
			if err != nil || cmd == root && words[0] != "--help" {
				t.Errorf("%s: koreadesk %s: there is no such command", path, found[1])
				continue
			}
			for _, w := range words {
				name, long := strings.CutPrefix(w, "--")
				name, _, _ = strings.Cut(name, "=")
				if name = strings.TrimRight(name, "].,"); long && name != "help" && cmd.Flag(name) == nil && cmd.InheritedFlags().Lookup(name) == nil {
					t.Errorf("%s: koreadesk %s: there is no flag --%s", path, found[1], name)
				}
			}
		}
	}
	if seen < 30 {
		t.Errorf("only %d command lines were looked at", seen)
	}
}

var (
	symptom = regexp.MustCompile(`(?m)^\| ([^|]*) \| [^|]* \| [^|]* \|$`)
	words   = regexp.MustCompile(`"([^"]+)"`)
	kinds   = regexp.MustCompile(`(?m)^\s+Err\w+ += errors.New.*$`) // no person reads them
)

// Who looks a message up finds it in the words the program has for it, and every
// verdict has a line.
func TestSymptomsAreInTheProgramsWords(t *testing.T) {
	var program strings.Builder
	for _, dir := range []string{"../../store", "../../desk", "../../desk/*", "../../cmd/koreadesk"} {
		files, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range files {
			if !strings.HasSuffix(path, "_test.go") {
				program.WriteString(kinds.ReplaceAllString(read(t, path), ""))
			}
		}
	}
	var seen []string
	for _, row := range symptom.FindAllStringSubmatch(read(t, "../../docs/operating.md"), -1) {
		seen = append(seen, row[1])
		for _, quoted := range words.FindAllStringSubmatch(row[1], -1) {
			for part := range strings.SplitSeq(quoted[1], "…") {
				if !strings.Contains(program.String(), strings.TrimSuffix(part, "NAME")) {
					t.Errorf("the program never says %q", part)
				}
			}
		}
	}
	table := strings.Join(seen, "\n")
	for _, verdict := range news.Healths {
		if verdict != news.HealthOK && verdict != news.HealthNew && !strings.Contains(table, "`"+string(verdict)+"`") {
			t.Errorf("no line tells what to do about %s", verdict)
		}
	}
	if !slices.ContainsFunc(seen, func(s string) bool { return strings.Contains(s, `"`) }) {
		t.Error("no message was looked at")
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
