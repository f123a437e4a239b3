package main

import (
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"

	"koreadesk/desk"
	"koreadesk/desk/control"
)

func newStore() *cobra.Command {
	return group("store", "Look after the data file", newStoreCheck(), newStoreBackup(), newStoreRestore(), newStoreCompact())
}

func newStoreCompact() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "compact",
		Short: "Write the data file anew without what is unused in it",
		Long: `compact gives back to the disk what the data file does not use: it is filled again
otherwise, but never shrinks. What was taken down is then in no part of it. The
daemon must be stopped first; the new file is read through and checked before it
takes the old one's place.`,
		Example: "  systemctl stop koreadesk\n  koreadesk store compact\n  systemctl start koreadesk",
		Args:    cobra.NoArgs,
	}
	asJSON := cmd.Flags().Bool("json", false, "print a JSON object")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o := desk.Options{Config: configPath(cmd), Version: version(), Log: newLog(cmd, slog.LevelError)}
		saved, was, err := desk.Compact(cmd.Context(), o)
		if err != nil {
			return err
		}
		if *asJSON {
			return printJSON(cmd, saved)
		}
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s, %s, was %s; read through and sound\n",
			saved.Path, count(saved.Items, "item"), size(saved.Bytes), size(was))
		return err
	}
	return cmd
}

func newStoreCheck() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Read the whole data file and name what is damaged",
		Long: `check reads every record of the data file, verifies its checksum and holds every
index against the items. It prints what is not as it should be and fails when
there is anything. A running daemon does it itself.`,
		Example: "  koreadesk store check",
		Args:    cobra.NoArgs,
	}
	asJSON := cmd.Flags().Bool("json", false, "print a JSON array")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withDesk(cmd, false, func(d control.Desk) error {
			problems, err := d.Verify(cmd.Context())
			if err != nil {
				return err
			}
			switch {
			case *asJSON:
				err = printJSON(cmd, problems)
			case len(problems) == 0:
				_, err = fmt.Fprintln(cmd.OutOrStdout(), "the data file is sound")
			default:
				for _, p := range problems {
					fmt.Fprintln(cmd.OutOrStdout(), p)
				}
			}
			if err == nil && len(problems) > 0 {
				return fmt.Errorf("%s: restore a backup", count(len(problems), "damaged record"))
			}
			return err
		})
	}
	return cmd
}
