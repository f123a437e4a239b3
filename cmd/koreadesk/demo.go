package main

import (
	"fmt"
	"log/slog"
	"net"

	"github.com/spf13/cobra"

	"koreadesk/desk"
)

func newDemo() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Run a desk over sample feeds, without network",
		Long: `demo serves a handful of sample feeds on loopback, polls them into a
temporary data file and serves the resulting feeds and pages until Ctrl-C.
It needs no configuration and leaves nothing behind.`,
		Example: "  koreadesk demo",
		Args:    cobra.NoArgs,
	}
	listen := cmd.Flags().String("listen", "", "serve at this `HOST:PORT`; port 0 takes a free one (default 127.0.0.1:8080, or a free port)")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *listen != "" && !isAddress(*listen) {
			return usageError{fmt.Errorf("--listen %q is not HOST:PORT, such as 127.0.0.1:8080 (see %s --help)", *listen, cmd.CommandPath())}
		}
		return desk.RunDemo(cmd.Context(), *listen, version(), newLog(cmd, slog.LevelWarn), func(d desk.Demo) {
			out := cmd.OutOrStdout()
			t := table{head: []string{"SOURCE", "STATUS", "NEW", "JOINED"}}
			for _, l := range d.Polled {
				t.row(l.Source, l.Status, number(l.New), number(l.Joined))
			}
			t.print(out)
			fmt.Fprintf(out, "\nThe index page: %s/\n\n", d.Base)
			for _, theme := range d.Themes {
				fmt.Fprintf(out, "  %s/%s.atom\n", d.Base, theme)
			}
			fmt.Fprintf(out, "\nEach is there as .rss and .json too, and as a page without an ending.\nCtrl-C ends the demo.\n")
		})
	}
	return cmd
}

// isAddress reports whether a text is of the form HOST:PORT.
func isAddress(text string) bool {
	_, port, err := net.SplitHostPort(text)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	return err == nil
}
