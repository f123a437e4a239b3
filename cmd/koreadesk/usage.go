package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usageError is a command line that was not understood.
type usageError struct{ error }

// near suggests a command whose name is like the one typed.
func near(root *cobra.Command, typed string) string {
	root.SuggestionsMinimumDistance = 2
	if names := root.SuggestionsFor(typed); len(names) > 0 {
		return fmt.Sprintf("; did you mean %q?", names[0])
	}
	return ""
}

// strict makes wrong arguments of a command a usage error that says which.
func strict(cmd *cobra.Command) {
	cmd.DisableFlagsInUseLine = true
	check := cmd.Args
	if check == nil {
		return
	}
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{fmt.Errorf("%s (usage: %s; %s --help tells more)", wrongArguments(cmd, args), cmd.UseLine(), cmd.CommandPath())}
		}
		return nil
	}
}

// wrongArguments says what is wrong with the arguments of a command, by the
// names its usage line has for them: [NAME] may be left out, NAME... be more
// than one.
func wrongArguments(cmd *cobra.Command, args []string) string {
	var needed, all []string
	for _, name := range strings.Fields(cmd.Use)[1:] {
		if all = append(all, name); !strings.HasPrefix(name, "[") {
			needed = append(needed, strings.TrimSuffix(name, "..."))
		}
	}
	_, name, _ := strings.Cut(cmd.CommandPath(), " ")
	switch {
	case len(args) < len(needed):
		return fmt.Sprintf("%s needs %s", name, strings.Join(needed[len(args):], " and "))
	case len(args) > len(all) && len(all) == 0:
		return fmt.Sprintf("%s takes no arguments, but got %q", name, args[0])
	case len(args) > len(all):
		return fmt.Sprintf("%s has no use for %q", name, args[len(all)])
	}
	return fmt.Sprintf("%s: %q is none of %s", name, args[0], strings.Join(cmd.ValidArgs, ", "))
}

// wrongFlag words the errors of the flag library.
func wrongFlag(cmd *cobra.Command, err error) error {
	said := err.Error()
	if wrong, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		said = fmt.Sprintf("--%s %q is not %s", wrong.GetFlag().Name, wrong.GetValue(), kindOfValue(wrong.GetFlag().Value.Type()))
	} else if missing, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		said = fmt.Sprintf("--%s needs a value", missing.GetFlag().Name)
	}
	return usageError{fmt.Errorf("%s (see %s --help)", said, cmd.CommandPath())}
}

// kindOfValue is what a flag of a type takes, in words.
func kindOfValue(typ string) string {
	switch typ {
	case "int":
		return "a whole number"
	case "bool":
		return "true or false"
	}
	return "of its form"
}
