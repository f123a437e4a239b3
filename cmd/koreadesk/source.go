package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"koreadesk/desk/control"
)

func newSource() *cobra.Command {
	return group("source", "List the sources, or let a stopped one be polled again", newSourceList(), newSourceResume())
}

func newSourceList() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the sources: where they live, how they fare, when they are polled",
		Example: "  koreadesk source list\n" +
			"  koreadesk source list --json",
		Args: cobra.NoArgs,
	}
	asJSON := cmd.Flags().Bool("json", false, "print one JSON object")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withDesk(cmd, false, func(d control.Desk) error {
			status, err := d.Status(cmd.Context())
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(cmd, map[string]any{"sources": status.Sources})
			}
			printSources(cmd.OutOrStdout(), status.Sources)
			return nil
		})
	}
	return cmd
}

func printSources(out io.Writer, sources []control.SourceHealth) {
	t := table{head: []string{"SOURCE", "STATE", "NEXT POLL", "TDM", "TITLE", "URL", "WHY"}}
	for _, h := range sources {
		address := h.URL
		switch {
		case h.MovedTo != "":
			address += " moved to " + h.MovedTo
		case h.MovingTo != "":
			address += " seems to move to " + h.MovingTo
		}
		reserved := "-"
		if h.Reserved {
			reserved = "reserved"
			if h.Policy != "" {
				reserved = h.Policy
			}
		}
		why := h.Reason
		if why == "" {
			why = h.Because
		}
		t.row(h.ID, h.State, momentOrUnknown(h.NextPoll), reserved, h.Title, address, why)
	}
	t.print(out)
}

func newSourceResume() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "resume SOURCE...",
		Short: "Let sources that were stopped be polled again",
		Long: `resume lets a source be polled again that was stopped because its server said
the feed is gone (410). Of a source with page: auto it forgets what was found on
the page, which is then looked for anew. A running daemon polls it at once. What
the server asked for besides, such as a Retry-After, still holds.`,
		Example: "  koreadesk source resume vdi-nachrichten",
		Args:    cobra.MinimumNArgs(1),
	}
	cmd.ValidArgsFunction = sourceIDs
	asJSON := cmd.Flags().Bool("json", false, "print a JSON array")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return withDesk(cmd, false, func(d control.Desk) error {
			done, err := d.Resume(cmd.Context(), args)
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(cmd, done)
			}
			for _, one := range done {
				fmt.Fprintln(cmd.OutOrStdout(), resumed(one))
			}
			return nil
		})
	}
	return cmd
}

// resumed says what became of a source.
func resumed(one control.Resumed) string {
	what, when := "was not stopped", "it is due now"
	switch {
	case one.Stopped:
		what = "resumed"
	case one.Chosen:
		what = "what was found on its page is looked for anew"
	}
	if one.NextPoll != nil {
		when = "its next poll is at " + moment(*one.NextPoll) + ": " + one.Because
	}
	return fmt.Sprintf("%s: %s; %s", one.Source, what, when)
}
