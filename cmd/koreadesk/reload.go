package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"koreadesk/desk"
	"koreadesk/desk/control"
)

func newReload() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "reload",
		Short: "Have the running daemon read feeds.yaml anew",
		Long: `reload asks the running daemon to take feeds.yaml anew, waits for the result
and prints what changed. A file with a mistake changes nothing: the daemon
goes on with the configuration it has.`,
		Example: "  koreadesk check && koreadesk reload",
		Args:    cobra.NoArgs,
	}
	asJSON := cmd.Flags().Bool("json", false, "print one JSON object")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		daemon, err := desk.Running(cmd.Context(), configPath(cmd))
		if err != nil {
			return err
		}
		defer daemon.Close()
		bar := newBar(cmd)
		done, err := daemon.Reload(cmd.Context(), func(s control.Settling) error {
			bar.step(s.Done, s.Total, "items under the new rules")
			return nil
		})
		bar.end()
		if err != nil {
			return err
		}
		if *asJSON {
			return printJSON(cmd, done)
		}
		out := cmd.OutOrStdout()
		for _, change := range done.Changes {
			fmt.Fprintln(out, change)
		}
		if len(done.Changes) == 0 {
			fmt.Fprintln(out, "nothing changed")
		}
		return nil
	}
	return cmd
}
