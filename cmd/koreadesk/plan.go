package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"koreadesk/desk"
	"koreadesk/desk/control"
)

func newPlan() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "plan",
		Short: "Show what a changed feeds.yaml would add to and take from each theme",
		Long: `plan compares the configuration (-c FILE) and its vocabularies with what the
data file holds and prints, for each theme, the items that would enter and
leave it, with the reasons. Nothing is changed; reload applies the
configuration.

With --fail-if it exits with 1 when a condition is met. Conditions are
precision, recall and f1, measured against the tags editors gave and took by
hand, and enters, leaves and changed, which count items; before a dot may
stand one tag or theme. A condition there is nothing to measure on is named
on stderr and does not fail.`,
		Example: "  koreadesk plan\n  koreadesk plan -c next.yaml --fail-if 'precision<0.95' --fail-if 'korea.leaves>20'",
		Args:    cobra.NoArgs,
	}
	most := cmd.Flags().Int("most", 20, "show at most `N` items a theme and direction; 0 is all")
	failIf := cmd.Flags().StringArray("fail-if", nil, "exit with 1 when this `CONDITION` is met; may be repeated")
	asJSON := cmd.Flags().Bool("json", false, "print one JSON object")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		var conditions []desk.Condition
		for _, s := range *failIf {
			c, err := desk.ParseCondition(s)
			if err != nil {
				return usageError{err}
			}
			conditions = append(conditions, c)
		}
		plan := plan{Items: []control.PlanLine{}}
		var err error
		plan.Sum, err = desk.Plan(cmd.Context(), desk.Options{Config: configPath(cmd), Version: version()},
			func(l control.PlanLine) error { plan.Items = append(plan.Items, l); return nil })
		if err != nil {
			return err
		}
		if *asJSON {
			err = printJSON(cmd, plan)
		} else {
			plan.print(cmd.OutOrStdout(), *most)
		}
		return errors.Join(err, bounds(cmd.ErrOrStderr(), plan.Sum, conditions))
	}
	return cmd
}

// bounds names each condition that is met, or cannot be measured.
func bounds(errs io.Writer, sum control.PlanSum, conditions []desk.Condition) error {
	var met error
	for _, c := range conditions {
		hit, figure, known := c.Holds(sum)
		switch {
		case c.Strange(sum):
			fmt.Fprintf(errs, "%s: there is no theme and no tag of that name (koreadesk plan lists the themes)\n", c)
			met = errSaid
		case !known:
			fmt.Fprintf(errs, "%s: nothing to measure this on\n", c)
		case hit:
			fmt.Fprintf(errs, "%s: it is %.4g\n", c, figure)
			met = errSaid
		}
	}
	return met
}

// plan is what `plan --json` prints.
type plan struct {
	Items []control.PlanLine `json:"items"`
	Sum   control.PlanSum    `json:"sum"`
}

func (p plan) print(out io.Writer, most int) {
	t := table{head: []string{"THEME", "NOW", "THEN", "ENTER", "LEAVE", ""}}
	for _, n := range p.Sum.Themes {
		note := ""
		if n.Gone {
			note = "no longer configured"
		}
		t.row(n.ID, number(n.Before), number(n.After), number(n.Enters), number(n.Leaves), note)
	}
	t.print(out)
	for _, n := range p.Sum.Themes {
		p.theme(out, n, most)
	}
	fmt.Fprintln(out)
	if p.Sum.Editors != nil {
		fmt.Fprintln(out, "against the decisions of editors:")
		for _, tag := range p.Sum.Editors.Tags {
			fmt.Fprintf(out, "  %s: precision %.3f, recall %.3f, F1 %.3f (%s)\n", tag.Tag, tag.Precision, tag.Recall, tag.F1,
				count(tag.Right+tag.Wrong+tag.Missed+tag.None, "decision"))
		}
	}
	fmt.Fprintf(out, "%s, %d would change", count(p.Sum.Items, "item"), p.Sum.Changed)
	if p.Sum.Waiting > 0 {
		fmt.Fprintf(out, ", %d not settled yet", p.Sum.Waiting)
	}
	if p.Sum.Same {
		fmt.Fprint(out, "; the rules are those in force")
	}
	fmt.Fprintln(out)
}

// theme lists what would enter and leave one theme.
func (p plan) theme(out io.Writer, n control.PlanCount, most int) {
	if n.Enters+n.Leaves == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s\n", n.ID)
	shown := map[string]int{}
	list := func(sign string, line control.PlanLine, themes []control.PlanTheme) {
		for _, theme := range themes {
			if theme.Theme != n.ID {
				continue
			}
			if shown[sign]++; most > 0 && shown[sign] > most {
				continue
			}
			fmt.Fprintf(out, "  %s %s (%s)\n      %s\n", sign, line.Title, line.Source, theme.Why)
			printTagChanges(out, line)
		}
	}
	for _, line := range p.Items {
		list("+", line, line.Enters)
	}
	for _, line := range p.Items {
		list("-", line, line.Leaves)
	}
	for _, sign := range []string{"+", "-"} {
		if more := shown[sign] - most; most > 0 && more > 0 {
			fmt.Fprintf(out, "  %s %d more (--most 0 shows all)\n", sign, more)
		}
	}
}

func printTagChanges(out io.Writer, line control.PlanLine) {
	for _, tag := range line.Gains {
		fmt.Fprintf(out, "      now %s (%.2f) because of %s\n", tag.ID, tag.Score, strings.Join(tag.Because, "; "))
	}
	for _, tag := range line.Loses {
		switch {
		case tag.Threshold == 0:
			fmt.Fprintf(out, "      no longer %s: there is no such tag\n", tag.Tag)
		case len(tag.Because) == 0:
			fmt.Fprintf(out, "      no longer %s: nothing speaks for it\n", tag.Tag)
		default:
			fmt.Fprintf(out, "      no longer %s (%.2f of %.2f): %s\n", tag.Tag, tag.Score, tag.Threshold, strings.Join(tag.Because, "; "))
		}
	}
}
