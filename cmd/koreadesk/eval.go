package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"koreadesk/desk"
)

func newEval() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "eval LABELS.jsonl",
		Short: "Measure the tagger against labelled items",
		Long: `eval reads labelled items as JSON Lines, tags them and prints precision,
recall, F1 and every miss. Labels are the fields korea, north_korea_only and
themes, or an object labels with a tag a field. Without a feeds.yaml the
built-in tags apply.`,
		Example: "  koreadesk eval labels.jsonl",
		Args:    cobra.ExactArgs(1),
	}
	asJSON := cmd.Flags().Bool("json", false, "print the report as JSON")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		labels, err := os.Open(args[0])
		if err != nil {
			return err
		}
		defer labels.Close()
		report, err := desk.Evaluate(optionalConfig(cmd), labels)
		if err != nil {
			return fmt.Errorf("%s: %w", args[0], err)
		}
		if *asJSON {
			return printJSON(cmd, report)
		}
		_, err = fmt.Fprintln(cmd.OutOrStdout(), report)
		return err
	}
	return cmd
}
