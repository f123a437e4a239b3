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
		Example: "  koreadesk try https://www.example.org/feed.xml\n" +
			"  koreadesk try saved.xml",
		Args: cobra.ExactArgs(1),
	}
	asJSON := cmd.Flags().Bool("json", false, "print one JSON object an entry")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		tried, origin, err := desk.Try(cmd.Context(), optionalConfig(cmd), version(), args[0])
		if err != nil {
			return err
		}
		if *asJSON {
			for _, t := range tried {
				if err := printJSONLine(cmd, t); err != nil {
					return err
				}
			}
			return nil
		}
		out := cmd.OutOrStdout()
		fmt.Fprintf(out, "%s: %d entries\n", origin.Title, len(tried))
		for _, t := range tried {
			fmt.Fprintf(out, "\n%s\n  %s\n  published %s\n", t.Title, t.Link, momentOrUnknown(t.Published))
			printTags(out, t.Tags)
			if len(t.Themes) > 0 {
				fmt.Fprintf(out, "  themes: %s\n", strings.Join(t.Themes, ", "))
			}
		}
		return nil
	}
	return cmd
}
