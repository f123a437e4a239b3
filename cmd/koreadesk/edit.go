package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"koreadesk/desk/control"
	"koreadesk/news"
)

func newEdit() *cobra.Command {
	return group("edit", "Take an editor's decision on an item",
		editAct(news.ActHide, "hide ITEM", "Take an item out of every theme", cobra.ExactArgs(1), nil,
			`Feeds say that the entry is gone. "edit unhide" lets it in again.`, "koreadesk edit hide mfrggzdfmz --why 'an advertisement'"),
		editAct(news.ActUnhide, "unhide ITEM", "Let a hidden item in again", cobra.ExactArgs(1), nil,
			"It enters its themes anew, now.", "koreadesk edit unhide mfrggzdfmz"),
		editAct(news.ActTag, "tag ITEM TAG", "Give an item a tag", cobra.ExactArgs(2), second,
			"The tag stands whatever the rules say, now and after every change of them.", "koreadesk edit tag mfrggzdfmz korea"),
		editAct(news.ActUntag, "untag ITEM TAG", "Take a tag from an item", cobra.ExactArgs(2), second,
			"The tag stays away whatever the rules say.", "koreadesk edit untag mfrggzdfmz korea --why 'a tree, not the country'"),
		editAct(news.ActNote, "note ITEM [TEXT]", "Put an editor's line beside an item", cobra.RangeArgs(1, 2), second,
			"Every feed and page shows the line, marked as the editors'. Without a text it\nis taken away.", "koreadesk edit note mfrggzdfmz 'Anmeldung bis 12. Dezember'"),
		editAct(news.ActRetitle, "retitle ITEM [TITLE]", "Give an item another title", cobra.RangeArgs(1, 2), second,
			"The source's own title stays in the record. Without a title the item has it\nagain.", "koreadesk edit retitle mfrggzdfmz 'KIAT und NRW.INVEST arbeiten enger zusammen'"),
		editAct(news.ActAdmit, "approve ITEM", "Let in what waits for an editor", cobra.ExactArgs(1), nil,
			"It lets an item into the themes that ask for approval, and in what was held\nback. \"koreadesk queue\" lists both.", "koreadesk edit approve mfrggzdfmz"),
		editAct(news.ActTakedown, "takedown ITEM --reason REASON", "Erase an item everywhere, for good", cobra.ExactArgs(1), nil,
			"Its text is erased from the data file, feeds, archives and issues, and it does\nnot come back whatever a source does. This cannot be undone, so a reason is\nasked for.", "koreadesk edit takedown https://example.org/article --reason 'the publisher asked for it'"),
		editAct(news.ActUndo, "undo [EDIT]", "Take an edit back", cobra.MaximumNArgs(1), nil,
			"EDIT is its number in the log; without one it is the last that stands.", "koreadesk edit undo 17"),
		newEditPin(), newEditAdd(), newEditLog())
}

// second is an act's value: its second argument.
func second(ask *control.EditAsk, args []string) {
	if len(args) > 1 {
		ask.Value = args[1]
	}
}

// editAct is the command of one act.
func editAct(act news.Act, use, short string, args cobra.PositionalArgs, more func(*control.EditAsk, []string), long, example string) *cobra.Command {
	if strings.Contains(use, "ITEM") {
		long += "\n" + itemIs
	}
	cmd := &cobra.Command{Use: use, Short: short, Long: short + ".\n" + long, Example: "  " + example, Args: args}
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	if act == news.ActTag || act == news.ActUntag {
		cmd.ValidArgsFunction = itemThen(tagIDs)
	}
	return deciding(cmd, act, func(ask *control.EditAsk, args []string) error {
		if more != nil {
			more(ask, args)
		}
		return nil
	})
}

// deciding completes a command that takes a decision: its common flags, the
// call, and how the answer is printed.
func deciding(cmd *cobra.Command, act news.Act, fill func(*control.EditAsk, []string) error) *cobra.Command {
	why := cmd.Flags().String("why", "", "the `REASON`, for the log")
	cmd.Flags().StringVar(why, "reason", "", "the same as --why")
	who := cmd.Flags().String("who", "", "who decides; the default is who asks")
	asJSON := cmd.Flags().Bool("json", false, "print a JSON object")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ask := control.EditAsk{Act: act, Who: *who, Why: *why}
		if len(args) > 0 {
			ask.Item = args[0]
		}
		err := fill(&ask, args)
		if fault := ask.Fault(); err == nil && fault != nil {
			err = fmt.Errorf("edit %s: %w", act, fault)
		}
		if err != nil {
			return usageError{err}
		}
		return withDesk(cmd, false, func(d control.Desk) error {
			done, err := d.Edit(cmd.Context(), ask)
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(cmd, done)
			}
			title := ""
			if done.Title != "" { // nothing is left of one that was taken down
				title = fmt.Sprintf(" %q", done.Title)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "edit %d: %s %s%s; %s changed\n", done.Edit, done.Act, short(done.Item), title, count(done.Pages, "page"))
			return err
		})
	}
	return cmd
}

func newEditPin() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "pin ITEM",
		Short: "Keep an item in sight until a date",
		Long: `pin keeps an item on the pages of its themes until a date, and on top of what
people read: the theme's page and the digest. A feed is not reordered. Without
--until the pin is taken away.`,
		Example: "  koreadesk edit pin mfrggzdfmz --until 2026-12-24",
		Args:    cobra.ExactArgs(1),
	}
	until := cmd.Flags().String("until", "", "a `DATE` (its end, by this machine's clock) or an instant, 2026-12-24T18:00:00Z")
	return deciding(cmd, news.ActPin, func(ask *control.EditAsk, _ []string) error {
		if *until == "" {
			return nil
		}
		at, err := moments(*until)
		ask.Value = at.UTC().Format(time.RFC3339)
		return err
	})
}

// moments reads an instant, or a day as its end.
func moments(s string) (time.Time, error) {
	if day, err := time.ParseInLocation(time.DateOnly, s, time.Local); err == nil {
		return day.AddDate(0, 0, 1), nil
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return at, fmt.Errorf("%q is no date: write 2026-12-24 or 2026-12-24T18:00:00Z", s)
	}
	return at, nil
}

func newEditAdd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "add URL",
		Short: "Add an article that was found by hand",
		Long: `add reads the page of an article and makes it an item like any other: tagged,
deduplicated, in the themes it belongs to. What a flag says stands for what the
page says. With --unread the page is not asked for.`,
		Example: "  koreadesk edit add https://agency.example/news/17\n  koreadesk edit add https://agency.example/news/17 --unread --title 'KIAT in Düsseldorf' --source NRW.INVEST --date 2015-03-27",
		Args:    cobra.ExactArgs(1),
	}
	found := control.Found{}
	cmd.Flags().StringVar(&found.Title, "title", "", "its `TITLE`")
	cmd.Flags().StringVar(&found.Summary, "summary", "", "what it says, in a few `SENTENCES`")
	cmd.Flags().StringVar(&found.Source, "source", "", "whose article it is, by `NAME`")
	cmd.Flags().BoolVar(&found.Unread, "unread", false, "do not ask for its page")
	date := cmd.Flags().String("date", "", "when it was published: a `DATE` or an instant")
	return deciding(cmd, news.ActAdd, func(ask *control.EditAsk, _ []string) error {
		ask.Found = &found
		if *date == "" {
			return nil
		}
		day, err := time.ParseInLocation(time.DateOnly, *date, time.Local)
		if err != nil {
			day, err = moments(*date)
		}
		found.Date = day.UTC()
		return err
	})
}

func newEditLog() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "log [ITEM]",
		Short:   "List what editors decided",
		Long:    "log lists the editors' decisions, the oldest first: all of them, or those on an item.",
		Example: "  koreadesk edit log\n  koreadesk edit log mfrggzdfmz",
		Args:    cobra.MaximumNArgs(1),
	}
	asJSON := cmd.Flags().Bool("json", false, "print a JSON array")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return withDesk(cmd, false, func(d control.Desk) error {
			edits, err := d.Log(cmd.Context(), strings.Join(args, ""))
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(cmd, edits)
			}
			if len(edits) == 0 {
				_, err = fmt.Fprintln(cmd.OutOrStdout(), "no edits")
				return err
			}
			t := table{head: []string{"EDIT", "WHEN", "WHO", "ACT", "ITEM", "VALUE", "WHY", "TITLE"}}
			for _, e := range edits {
				act := string(e.Act)
				if e.Undone {
					act += " (taken back)"
				}
				t.row(number(int(e.Edit)), moment(e.When), e.Who, act, short(e.Item), e.Value, e.Why, e.Title)
			}
			t.print(cmd.OutOrStdout())
			return nil
		})
	}
	return cmd
}
