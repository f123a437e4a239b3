package main

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"koreadesk/desk/control"
	"koreadesk/news"
	"koreadesk/tagger"
)

func newExplain() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "explain ITEM",
		Short: "Say why an item has its tags and themes, or has none",
		Long: "explain shows the words that were found in an item, what each weighs and which\n" +
			"rule took from it, what editors decided, and why it is in a theme or not.\n" + itemIs,
		Example: "  koreadesk explain mfrggzdfmz",
		Args:    cobra.ExactArgs(1),
	}
	asJSON := cmd.Flags().Bool("json", false, "print one JSON object")
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return withDesk(cmd, false, func(d control.Desk) error {
			why, err := d.Explain(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(cmd, why)
			}
			printExplained(cmd.OutOrStdout(), why, newPen(cmd.OutOrStdout()))
			return nil
		})
	}
	return cmd
}

func printExplained(out io.Writer, why control.Explained, p pen) {
	fmt.Fprintf(out, "%s\n%s\n\n", why.Item.Title, why.Item.ID)
	printRead(out, why, p)
	if reasons := explainReasons(why); reasons != "" {
		fmt.Fprintln(out, reasons)
	}
	t := table{head: []string{"THEME", "IN", "WHY"}}
	for _, theme := range why.Themes {
		in := "no"
		if theme.In {
			in = "yes"
		}
		t.row(theme.Theme, in, theme.Why)
	}
	t.print(out)
	fmt.Fprintf(out, "\nrules %s\n", why.Explanation.Rules)
}

// explainReasons is what the rules found and what editors decided, in lines.
func explainReasons(why control.Explained) string {
	var out strings.Builder
	printFault(&out, why.Fault)
	for _, tag := range why.Explanation.Tags {
		edit, decided := why.Decided[tag.Tag]
		printReasoning(&out, tag, edit, decided)
	}
	for _, e := range why.Edits {
		fmt.Fprintf(&out, "edit %d: %s by %s", e.N, strings.TrimSpace(string(e.Act)+" "+e.Value), e.Who)
		if e.Why != "" {
			fmt.Fprintf(&out, ": %s", e.Why)
		}
		fmt.Fprintln(&out)
	}
	return out.String()
}

// printRead shows what was read, the words that count for a tag set off.
func printRead(out io.Writer, why control.Explained, p pen) {
	spans := make(map[tagger.Field][]span)
	for _, tag := range why.Explanation.Tags {
		for _, e := range tag.Evidence {
			if e.Role == "evidence" && e.Counts > 0 && e.Field != tagger.FieldCategory {
				spans[e.Field] = append(spans[e.Field], span{e.Start, e.End})
			}
		}
	}
	for _, field := range []struct {
		name tagger.Field
		text string
	}{{tagger.FieldTitle, why.Read.Title}, {tagger.FieldSummary, why.Read.Summary}, {tagger.FieldContent, why.Read.Content}} {
		if list := spans[field.name]; len(list) > 0 {
			for _, line := range p.passages(field.text, list) {
				fmt.Fprintf(out, "%s: %s\n", field.name, line)
			}
		}
	}
	if len(spans) > 0 {
		fmt.Fprintln(out)
	}
}

// printReasoning says why the rules gave a tag or did not, and whose word
// stands above theirs; a tag nothing spoke for is passed over.
func printReasoning(out io.Writer, r tagger.Reasoning, edit news.Edit, decided bool) {
	if !r.Given && len(r.Evidence) == 0 && !decided {
		return
	}
	verdict := "not given"
	if r.Given {
		verdict = "given"
	}
	fmt.Fprintf(out, "%s: %s, %.2f of %.2f needed", r.Tag, verdict, r.Score, r.Threshold)
	if r.Behind != "" {
		fmt.Fprintf(out, ", behind %s", r.Behind)
	}
	if decided && (edit.Act == news.ActTag) != r.Given {
		fmt.Fprintf(out, "; edit %d by %s decides: %s", edit.N, edit.Who, edit.Act)
	}
	fmt.Fprintln(out)
	for _, e := range r.Evidence {
		switch e.Role {
		case "mask":
			fmt.Fprintf(out, "  %s in %s: a mask, it takes away what it covers\n", strconv.Quote(e.Text), e.Field)
			continue
		case "prior", "label":
			fmt.Fprintf(out, "  %s %s: %s, weight %.2f, counts %.2f", e.Field, e.Text, cmp.Or(e.Term, e.Role), e.Weight, e.Counts)
		case "learned":
			fmt.Fprintf(out, "  %s in %s: %s, counts %.2f", strconv.Quote(e.Text), e.Field, e.Term, e.Counts)
		default:
			fmt.Fprintf(out, "  %s in %s: %s, weight %.2f, counts %.2f", strconv.Quote(e.Text), e.Field, e.Class, e.Weight, e.Counts)
		}
		if len(e.Rules) > 0 {
			fmt.Fprintf(out, " (%s)", strings.Join(e.Rules, "; "))
		}
		fmt.Fprintln(out)
	}
}
