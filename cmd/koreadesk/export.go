package main

import (
	"github.com/spf13/cobra"

	"koreadesk/desk"
)

func newExport() *cobra.Command {
	return &cobra.Command{
		Use:   "export",
		Short: "Print the sources as a subscription list (OPML)",
		Long: `export prints the sources of feeds.yaml as feed readers import them. A running
desk shows the same list at /sources.opml, and its own feeds at /feeds.opml.`,
		Example: "  koreadesk export > sources.opml",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, err := desk.Export(configPath(cmd))
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(list)
			return err
		},
	}
}
