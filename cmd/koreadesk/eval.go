package main

import (
	"fmt"
	"os"
	"strings"

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
built-in tags apply.

With --pairs it reads pairs of items (fields a, b and same) and measures how
well one story is told from two.`,
		Example: "  koreadesk eval labels.jsonl\n  koreadesk eval --pairs pairs.jsonl",
		Args:    cobra.MaximumNArgs(1),
	}
	pairs := cmd.Flags().String("pairs", "", "measure on the pairs of items in `FILE` instead")
	asJSON := cmd.Flags().Bool("json", false, "print the report as JSON")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if (len(args) == 1) == (*pairs != "") {
			return usageError{fmt.Errorf("give one file: labelled items, or pairs with --pairs (see %s --help)", cmd.CommandPath())}
		}
		path := strings.Join(args, "") + *pairs
		labels, err := os.Open(path)
		if err != nil {
			return err
		}
		defer labels.Close()
		var report fmt.Stringer
		if *pairs != "" {
			report, err = desk.ComparePairs(labels)
		} else {
			report, err = desk.Evaluate(optionalConfig(cmd), labels)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if *asJSON {
			return printJSON(cmd, report)
		}
		_, err = fmt.Fprintln(cmd.OutOrStdout(), report)
		return err
	}
	return cmd
}
