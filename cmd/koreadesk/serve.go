package main

import (
	"log/slog"

	"github.com/spf13/cobra"

	"koreadesk/desk"
)

func newServe() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the desk: poll, tag, publish",
		Long: `serve is the daemon: it polls every source when it is due, keeps each story
once, and serves the themes' feeds and pages at the address "listen" of
feeds.yaml, or at the socket systemd hands over. It ends on SIGTERM or Ctrl-C,
within 10 seconds and with nothing lost; SIGHUP reloads the configuration.`,
		Example: "  koreadesk serve\n  koreadesk serve -c /etc/koreadesk/feeds.yaml",
		Args:    cobra.NoArgs,
	}
	form := cmd.Flags().String("log", "auto", "the `FORM` of the log: text, json, journal; auto is text on a terminal, journal under systemd, else json")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		log, err := newLogger(cmd.ErrOrStderr(), *form, slog.LevelInfo)
		if err != nil {
			return err
		}
		return desk.Run(cmd.Context(), desk.Options{Config: configPath(cmd), Version: version(), Create: true, Log: log})
	}
	return cmd
}
