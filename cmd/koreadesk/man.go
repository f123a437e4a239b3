//go:build man

package main

import (
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// manual is the command that writes the man pages. It is in programs built
// with -tags man alone, which are built to run it once.
func manual() []*cobra.Command {
	return []*cobra.Command{{
		Use:     "man DIR",
		Short:   "Write a man page for each command",
		Example: "  go run -tags man ./cmd/koreadesk man out/man",
		Args:    cobra.ExactArgs(1),
		Hidden:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			date := time.Now()
			// reproducible-builds.org/specs/source-date-epoch
			if second, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
				date = time.Unix(second, 0).UTC()
			}
			root := cmd.Root()
			root.DisableAutoGenTag = true
			return doc.GenManTree(root, &doc.GenManHeader{Title: "KOREADESK", Section: "1", Date: &date,
				Source: "koreadesk " + version(), Manual: "koreadesk"}, args[0])
		},
	}}
}
