package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"koreadesk/desk"
)

func newImport() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import FILE.opml",
		Short: "Make sources of a subscription list (OPML)",
		Long: `import reads a subscription list as feed readers export it and prints the
feeds as sources, ready to be pasted into feeds.yaml; - reads standard input.
Folders and categories become tags. What is configured already is passed over.
With --write the sources are added to feeds.yaml, whose other lines stay as they
are; a file that would not be right is not written.`,
		Example: "  koreadesk import feeds.opml\n  koreadesk import feeds.opml --write && koreadesk reload",
		Args:    cobra.ExactArgs(1),
	}
	write := cmd.Flags().Bool("write", false, "add the sources to feeds.yaml")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		list, err := openInput(cmd, args[0], "a subscription list (OPML) a feed reader exported, or - for standard input")
		if err != nil {
			return err
		}
		defer list.Close()
		path := optionalConfig(cmd)
		if *write {
			path = configPath(cmd)
		}
		done, err := desk.Import(path, list, *write)
		errs := cmd.ErrOrStderr()
		for _, note := range done.Notes {
			fmt.Fprintln(errs, note)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", args[0], err)
		}
		printImported(cmd, done, *write)
		return nil
	}
	return cmd
}

func printImported(cmd *cobra.Command, done desk.Imported, written bool) {
	out, errs := cmd.OutOrStdout(), cmd.ErrOrStderr()
	switch {
	case len(done.Sources) == 0:
		fmt.Fprintln(errs, "no new sources")
	case written:
		ids := make([]string, len(done.Sources))
		for n, s := range done.Sources {
			ids[n] = s.ID
		}
		fmt.Fprintf(out, "%s added to %s: %s\n", count(len(ids), "source"), configPath(cmd), strings.Join(ids, ", "))
		fmt.Fprintln(errs, "koreadesk reload hands them to a running daemon")
	default:
		fmt.Fprint(out, done.Text)
		fmt.Fprintf(errs, "%s: paste them below sources: in %s, or let --write do it\n", count(len(done.Sources), "new source"), configPath(cmd))
	}
}
