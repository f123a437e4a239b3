package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"koreadesk/desk/control"
)

func newQueue() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "queue",
		Short: "List what waits for an editor, with reasons",
		Long: `queue lists the pairs of items that may be one story, which are never joined by
rule (story merge joins them, story apart declines them), the items that a theme
wants approved, and those that a later source's first fetch brought beyond its
first_fetch (edit approve lets both in).`,
		Example: "  koreadesk queue",
		Args:    cobra.NoArgs,
	}
	asJSON := cmd.Flags().Bool("json", false, "print a JSON array")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withDesk(cmd, false, func(d control.Desk) error {
			waiting, err := d.Queue(cmd.Context())
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(cmd, waiting)
			}
			if len(waiting) == 0 {
				_, err = fmt.Fprintln(cmd.OutOrStdout(), "nothing waits")
				return err
			}
			t := table{head: []string{"KIND", "ITEM", "WITH", "SINCE", "WHY", "TITLE"}}
			for _, w := range waiting {
				t.row(w.Kind, short(w.Item), short(w.Other), moment(w.Since), w.Why, w.Title)
			}
			t.print(cmd.OutOrStdout())
			return nil
		})
	}
	return cmd
}
