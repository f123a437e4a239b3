package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"koreadesk/desk/control"
)

// itemIs says what stands for ITEM in every command that takes one.
const itemIs = "ITEM is its address, its id, or a beginning of the id's last part that fits no\n" +
	"other, as items prints it."

func newShow() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "show ITEM",
		Short:   "Show one item whole",
		Long:    "show prints all that is held of one item.\n" + itemIs,
		Example: "  koreadesk show mfrggzdfmz",
		Args:    cobra.ExactArgs(1),
	}
	versions := cmd.Flags().Bool("versions", false, "print the texts it had before as well")
	asJSON := cmd.Flags().Bool("json", false, "print one JSON object")
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return withDesk(cmd, false, func(d control.Desk) error {
			shown, err := d.Show(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(cmd, shown)
			}
			printShown(cmd, shown, *versions)
			return nil
		})
	}
	return cmd
}

func printShown(cmd *cobra.Command, s control.Shown, versions bool) {
	out := cmd.OutOrStdout()
	fmt.Fprintf(out, "%s\n%s\n\n", s.Title, s.Link)
	fmt.Fprintf(out, "id          %s\nsource      %s\nlanguage    %s\npublished   %s\nfirst seen  %s\nupdated     %s\n",
		s.ID, s.Source, s.Language, momentOrUnknown(s.Published), moment(s.FirstSeen), moment(s.Updated))
	if s.Own != "" {
		fmt.Fprintf(out, "own title   %s\n", s.Own)
	}
	var labels []string
	for _, c := range s.Categories {
		labels = append(labels, fmt.Sprintf("%q", c.Text()))
	}
	if len(labels) > 0 {
		fmt.Fprintf(out, "labels      %s\n", strings.Join(labels, ", "))
	}
	if s.Origin != "" {
		fmt.Fprintf(out, "taken from  %s\n", s.Origin)
	}
	if len(s.Themes) > 0 {
		fmt.Fprintf(out, "themes      %s\n", strings.Join(s.Themes, ", "))
	}
	if s.Withdrawn != nil {
		fmt.Fprintf(out, "withdrawn   by its source, as seen on %s\n", moment(*s.Withdrawn))
	}
	if s.Erased {
		fmt.Fprintln(out, "taken down  nothing is left of what it said")
	}
	if s.Held {
		fmt.Fprintln(out, "held        came with its source's first fetch, beyond first_fetch")
	}
	if s.Hidden {
		fmt.Fprintln(out, "hidden      by an editor")
	}
	printTags(out, s.Tags)
	fmt.Fprintf(out, "\n%s\n\nsightings\n", s.Text)
	for _, g := range s.Sightings {
		fmt.Fprintf(out, "  %s  %s  %s  %s\n", moment(g.Seen), g.Source, g.Link, g.GUID)
	}
	for _, v := range s.Versions {
		fmt.Fprintf(out, "\nversion %d, shown from %s: %s\n", v.N, moment(v.From), v.Title)
		if versions {
			fmt.Fprintf(out, "\n%s\n", v.Text)
		}
	}
	for _, e := range s.Edits {
		fmt.Fprintf(out, "\nedit %d: %s %s by %s, %s: %s\n", e.N, e.Act, e.Value, e.Who, moment(e.When), e.Why)
	}
}
