package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"koreadesk/desk"
)

func newLearn() *cobra.Command {
	return &cobra.Command{
		Use:   "learn LABELS.jsonl...",
		Short: "Learn from labelled items what words say about topics",
		Long: `learn reads labelled items as JSON Lines, as eval does, and prints what the
pieces of their words say about each topic. Kept in a file, a vocabulary's key
learned can name it. It takes hundreds of items to be of use; measure with eval
on items it did not learn from. With - as a file it reads standard input.
Without a feeds.yaml the topics are the built-in ones.`,
		Example: "  koreadesk learn labels.jsonl > words.txt\n  koreadesk learn labels.jsonl - < decisions.jsonl > words.txt",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			var sets []io.Reader
			for _, path := range args {
				in, openErr := openInput(cmd, path, "a file of JSON Lines, or - for standard input")
				if openErr != nil {
					return openErr
				}
				defer func() { err = errors.Join(err, in.Close()) }()
				sets = append(sets, in)
			}
			if err := desk.Learn(optionalConfig(cmd), cmd.OutOrStdout(), sets); err != nil {
				return fmt.Errorf("learn: %w", err)
			}
			return nil
		},
	}
}
