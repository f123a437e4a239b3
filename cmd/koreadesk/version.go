package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// release is stamped by the release build (-ldflags "-X main.release=1.2.3").
var release string

// version is the release, else the commit the program was built from.
func version() string {
	if release != "" {
		return release
	}
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	for _, s := range build.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "devel-" + s.Value[:12]
		}
	}
	return "devel"
}

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: "  koreadesk version",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "koreadesk %s\n", version())
			return err
		},
	}
}
