package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"koreadesk/desk"
	"koreadesk/desk/config"
)

func newCheck() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "check",
		Short:   "Name every mistake in feeds.yaml at once",
		Example: "  koreadesk check\n  koreadesk check -c new.yaml --json",
		Args:    cobra.NoArgs,
	}
	asJSON := cmd.Flags().Bool("json", false, "print the mistakes as a JSON array")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		c, err := desk.Check(cmd.Context(), configPath(cmd))
		mistakes, wrong := errors.AsType[config.Mistakes](err)
		if err != nil && !wrong {
			return err
		}
		if *asJSON {
			if mistakes == nil {
				mistakes = config.Mistakes{}
			}
			if err := printJSON(cmd, mistakes); err != nil {
				return err
			}
		}
		switch {
		case wrong && *asJSON:
			return errSaid
		case wrong:
			fmt.Fprintln(cmd.OutOrStdout(), mistakes)
			return fmt.Errorf("%s has %s", configPath(cmd), count(len(mistakes), "mistake"))
		case !*asJSON:
			fmt.Fprintf(cmd.OutOrStdout(), "%s is right: %s, %s, %s\n", configPath(cmd),
				count(len(c.Sources), "source"), count(len(c.Tags), "tag"), count(len(c.Themes), "theme"))
		}
		return nil
	}
	return cmd
}
