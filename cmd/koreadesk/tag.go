package main

import (
	"github.com/spf13/cobra"

	"koreadesk/desk"
)

func newTag() *cobra.Command {
	return &cobra.Command{
		Use:   "tag",
		Short: "Read items as JSON Lines, print their tags and why",
		Long: `tag is the tagger as a filter. A line in is a JSON object with the fields id,
title, summary, content, language, source and categories, all but id optional;
a line out has the same id and its tags, each with score and reasons. Without
a feeds.yaml the built-in tags apply.`,
		Example: `  echo '{"id":1,"title":"Seoul und Berlin vereinbaren Forschungsprogramm"}' | koreadesk tag`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return desk.TagLines(optionalConfig(cmd), cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
}
