package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"koreadesk/desk/control"
	"koreadesk/news"
)

func newStory() *cobra.Command {
	return group("story", "Say what is one story and what is not", newStoryMerge(), newStorySplit(), newStoryApart(), newStoryUndo())
}

func newStoryMerge() *cobra.Command {
	return storyAct(news.ActMerge, cobra.ExactArgs(2), &cobra.Command{
		Use:   "merge ITEM ITEM",
		Short: "Make two items one story",
		Long: `merge makes two items one story. The one that entered a feed first survives, else
the older: its text is shown, and the decisions on it count. The other leaves
every feed; its id leads to the survivor. What the other's sources send from then
on are sightings of the survivor. queue lists pairs that may be one story; apart
says of one that it is not.`,
		Example: "  koreadesk story merge mfrggzdfmz nbswy3dpeb",
	})
}

func newStorySplit() *cobra.Command {
	return storyAct(news.ActSplit, cobra.ExactArgs(2), &cobra.Command{
		Use:   "split ITEM SIGHTING",
		Short: "Make a sighting an item of its own",
		Long: `split takes a sighting out of an item: it becomes the item it would have been had
it not been joined, and enters feeds on its own date, not as news. SIGHTING is
its link or its GUID, or a source, all of whose sightings then go; show lists
them. Its text comes with the next poll of its source.`,
		Example: "  koreadesk story split mfrggzdfmz https://example.org/own-report\n  koreadesk story split mfrggzdfmz vdi-nachrichten",
	})
}

func newStoryApart() *cobra.Command {
	return storyAct(news.ActApart, cobra.ExactArgs(2), &cobra.Command{
		Use:   "apart ITEM ITEM",
		Short: "Say that two items are two stories",
		Long: `apart declines a pair that queue lists: its items are two stories. The pair
leaves the queue and is not proposed again, whatever the sources say of it later.
Feeds stay as they are.`,
		Example: "  koreadesk story apart mfrggzdfmz nbswy3dpeb --why 'the report of last year'",
	})
}

func newStoryUndo() *cobra.Command {
	return storyAct(news.ActUndo, cobra.ExactArgs(1), &cobra.Command{
		Use:     "undo EDIT",
		Short:   "Take a merge, a split or an apart back",
		Long:    "undo takes back the merge, split or apart of that number, which these and edit\nlog print. A pair that was proposed before waits in queue again.",
		Example: "  koreadesk story undo 17",
	})
}

// storyAct completes a command that decides what is one story.
func storyAct(act news.Act, args cobra.PositionalArgs, cmd *cobra.Command) *cobra.Command {
	cmd.Args = args
	why := cmd.Flags().String("why", "", "the reason, for the log")
	who := cmd.Flags().String("who", "", "who decides (default: the user's name)")
	asJSON := cmd.Flags().Bool("json", false, "print one JSON object")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ask := control.StoryAsk{Act: act, Item: args[0], Who: *who, Why: *why}
		if len(args) > 1 {
			ask.Other = args[1]
		}
		return withDesk(cmd, false, func(d control.Desk) error {
			done, err := d.Story(cmd.Context(), ask)
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(cmd, done)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s, as edit %d: koreadesk story undo takes a merge, split or apart back\n", told(done), done.Edit)
			return err
		})
	}
	return cmd
}

// told says what was done to a story.
func told(done control.StoryDone) string {
	switch done.Act {
	case news.ActMerge:
		return fmt.Sprintf("%s is part of %s, %q", short(done.Other), short(done.Item), done.Title)
	case news.ActSplit:
		return fmt.Sprintf("%s was split from %s, %q", short(done.Other), short(done.Item), done.Title)
	case news.ActApart:
		return fmt.Sprintf("%s is another story than %s, %q", short(done.Other), short(done.Item), done.Title)
	default:
		return fmt.Sprintf("edit %s was taken back on %s, %q", done.Other, short(done.Item), done.Title)
	}
}
