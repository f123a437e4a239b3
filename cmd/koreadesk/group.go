package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// group is a command that only holds others: "source" of "source list". Its
// examples are the first of theirs.
func group(use, short string, commands ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use:   use,
		Short: short,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("there is no command %q%s (%s --help lists them)",
					use+" "+args[0], near(cmd, args[0]), cmd.CommandPath())}
			}
			return cmd.Help()
		},
	}
	cmd.AddCommand(commands...)
	for n, c := range commands {
		strict(c)
		if first, _, _ := strings.Cut(c.Example, "\n"); n < 2 {
			cmd.Example = strings.TrimPrefix(cmd.Example+"\n"+first, "\n")
		}
	}
	return cmd
}
