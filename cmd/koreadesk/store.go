package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"koreadesk/desk/control"
)

func newStore() *cobra.Command {
	return group("store", "Look after the data file", newStoreCheck(), newStoreBackup(), newStoreRestore())
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
