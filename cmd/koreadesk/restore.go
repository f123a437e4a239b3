package main

import (
	"fmt"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"

	"koreadesk/desk"
	"koreadesk/desk/control"
)

func newStoreRestore() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the place of the data file",
		Long: `restore copies a backup, reads it through and puts it where feeds.yaml says the
data file is. The daemon must be stopped first. The data file that was there is
kept under a name with the hour in it.

What was taken down since the backup was made is in it again: restore names each
such item, and what to type before the desk publishes it.`,
		Example: "  systemctl stop koreadesk\n  koreadesk store restore /var/backups/koreadesk.db\n  systemctl start koreadesk",
		Args:    cobra.ExactArgs(1),
	}
	asJSON := cmd.Flags().Bool("json", false, "print a JSON object")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		bar := newBar(cmd)
		o := desk.Options{Config: configPath(cmd), Version: version(), Log: newLog(cmd, slog.LevelError)}
		done, err := desk.Restore(cmd.Context(), o, args[0], bar.copying)
		bar.end()
		if err != nil {
			return err
		}
		if *asJSON {
			return printJSON(cmd, done)
		}
		printRestored(cmd, done, args[0])
		return nil
	}
	return cmd
}

func printRestored(cmd *cobra.Command, done control.Restored, from string) {
	out, errs := cmd.OutOrStdout(), cmd.ErrOrStderr()
	fmt.Fprintf(out, "%s: %s, %s, from %s\n", done.Path, count(done.Items, "item"), size(done.Bytes), from)
	if done.Aside != "" {
		fmt.Fprintf(out, "what was there before is now %s\n", done.Aside)
	}
	if done.Unread != "" {
		fmt.Fprintf(errs, "warning: whether something was taken down since the backup is not known: %s\n", done.Unread)
	}
	if len(done.Undone) == 0 {
		return
	}
	fmt.Fprintf(errs, "warning: the backup does not know of %s; before the desk is started:\n", count(len(done.Undone), "takedown"))
	for _, u := range done.Undone {
		if u.Back {
			fmt.Fprintf(errs, "  koreadesk edit takedown -c %s %s --reason %s\n", configPath(cmd), u.Item, quoted(u.Why))
		} else {
			fmt.Fprintf(errs, "  %s is not in it, but a source may bring it again: take it down then\n", u.Item)
		}
	}
}

// quoted is a text as one word of a shell.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
