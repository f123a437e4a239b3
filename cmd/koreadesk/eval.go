package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"koreadesk/desk"
	"koreadesk/desk/control"
)

func newEval() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "eval LABELS.jsonl",
		Short: "Measure the tagger against labelled items",
		Long: `eval reads labelled items as JSON Lines, tags them and prints precision,
recall, F1 and every miss. Labels are the fields korea, north_korea_only and
themes, or an object labels with a tag a field. Without a feeds.yaml the
built-in tags apply.

With - as the file it reads standard input. With --from-edits it measures
nothing: it prints the tags editors gave and took by hand as such a labelled
set, an item a line.

With --pairs it reads pairs of items (fields a, b and same) and measures how
well one story is told from two.`,
		Example: "  koreadesk eval labels.jsonl\n  koreadesk eval --from-edits | koreadesk eval -\n  koreadesk eval --pairs pairs.jsonl",
		Args:    cobra.MaximumNArgs(1),
	}
	pairs := cmd.Flags().String("pairs", "", "measure on the pairs of items in `FILE` instead")
	fromEdits := cmd.Flags().Bool("from-edits", false, "print the decisions of editors as a labelled set")
	asJSON := cmd.Flags().Bool("json", false, "print the report as JSON")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *fromEdits && len(args) == 0 && *pairs == "" {
			return withDesk(cmd, false, func(d control.Desk) error {
				return d.Labels(cmd.Context(), func(l control.Label) error { return printJSONLine(cmd, l) })
			})
		}
		if *fromEdits || (len(args) == 1) == (*pairs != "") {
			return usageError{fmt.Errorf("give one file of labelled items, or pairs with --pairs, or --from-edits (see %s --help)", cmd.CommandPath())}
		}
		if *pairs != "" {
			return evaluate(cmd, *pairs, *asJSON, func(in io.Reader) (fmt.Stringer, error) { return desk.ComparePairs(in) })
		}
		return evaluate(cmd, args[0], *asJSON, func(in io.Reader) (fmt.Stringer, error) { return desk.Evaluate(optionalConfig(cmd), in) })
	}
	return cmd
}

// evaluate prints what a measure says of a labelled set.
func evaluate(cmd *cobra.Command, path string, asJSON bool, measure func(io.Reader) (fmt.Stringer, error)) error {
	labels, err := openInput(cmd, path, "a file of JSON Lines, or - for standard input")
	if err != nil {
		return err
	}
	defer labels.Close()
	report, err := measure(labels)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if asJSON {
		return printJSON(cmd, report)
	}
	_, err = fmt.Fprintln(cmd.OutOrStdout(), report)
	return err
}
