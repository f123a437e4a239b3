package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// Every command says what it does and shows how: an example that is the command
// itself, with flags it has. Its lines fit into a terminal.
func TestEveryCommandHasAnExample(t *testing.T) {
	seen := 0
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		for _, below := range cmd.Commands() {
			walk(below)
		}
		if cmd.Name() == "help" {
			return
		}
		seen++
		if cmd.Short == "" || strings.HasSuffix(cmd.Short, ".") {
			t.Errorf("%s: Short %q is to be a line without a full stop", cmd.CommandPath(), cmd.Short)
		}
		for line := range strings.Lines(cmd.Long) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 85 {
				t.Errorf("%s: a line of its help has %d characters: %s", cmd.CommandPath(), n, line)
			}
		}
		own := false
		for line := range strings.Lines(cmd.Example) {
			if !strings.HasPrefix(line, "  ") {
				t.Errorf("%s: the example %q is not indented by two", cmd.CommandPath(), line)
			}
			words := strings.Fields(line)
			if !strings.Contains(line, cmd.CommandPath()) {
				continue
			}
			own = true
			if cmd.HasSubCommands() && cmd.HasParent() {
				continue // the examples are those of the commands below
			}
			for _, w := range words[:end(words)] {
				name, long := strings.CutPrefix(w, "--")
				name, _, _ = strings.Cut(name, "=")
				if long && cmd.Flag(name) == nil && cmd.InheritedFlags().Lookup(name) == nil {
					t.Errorf("%s: the example %q has a flag that the command has not", cmd.CommandPath(), strings.TrimSpace(line))
				}
			}
		}
		if !own && cmd.HasParent() {
			t.Errorf("%s has no example", cmd.CommandPath())
		}
	}
	walk(newRoot())
	if seen < 20 {
		t.Errorf("only %d commands were looked at", seen)
	}
}

// end is where the first command of a line of a shell ends.
func end(words []string) int {
	for n, w := range words {
		if w == "&&" || w == "|" || w == ";" || w == "<" {
			return n
		}
	}
	return len(words)
}
