package main

import (
	"log/slog"

	"github.com/spf13/cobra"

	"koreadesk/desk"
	"koreadesk/desk/control"
)

// withDesk calls do with the desk of the command's configuration: the running
// daemon, or the data file opened here.
func withDesk(cmd *cobra.Command, create bool, do func(control.Desk) error) error {
	d, done, err := desk.Reach(cmd.Context(), desk.Options{
		Config: configPath(cmd), Version: version(), Create: create, Log: newLog(cmd, slog.LevelError),
	})
	if err != nil {
		return err
	}
	err = do(d)
	if closed := done(); err == nil {
		err = closed
	}
	return err
}
