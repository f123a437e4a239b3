package main

import (
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"koreadesk/desk"
	"koreadesk/desk/control"
)

func newDigest() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "digest THEME",
		Short: "Print what entered a theme, for a newsletter",
		Long: `digest prints the stories that entered a theme in some time, by topic and with
their sources: as HTML whose styles mail programs keep, or as plain text. Themes
with issue: weekly or monthly close such a digest by themselves; see
docs/newsletters.md.`,
		Example: "  koreadesk digest korea --since 7d > digest.html\n  koreadesk digest korea --since 2026-11-19T16:00:00+01:00 --format text",
		Args:    cobra.ExactArgs(1),
	}
	since := cmd.Flags().String("since", "7d", "how far back: `TIME` is 7d, 12h or an RFC 3339 date")
	format := cmd.Flags().String("format", "html", "html or text")
	cmd.ValidArgsFunction = themeIDs
	completing(cmd, "format", cobra.FixedCompletions([]string{"html", "text"}, cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *format != "html" && *format != "text" {
			return usageError{fmt.Errorf("--format %q is neither html nor text", *format)}
		}
		if _, err := desk.Since(*since, time.Now()); err != nil {
			return usageError{err}
		}
		return withDesk(cmd, false, func(d control.Desk) error {
			digest, err := d.Digest(cmd.Context(), control.DigestAsk{Theme: args[0], Since: *since})
			if err != nil {
				return err
			}
			shown := digest.HTML
			if *format == "text" {
				shown = digest.Text
			}
			_, err = io.WriteString(cmd.OutOrStdout(), shown)
			return err
		})
	}
	return cmd
}
