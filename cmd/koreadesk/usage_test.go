package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// Whatever is wrong with a command line, the answer is one sentence for a
// person that shows the way, and exit code 2.
func TestWrongCommandLines(t *testing.T) {
	tried := 0
	var walk func(*cobra.Command, []string)
	walk = func(cmd *cobra.Command, path []string) {
		for _, below := range cmd.Commands() {
			if below.Name() != "help" {
				walk(below, append(path[:len(path):len(path)], below.Name()))
			}
		}
		if len(path) == 0 || cmd.HasSubCommands() {
			return
		}
		lines := [][]string{{"--frobnicate"}}
		if cmd.Args != nil {
			lines = append(lines, []string{"a", "b", "c"})
			if fields := strings.Fields(cmd.Use); len(fields) > 1 && !strings.HasPrefix(fields[1], "[") {
				lines = append(lines, nil)
			}
		}
		if fits := cmd.Args == nil || cmd.Args(cmd, []string{"a", "b", "c"}) == nil; fits {
			lines = lines[:1]
		}
		for _, args := range lines {
			tried++
			wrongLine(t, append(path[:len(path):len(path)], args...))
		}
	}
	walk(newRoot(), nil)
	for _, args := range [][]string{
		{"items", "--most", "x"}, {"items", "--most", "-1"}, {"items", "--since", "gestern"}, {"items", "--json=x"},
		{"digest", "all", "--since", "gestern"}, {"digest", "all", "--format", "pdf"}, {"serve", "--log", "xml"},
		{"plan", "--fail-if", "x"}, {"eval"}, {"store", "backup"}, {"completion", "tcsh"},
		{"edit", "pin", "item", "--until", "gestern"}, {"edit", "frob"}, {"demo", "--listen", "foo"}, {"demo", "--listen", "127.0.0.1:99999"},
		{"demo", "--listen", "127.0.0.1:frob"}, {"frob"}, {"items", "--theme"},
	} {
		tried++
		wrongLine(t, args)
	}
	if tried < 60 {
		t.Errorf("only %d lines were tried", tried)
	}
}

// raw are words of libraries that no person should have to read.
var raw = []string{"arg(s)", "received", "strconv", "parsing", "invalid argument", "unknown command", "flag needs", "open ", "%!"}

func wrongLine(t *testing.T, args []string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(context.Background(), args, strings.NewReader(""), &out, &errs)
	said := errs.String()
	if code != 2 || out.Len() > 0 {
		t.Errorf("%q: exit code %d, and printed %q", args, code, out.String())
	}
	if !strings.HasPrefix(said, "koreadesk: ") || strings.Count(said, "\n") != 1 {
		t.Errorf("%q: not one sentence: %q", args, said)
	}
	for _, word := range raw {
		if strings.Contains(said, word) {
			t.Errorf("%q: %q is no word for a person: %s", args, word, said)
		}
	}
}
