package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"koreadesk/desk"
	"koreadesk/desk/control"
)

func newItems() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "items",
		Short:   "List what is held, newest first",
		Example: "  koreadesk items --theme korea --since 48h\n  koreadesk items --json --most 0",
		Args:    cobra.NoArgs,
	}
	var ask control.ItemsAsk
	cmd.Flags().StringVar(&ask.Source, "source", "", "only items this `SOURCE` carried")
	cmd.Flags().StringVar(&ask.Tag, "tag", "", "only items with this `TAG`")
	cmd.Flags().StringVar(&ask.Theme, "theme", "", "only items in this `THEME`")
	cmd.Flags().IntVarP(&ask.Most, "most", "n", 50, "at most `N` items, 0 for all; with --json all unless given")
	completing(cmd, "source", sourceIDs)
	completing(cmd, "tag", tagIDs)
	completing(cmd, "theme", themeIDs)
	since := cmd.Flags().String("since", "", "only items first seen since then: `TIME` is 7d, 12h or an RFC 3339 date")
	asJSON := cmd.Flags().Bool("json", false, "print one JSON object an item")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if ask.Most < 0 {
			return usageError{fmt.Errorf("--most %d: write a number from 0, which is all", ask.Most)}
		}
		if *since != "" {
			var err error
			if ask.Since, err = desk.Since(*since, time.Now()); err != nil {
				return usageError{err}
			}
		}
		if *asJSON && !cmd.Flags().Changed("most") {
			ask.Most = 0
		}
		return withDesk(cmd, false, func(d control.Desk) error { return items(cmd, d, ask, *asJSON) })
	}
	return cmd
}

func items(cmd *cobra.Command, d control.Desk, ask control.ItemsAsk, asJSON bool) error {
	if asJSON {
		return d.Items(cmd.Context(), ask, func(i control.Item) error { return printJSONLine(cmd, i) })
	}
	t := table{head: []string{"ITEM", "DATE", "SOURCE", "TAGS", "THEMES", "TITLE"}}
	err := d.Items(cmd.Context(), ask, func(i control.Item) error {
		date := i.FirstSeen
		if i.Published != nil {
			date = *i.Published
		}
		var tags []string
		for _, tag := range i.Tags {
			tags = append(tags, tag.ID)
		}
		source := i.Source
		if more := len(i.Sightings) - 1; more > 0 {
			source += fmt.Sprintf(" +%d", more)
		}
		t.row(short(i.ID), date.Local().Format("2006-01-02"), source, strings.Join(tags, " "), strings.Join(i.Themes, " "), i.Title)
		return nil
	})
	if err != nil {
		return err
	}
	if len(t.rows) == 0 {
		fmt.Fprintln(cmd.ErrOrStderr(), "no items (koreadesk poll brings some)")
		return nil
	}
	t.print(cmd.OutOrStdout())
	return nil
}

// short is the end of an id, enough of it to name the item to show and explain.
func short(id string) string {
	_, end, found := strings.Cut(id, ":item/")
	if !found || len(end) < 10 {
		return id
	}
	return end[:10]
}
