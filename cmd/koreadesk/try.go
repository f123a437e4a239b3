package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"koreadesk/desk"
)

func newTry() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "try URL|FILE",
		Short: "Fetch one feed, store nothing, show what the desk would make of it",
		Long: `try fetches one feed or page, or reads it from a file, stores nothing, and shows
each entry with its tags, why, and its themes. A source that asked to be left
alone (Retry-After) is not asked.`,
		Example: "  koreadesk try https://www.example.org/feed.xml\n" +
			"  koreadesk try saved.xml",
		Args: cobra.ExactArgs(1),
	}
	asJSON := cmd.Flags().Bool("json", false, "print one JSON object an entry")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		tried, err := desk.Try(cmd.Context(), optionalConfig(cmd), version(), args[0])
		if tried.Note != "" {
			fmt.Fprintln(cmd.ErrOrStderr(), "note:", tried.Note)
		}
		if err != nil {
			return err
		}
		if *asJSON {
			for _, t := range tried.Entries {
				if err := printJSONLine(cmd, t); err != nil {
					return err
				}
			}
			return nil
		}
		out := cmd.OutOrStdout()
		fmt.Fprintf(out, "%s: %d entries\n", tried.Origin.Title, len(tried.Entries))
		for _, t := range tried.Entries {
			fmt.Fprintf(out, "\n%s\n  %s\n  published %s\n", t.Title, t.Link, momentOrUnknown(t.Published))
			printTags(out, t.Tags)
			printFault(out, t.Fault)
			if len(t.Themes) > 0 {
				fmt.Fprintf(out, "  themes: %s\n", strings.Join(t.Themes, ", "))
			}
		}
		return nil
	}
	return cmd
}
